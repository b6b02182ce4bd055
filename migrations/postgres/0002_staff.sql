-- Complaints with what their reporters picked, who runs the server and what they did, the server's own rooms, and what was
-- decided against accounts. Deleting an account takes what hangs on it along; complaints stay, without the account.
CREATE TABLE complaints (
    id bytea NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    receipt bytea UNIQUE CHECK (length(receipt) = 32),
    reporter bytea REFERENCES accounts ON DELETE SET NULL,
    about bytea REFERENCES accounts ON DELETE SET NULL,
    kind bigint NOT NULL,
    rule text COLLATE "C" NOT NULL,
    state bigint NOT NULL,
    outcome bigint,
    created_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    decided_at bigint,
    assigned text COLLATE "C" NOT NULL,
    room text COLLATE "C" NOT NULL,
    m bigint NOT NULL,
    evidence text COLLATE "C" NOT NULL,
    CHECK (receipt IS NULL OR reporter IS NULL)
);
CREATE INDEX complaints_of_reporter ON complaints (reporter);
CREATE INDEX complaints_about ON complaints (about);
CREATE INDEX complaints_by_time ON complaints (created_at, id);

CREATE TABLE complaint_posts (
    complaint bytea NOT NULL REFERENCES complaints ON DELETE CASCADE,
    n bigint NOT NULL,
    at bigint NOT NULL,
    author bigint NOT NULL,
    admin text COLLATE "C" NOT NULL,
    text text COLLATE "C" NOT NULL,
    PRIMARY KEY (complaint, n)
);

CREATE TABLE admins (
    name text COLLATE "C" NOT NULL PRIMARY KEY,
    password text COLLATE "C" NOT NULL,
    totp bytea NOT NULL CHECK (length(totp) = 20),
    step bigint NOT NULL,
    created_at bigint NOT NULL
);

CREATE TABLE admin_logins (
    token bytea NOT NULL PRIMARY KEY CHECK (length(token) = 32),
    admin text COLLATE "C" NOT NULL REFERENCES admins ON DELETE CASCADE,
    last_seen bigint NOT NULL,
    confirmed_at bigint NOT NULL
);
CREATE INDEX admin_logins_of_admin ON admin_logins (admin);

-- Only ever grows, so it refers to nothing that may go.
CREATE TABLE audit_log (
    n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at bigint NOT NULL,
    admin text COLLATE "C" NOT NULL,
    act text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    reason text COLLATE "C" NOT NULL
);

CREATE TABLE official_rooms (
    id text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(id) = 17),
    kind bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    topic text COLLATE "C" NOT NULL,
    region text COLLATE "C" NOT NULL,
    opens_at bigint,
    closes_at bigint,
    capacity bigint NOT NULL,
    created_at bigint NOT NULL
);

CREATE TABLE announcements (
    id text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    text text COLLATE "C" NOT NULL,
    scope bigint NOT NULL,
    region text COLLATE "C" NOT NULL,
    room text COLLATE "C" NOT NULL,
    from_at bigint NOT NULL,
    until_at bigint NOT NULL,
    made_by text COLLATE "C" NOT NULL
);

CREATE TABLE suspensions (
    person bytea NOT NULL PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
    until_at bigint,
    rule text COLLATE "C" NOT NULL,
    since bigint NOT NULL
);

CREATE TABLE warnings (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person bytea NOT NULL REFERENCES accounts ON DELETE CASCADE,
    rule text COLLATE "C" NOT NULL,
    at bigint NOT NULL
);
CREATE INDEX warnings_of_person ON warnings (person);

CREATE TABLE proposals (
    id bytea NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    person bytea NOT NULL REFERENCES accounts ON DELETE CASCADE,
    rule text COLLATE "C" NOT NULL,
    reason text COLLATE "C" NOT NULL,
    made_by text COLLATE "C" NOT NULL,
    at bigint NOT NULL
);
CREATE INDEX proposals_of_person ON proposals (person);

CREATE TABLE settings (
    key text COLLATE "C" NOT NULL PRIMARY KEY,
    value text COLLATE "C" NOT NULL
);
