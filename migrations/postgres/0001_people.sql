-- Who registered, where they are logged in, and who knows whom. Times are milliseconds since 1970 UTC, ids and hashes bytea.
-- Deleting an account takes everything else of it along.
CREATE TABLE accounts (
    person bytea NOT NULL PRIMARY KEY CHECK (length(person) = 16),
    name text COLLATE "C" NOT NULL UNIQUE,
    name_key text COLLATE "C" NOT NULL,
    password text COLLATE "C" NOT NULL,
    recovery text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    display text COLLATE "C" NOT NULL,
    display_key text COLLATE "C" NOT NULL,
    avatar text COLLATE "C" NOT NULL,
    about text COLLATE "C" NOT NULL,
    theme text COLLATE "C" NOT NULL,
    language text COLLATE "C" NOT NULL,
    region text COLLATE "C" NOT NULL,
    hide_profile boolean NOT NULL,
    hide_name boolean NOT NULL,
    invisible boolean NOT NULL,
    requests_off boolean NOT NULL
);

-- Names and display names of all accounts as they are compared: one set, so that none can be mistaken for another.
CREATE TABLE name_keys (
    name_key text COLLATE "C" NOT NULL PRIMARY KEY,
    person bytea NOT NULL REFERENCES accounts ON DELETE CASCADE
);
CREATE INDEX name_keys_of_person ON name_keys (person);

-- `number` says which login of a person is the oldest, and nothing about when it was made.
CREATE TABLE logins (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token bytea NOT NULL UNIQUE CHECK (length(token) = 32),
    person bytea NOT NULL REFERENCES accounts ON DELETE CASCADE,
    ends_at bigint NOT NULL
);
CREATE INDEX logins_of_person ON logins (person, number);
CREATE INDEX logins_by_end ON logins (ends_at);

-- One row for two people, the one with the lower id first. state: 0 none, 1 the lower one asked, 2 the higher one asked,
-- 3 friends. X_declined_at: when X last declined a request of the other.
CREATE TABLE friend_pairs (
    lower bytea NOT NULL REFERENCES accounts ON DELETE CASCADE,
    higher bytea NOT NULL REFERENCES accounts ON DELETE CASCADE,
    state smallint NOT NULL CHECK (state BETWEEN 0 AND 3),
    since bigint NOT NULL,
    lower_blocks boolean NOT NULL,
    higher_blocks boolean NOT NULL,
    lower_declined_at bigint,
    higher_declined_at bigint,
    PRIMARY KEY (lower, higher),
    CHECK (lower < higher)
);
CREATE INDEX friend_pairs_of_higher ON friend_pairs (higher);

-- The requests of the last day, to be counted; to whom they went is nobody's business.
CREATE TABLE friend_requests (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sender bytea NOT NULL REFERENCES accounts ON DELETE CASCADE,
    sent_at bigint NOT NULL
);
CREATE INDEX friend_requests_of_sender ON friend_requests (sender, sent_at);
CREATE INDEX friend_requests_by_time ON friend_requests (sent_at);
