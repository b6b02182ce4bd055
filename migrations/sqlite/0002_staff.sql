-- Complaints with what their reporters picked, who runs the server and what they did, the server's own rooms, and what was
-- decided against accounts. Deleting an account takes what hangs on it along; complaints stay, without the account.
CREATE TABLE complaints (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    receipt BLOB UNIQUE CHECK (length(receipt) = 32),
    reporter BLOB REFERENCES accounts ON DELETE SET NULL,
    about BLOB REFERENCES accounts ON DELETE SET NULL,
    kind INTEGER NOT NULL,
    rule TEXT NOT NULL,
    state INTEGER NOT NULL,
    outcome INTEGER,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    decided_at INTEGER,
    assigned TEXT NOT NULL,
    room TEXT NOT NULL,
    m INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    CHECK (receipt IS NULL OR reporter IS NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX complaints_of_reporter ON complaints (reporter);
CREATE INDEX complaints_about ON complaints (about);
CREATE INDEX complaints_by_time ON complaints (created_at, id);

CREATE TABLE complaint_posts (
    complaint BLOB NOT NULL REFERENCES complaints ON DELETE CASCADE,
    n INTEGER NOT NULL,
    at INTEGER NOT NULL,
    author INTEGER NOT NULL,
    admin TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (complaint, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE admins (
    name TEXT NOT NULL PRIMARY KEY,
    password TEXT NOT NULL,
    totp BLOB NOT NULL CHECK (length(totp) = 20),
    step INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE admin_logins (
    token BLOB NOT NULL PRIMARY KEY CHECK (length(token) = 32),
    admin TEXT NOT NULL REFERENCES admins ON DELETE CASCADE,
    last_seen INTEGER NOT NULL,
    confirmed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX admin_logins_of_admin ON admin_logins (admin);

-- Only ever grows, so it refers to nothing that may go.
CREATE TABLE audit_log (
    n INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    admin TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE official_rooms (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 17),
    kind INTEGER NOT NULL,
    name TEXT NOT NULL,
    topic TEXT NOT NULL,
    region TEXT NOT NULL,
    opens_at INTEGER,
    closes_at INTEGER,
    capacity INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE announcements (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    text TEXT NOT NULL,
    scope INTEGER NOT NULL,
    region TEXT NOT NULL,
    room TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    made_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE suspensions (
    person BLOB NOT NULL PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
    until_at INTEGER,
    rule TEXT NOT NULL,
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE warnings (
    number INTEGER NOT NULL PRIMARY KEY,
    person BLOB NOT NULL REFERENCES accounts ON DELETE CASCADE,
    rule TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX warnings_of_person ON warnings (person);

CREATE TABLE proposals (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    person BLOB NOT NULL REFERENCES accounts ON DELETE CASCADE,
    rule TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX proposals_of_person ON proposals (person);

CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
