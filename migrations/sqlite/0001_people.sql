-- Who registered, where they are logged in, and who knows whom. Times are milliseconds since 1970 UTC, ids and hashes BLOBs.
-- Deleting an account takes everything else of it along.
CREATE TABLE accounts (
    person BLOB NOT NULL PRIMARY KEY CHECK (length(person) = 16),
    name TEXT NOT NULL UNIQUE,
    name_key TEXT NOT NULL,
    password TEXT NOT NULL,
    recovery TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    display TEXT NOT NULL,
    display_key TEXT NOT NULL,
    avatar TEXT NOT NULL,
    about TEXT NOT NULL,
    theme TEXT NOT NULL,
    language TEXT NOT NULL,
    region TEXT NOT NULL,
    hide_profile INTEGER NOT NULL,
    hide_name INTEGER NOT NULL,
    invisible INTEGER NOT NULL,
    requests_off INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Names and display names of all accounts as they are compared: one set, so that none can be mistaken for another.
CREATE TABLE name_keys (
    name_key TEXT NOT NULL PRIMARY KEY,
    person BLOB NOT NULL REFERENCES accounts ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX name_keys_of_person ON name_keys (person);

-- `number` says which login of a person is the oldest, and nothing about when it was made.
CREATE TABLE logins (
    number INTEGER NOT NULL PRIMARY KEY,
    token BLOB NOT NULL UNIQUE CHECK (length(token) = 32),
    person BLOB NOT NULL REFERENCES accounts ON DELETE CASCADE,
    ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX logins_of_person ON logins (person, number);
CREATE INDEX logins_by_end ON logins (ends_at);

-- One row for two people, the one with the lower id first. state: 0 none, 1 the lower one asked, 2 the higher one asked,
-- 3 friends. X_declined_at: when X last declined a request of the other.
CREATE TABLE friend_pairs (
    lower BLOB NOT NULL REFERENCES accounts ON DELETE CASCADE,
    higher BLOB NOT NULL REFERENCES accounts ON DELETE CASCADE,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
    since INTEGER NOT NULL,
    lower_blocks INTEGER NOT NULL,
    higher_blocks INTEGER NOT NULL,
    lower_declined_at INTEGER,
    higher_declined_at INTEGER,
    PRIMARY KEY (lower, higher),
    CHECK (lower < higher)
) STRICT, WITHOUT ROWID;
CREATE INDEX friend_pairs_of_higher ON friend_pairs (higher);

-- The requests of the last day, to be counted; to whom they went is nobody's business.
CREATE TABLE friend_requests (
    number INTEGER NOT NULL PRIMARY KEY,
    sender BLOB NOT NULL REFERENCES accounts ON DELETE CASCADE,
    sent_at INTEGER NOT NULL
) STRICT;
CREATE INDEX friend_requests_of_sender ON friend_requests (sender, sent_at);
CREATE INDEX friend_requests_by_time ON friend_requests (sent_at);
