-- From here on a file says by its application_id whose it is, what is counted or forgotten is found by an index, and
-- what anybody may leave without an account has its age by the system's clock. People are found by a folded text.

-- Somebody is written out as a fixture, with all that fixtures say of them.
ALTER TABLE accounts ADD COLUMN about TEXT;
-- What was given out in a life before is known by it.
ALTER TABLE accounts ADD COLUMN life TEXT;
ALTER TABLE personas ADD COLUMN account INTEGER;

CREATE INDEX people_by_birth ON people(birth_date) WHERE birth_date IS NOT NULL;
CREATE INDEX contacts_by_bare_email ON contacts(replace(replace(replace(login_key, '.', ''), '-', ''), '_', ''))
    WHERE type = 'EML';
CREATE INDEX children_by_snils ON children(snils) WHERE snils IS NOT NULL;
CREATE INDEX children_by_name ON children(last_name, first_name);
CREATE INDEX organizations_by_ogrn ON organizations(data ->> 'ogrn');
CREATE INDEX codes_by_owner ON codes(data ->> 'oid') WHERE used_at IS NULL;
CREATE INDEX jobs_waiting_by_kind ON jobs(kind, due_at) WHERE done_at IS NULL;
CREATE INDEX jobs_done ON jobs(due_at, id) WHERE done_at IS NOT NULL;
CREATE INDEX attempts_of_nobody ON attempts(number) WHERE substr(key, 1, 8) <> 'account:';
CREATE INDEX child_consents_by_parent ON child_consents(parent);

-- Whose message it is, where it is somebody's who has an account.
ALTER TABLE outbox ADD COLUMN owner INTEGER;

CREATE TABLE interactions_aging (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    browser    TEXT NOT NULL,
    data       TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    stored_at  INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
INSERT INTO interactions_aging (number, id, browser, data, expires_at) SELECT number, id, browser, data, expires_at FROM interactions;
DROP TABLE interactions;
ALTER TABLE interactions_aging RENAME TO interactions;
CREATE INDEX interactions_by_browser ON interactions(browser, number);
CREATE INDEX interactions_by_expiry ON interactions(expires_at);
CREATE INDEX interactions_by_age ON interactions(stored_at);

CREATE TABLE qr_codes_aging (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    browser    TEXT NOT NULL UNIQUE,
    approved   INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    stored_at  INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
INSERT INTO qr_codes_aging (number, id, browser, approved, expires_at) SELECT number, id, browser, approved, expires_at FROM qr_codes;
DROP TABLE qr_codes;
ALTER TABLE qr_codes_aging RENAME TO qr_codes;
CREATE INDEX qr_codes_by_expiry ON qr_codes(expires_at);
CREATE INDEX qr_codes_by_age ON qr_codes(stored_at);

CREATE TABLE oidc_pushed_requests_aging (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    client     TEXT NOT NULL,
    parameters TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    stored_at  INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
INSERT INTO oidc_pushed_requests_aging (number, id, client, parameters, expires_at) SELECT number, id, client, parameters, expires_at FROM oidc_pushed_requests;
DROP TABLE oidc_pushed_requests;
ALTER TABLE oidc_pushed_requests_aging RENAME TO oidc_pushed_requests;
CREATE INDEX oidc_pushed_requests_by_expiry ON oidc_pushed_requests(expires_at);
CREATE INDEX oidc_pushed_requests_by_age ON oidc_pushed_requests(stored_at);

CREATE TABLE drafts_aging (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL,
    browser    TEXT NOT NULL,
    data       TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    stored_at  INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
INSERT INTO drafts_aging (number, id, kind, browser, data, expires_at) SELECT number, id, kind, browser, data, expires_at FROM drafts;
DROP TABLE drafts;
ALTER TABLE drafts_aging RENAME TO drafts;
CREATE INDEX drafts_by_browser ON drafts(kind, browser, number);
CREATE INDEX drafts_by_expiry ON drafts(expires_at);
CREATE INDEX drafts_by_age ON drafts(stored_at);

CREATE TABLE verifications_aging (
    number        INTEGER PRIMARY KEY,
    purpose       TEXT NOT NULL,
    subject       TEXT NOT NULL,
    type          TEXT NOT NULL,
    value         TEXT NOT NULL,
    login_key     TEXT,
    token         TEXT UNIQUE,
    code          TEXT,
    attempts_left INTEGER NOT NULL,
    made_at       INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL,
    stored_at     INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
INSERT INTO verifications_aging (number, purpose, subject, type, value, login_key, token, code, attempts_left, made_at, expires_at)
    SELECT number, purpose, subject, type, value, login_key, token, code, attempts_left, made_at, expires_at FROM verifications;
DROP TABLE verifications;
ALTER TABLE verifications_aging RENAME TO verifications;
CREATE INDEX verifications_by_subject ON verifications(purpose, subject, type);
CREATE INDEX verifications_by_contact ON verifications(login_key) WHERE login_key IS NOT NULL;
CREATE INDEX verifications_by_expiry ON verifications(expires_at);
CREATE INDEX verifications_by_age ON verifications(stored_at);

CREATE TABLE registrations_aging (
    number       INTEGER PRIMARY KEY,
    browser      TEXT NOT NULL UNIQUE,
    id           TEXT NOT NULL UNIQUE,
    last_name    TEXT NOT NULL,
    first_name   TEXT NOT NULL,
    type         TEXT NOT NULL,
    value        TEXT NOT NULL,
    login_key    TEXT UNIQUE,
    second_email TEXT,
    stage        TEXT NOT NULL,
    interaction  TEXT,
    conditions   TEXT NOT NULL,
    privacy      TEXT NOT NULL,
    accepted_at  INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    stored_at    INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
INSERT INTO registrations_aging (number, browser, id, last_name, first_name, type, value, login_key, second_email, stage,
                                 interaction, conditions, privacy, accepted_at, expires_at)
    SELECT number, browser, id, last_name, first_name, type, value, login_key, second_email, stage, interaction,
           conditions, privacy, accepted_at, expires_at FROM registrations;
DROP TABLE registrations;
ALTER TABLE registrations_aging RENAME TO registrations;
CREATE INDEX registrations_by_expiry ON registrations(expires_at);
CREATE INDEX registrations_by_age ON registrations(stored_at);

CREATE TABLE sendings_aging (
    purpose   TEXT NOT NULL,
    subject   TEXT NOT NULL,
    made_at   INTEGER NOT NULL,
    stored_at INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
INSERT INTO sendings_aging (purpose, subject, made_at) SELECT purpose, subject, made_at FROM sendings;
DROP TABLE sendings;
ALTER TABLE sendings_aging RENAME TO sendings;
CREATE INDEX sendings_by_subject ON sendings(purpose, subject, made_at);
CREATE INDEX sendings_by_time ON sendings(made_at);
CREATE INDEX sendings_by_age ON sendings(stored_at);

CREATE TABLE search (
    oid  INTEGER PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5(
    text, content='search', content_rowid='oid', tokenize='trigram case_sensitive 1', detail=none, columnsize=0
);
CREATE TABLE search_pending (oid INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER search_accounts_changed AFTER UPDATE OF persona ON accounts
    BEGIN INSERT OR IGNORE INTO search_pending VALUES (new.oid); END;
CREATE TRIGGER search_people_added AFTER INSERT ON people
    BEGIN INSERT OR IGNORE INTO search_pending VALUES (new.oid); END;
CREATE TRIGGER search_people_changed AFTER UPDATE OF last_name, first_name, middle_name, snils ON people
    BEGIN INSERT OR IGNORE INTO search_pending VALUES (new.oid); END;
CREATE TRIGGER search_people_gone AFTER DELETE ON people
    BEGIN INSERT OR IGNORE INTO search_pending VALUES (old.oid); END;
CREATE TRIGGER search_contacts_added AFTER INSERT ON contacts
    BEGIN INSERT OR IGNORE INTO search_pending VALUES (new.owner); END;
CREATE TRIGGER search_contacts_changed AFTER UPDATE OF value ON contacts
    BEGIN INSERT OR IGNORE INTO search_pending VALUES (new.owner); END;
CREATE TRIGGER search_contacts_gone AFTER DELETE ON contacts
    BEGIN INSERT OR IGNORE INTO search_pending VALUES (old.owner); END;
CREATE TRIGGER search_documents_added AFTER INSERT ON documents WHEN new.owner IS NOT NULL
    BEGIN INSERT OR IGNORE INTO search_pending VALUES (new.owner); END;
CREATE TRIGGER search_documents_changed AFTER UPDATE OF data ON documents WHEN new.owner IS NOT NULL
    BEGIN INSERT OR IGNORE INTO search_pending VALUES (new.owner); END;
CREATE TRIGGER search_documents_gone AFTER DELETE ON documents WHEN old.owner IS NOT NULL
    BEGIN INSERT OR IGNORE INTO search_pending VALUES (old.owner); END;
INSERT INTO search_pending SELECT oid FROM accounts;
