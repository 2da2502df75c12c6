-- The whole database of one stand. Times are seconds since 1970 by the stand's clock.
-- What anybody may leave here without an account has stored_at as well, by the system's clock: see sweeping.rs.
-- Changing a table means a step in database/migrations/. {person} stands for the fields of domain/person.rs.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- Test persons that pages and the terminal may name, with their published passwords.
CREATE TABLE personas (
    number   INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    login    TEXT NOT NULL,
    password TEXT NOT NULL,
    level    TEXT NOT NULL,
    about    TEXT NOT NULL,
    account  INTEGER
) STRICT;

-- Login records. A deleted account keeps its row, so that its OID is never given again.
CREATE TABLE accounts (
    oid           INTEGER PRIMARY KEY,
    persona       TEXT UNIQUE,
    level         TEXT NOT NULL,
    status        TEXT NOT NULL,
    password_hash TEXT,
    second_factor TEXT NOT NULL,
    totp_secret   TEXT,
    -- The newest period of which a code was used: no code serves twice (RFC 6238 section 5.2).
    totp_step     INTEGER,
    offers        TEXT NOT NULL,
    created_by    INTEGER,
    updated_at    INTEGER NOT NULL,
    -- What testers want to remember of the person.
    about         TEXT,
    -- Which of its lives it is, where a tester let the person begin anew.
    life          TEXT,
    -- What always goes wrong for the person, as fixtures say it.
    faults        TEXT
) STRICT;
CREATE INDEX accounts_by_level ON accounts(level);
CREATE INDEX accounts_unusual ON accounts(status) WHERE status <> 'registered';
CREATE INDEX accounts_with_faults ON accounts(oid) WHERE faults IS NOT NULL;

CREATE TABLE people (
    oid INTEGER PRIMARY KEY REFERENCES accounts(oid),
    {person}
) STRICT;
CREATE INDEX people_by_snils ON people(snils) WHERE snils IS NOT NULL;
CREATE INDEX people_by_name ON people(last_name, first_name);
CREATE INDEX people_by_birth ON people(birth_date) WHERE birth_date IS NOT NULL;

-- Contacts of people and organisations. login_key is set where one can sign in with the contact (or
-- could, once it is verified), and so must be unique over all accounts.
CREATE TABLE contacts (
    id        INTEGER PRIMARY KEY,
    owner     INTEGER NOT NULL,
    type      TEXT NOT NULL,
    value     TEXT NOT NULL,
    verified  INTEGER NOT NULL,
    login_key TEXT UNIQUE
) STRICT;
CREATE INDEX contacts_by_owner ON contacts(owner);
CREATE INDEX contacts_by_bare_email ON contacts(replace(replace(replace(login_key, '.', ''), '-', ''), '_', ''))
    WHERE type = 'EML';
CREATE INDEX contacts_unverified ON contacts(owner) WHERE type = 'EML' AND verified = 0;

-- Cards of children in their parents' profiles; account is the child's own, if there is one.
CREATE TABLE children (
    id      INTEGER PRIMARY KEY,
    parent  INTEGER NOT NULL REFERENCES accounts(oid),
    account INTEGER,
    email   TEXT,
    mobile  TEXT,
    {person}
) STRICT;
CREATE INDEX children_by_parent ON children(parent);
CREATE INDEX children_by_account ON children(account) WHERE account IS NOT NULL;
CREATE INDEX children_by_snils ON children(snils) WHERE snils IS NOT NULL;
CREATE INDEX children_by_name ON children(last_name, first_name);

-- Accounts of children that their parents are about to make, with what the parent has chosen; they hold their contacts
-- (login keys) until they expire.
CREATE TABLE child_applications (
    card           INTEGER PRIMARY KEY REFERENCES children(id),
    email          TEXT NOT NULL,
    email_key      TEXT NOT NULL,
    email_verified INTEGER NOT NULL,
    mobile         TEXT,
    mobile_key     TEXT,
    expires_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX child_applications_by_email ON child_applications(email_key);
CREATE INDEX child_applications_by_mobile ON child_applications(mobile_key) WHERE mobile_key IS NOT NULL;

-- Phones and e-mails on their way to be verified: a code was sent, or a letter with a link, whose token is stored only
-- as its SHA-256. While one lives, nobody else gets the contact whose comparable spelling it holds (login_key).
CREATE TABLE verifications (
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
CREATE INDEX verifications_by_subject ON verifications(purpose, subject, type);
CREATE INDEX verifications_by_contact ON verifications(login_key) WHERE login_key IS NOT NULL;
CREATE INDEX verifications_by_expiry ON verifications(expires_at);
CREATE INDEX verifications_by_age ON verifications(stored_at);

-- Registrations on their way, one of each browser (the SHA-256 of its cookie). While one lives, nobody else gets the
-- contact whose comparable spelling it holds (login_key).
CREATE TABLE registrations (
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
CREATE INDEX registrations_by_expiry ON registrations(expires_at);
CREATE INDEX registrations_by_age ON registrations(stored_at);

-- What holders of sure accounts have written about themselves, until registries have agreed: it does not count before.
CREATE TABLE corrections (
    oid INTEGER PRIMARY KEY REFERENCES accounts(oid),
    {person}
) STRICT;

-- When codes and letters were sent, so that nobody has too many of them sent.
CREATE TABLE sendings (
    purpose   TEXT NOT NULL,
    subject   TEXT NOT NULL,
    made_at   INTEGER NOT NULL,
    stored_at INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
CREATE INDEX sendings_by_subject ON sendings(purpose, subject, made_at);
CREATE INDEX sendings_by_time ON sendings(made_at);
CREATE INDEX sendings_by_age ON sendings(stored_at);

-- Checks by registries, the newest of each subject (a person, or a child's card) and registry.
CREATE TABLE checks (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    subject    TEXT NOT NULL,
    registry   TEXT NOT NULL,
    state      TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    UNIQUE (subject, registry)
) STRICT;

-- Codes that were sent by letter on paper, the newest of each account.
CREATE TABLE post_codes (
    oid           INTEGER PRIMARY KEY REFERENCES accounts(oid),
    code          TEXT NOT NULL,
    attempts_left INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL
) STRICT;

-- What testers want registries to answer, by number: of a document, of a certificate, СНИЛС.
-- What testers want registries to answer, by number (of a document, of a certificate, СНИЛС), or by person: oid:1000000720.
CREATE TABLE registry_answers (
    registry TEXT NOT NULL,
    number   TEXT NOT NULL,
    outcome  TEXT NOT NULL,
    after    INTEGER,
    made_at  INTEGER NOT NULL,
    PRIMARY KEY (registry, number)
) STRICT, WITHOUT ROWID;

-- Documents of a person, or of a child's card.
CREATE TABLE documents (
    id       INTEGER PRIMARY KEY,
    owner    INTEGER,
    card     INTEGER,
    kind     TEXT NOT NULL,
    verified INTEGER NOT NULL,
    data     TEXT NOT NULL
) STRICT;
CREATE INDEX documents_by_number ON documents(data ->> 'number') WHERE verified;
CREATE INDEX documents_by_owner ON documents(owner) WHERE owner IS NOT NULL;
CREATE INDEX documents_by_card ON documents(card) WHERE card IS NOT NULL;

CREATE TABLE addresses (
    id    INTEGER PRIMARY KEY,
    owner INTEGER NOT NULL,
    kind  TEXT NOT NULL,
    data  TEXT NOT NULL
) STRICT;
CREATE INDEX addresses_by_owner ON addresses(owner);

CREATE TABLE vehicles (
    id    INTEGER PRIMARY KEY,
    owner INTEGER NOT NULL,
    data  TEXT NOT NULL
) STRICT;
CREATE INDEX vehicles_by_owner ON vehicles(owner);

CREATE TABLE organizations (
    oid  INTEGER PRIMARY KEY,
    data TEXT NOT NULL
) STRICT;
CREATE INDEX organizations_by_ogrn ON organizations(data ->> 'ogrn');
CREATE INDEX organizations_by_name ON organizations(data ->> 'name', oid);

CREATE TABLE roles (
    person       INTEGER NOT NULL REFERENCES accounts(oid),
    organization INTEGER NOT NULL REFERENCES organizations(oid),
    position     TEXT,
    chief        INTEGER NOT NULL,
    admin        INTEGER NOT NULL,
    active       INTEGER NOT NULL,
    phone        TEXT,
    email        TEXT,
    branch       INTEGER,
    PRIMARY KEY (person, organization)
) STRICT, WITHOUT ROWID;
CREATE INDEX roles_by_organization ON roles(organization);

-- Invitations to work in an organisation that nobody has accepted yet; the token of the link only as its SHA-256.
CREATE TABLE invitations (
    number       INTEGER PRIMARY KEY,
    organization INTEGER NOT NULL REFERENCES organizations(oid),
    token        TEXT NOT NULL UNIQUE,
    email        TEXT NOT NULL,
    snils        TEXT,
    position     TEXT,
    admin        INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX invitations_by_organization ON invitations(organization, number);

CREATE TABLE clients (
    mnemonic TEXT PRIMARY KEY,
    data     TEXT NOT NULL
) STRICT;

-- What a person allowed a client to see.
CREATE TABLE consents (
    oid      INTEGER NOT NULL,
    client   TEXT NOT NULL,
    scopes   TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    PRIMARY KEY (oid, client)
) STRICT, WITHOUT ROWID;
CREATE INDEX consents_by_client ON consents(client);

-- Digital-profile consents, as they were given.
CREATE TABLE permissions (
    oid        INTEGER NOT NULL,
    client     TEXT NOT NULL,
    sysname    TEXT NOT NULL,
    data       TEXT NOT NULL,
    given_at   INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (oid, client, sysname)
) STRICT, WITHOUT ROWID;
CREATE INDEX permissions_by_client ON permissions(client);

-- Single sign-on. The cookie's value is stored only as its SHA-256; a session that was opened by a QR code and
-- that its browser has not taken up yet has the name of the code in its place.
CREATE TABLE sessions (
    number           INTEGER PRIMARY KEY,
    id               TEXT NOT NULL UNIQUE,
    cookie           TEXT NOT NULL UNIQUE,
    oid              INTEGER NOT NULL,
    method           TEXT NOT NULL,
    role             TEXT,
    auth_time        INTEGER NOT NULL,
    expires_at       INTEGER NOT NULL,
    second_factor    TEXT NOT NULL,
    declined         TEXT NOT NULL,
    foreign_computer INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_account ON sessions(oid, number);

-- Logins on their way. browser is the SHA-256 of the cookie of the browser that began it.
CREATE TABLE interactions (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    browser    TEXT NOT NULL,
    data       TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    stored_at  INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
CREATE INDEX interactions_by_browser ON interactions(browser, number);
CREATE INDEX interactions_by_expiry ON interactions(expires_at);
CREATE INDEX interactions_by_age ON interactions(stored_at);

-- QR codes to sign in with, the newest of each browser.
CREATE TABLE qr_codes (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    browser    TEXT NOT NULL UNIQUE,
    approved   INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    stored_at  INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
CREATE INDEX qr_codes_by_expiry ON qr_codes(expires_at);
CREATE INDEX qr_codes_by_age ON qr_codes(stored_at);

-- Messages that would have been sent. Numbers are never used again: testers ask for those after one.
CREATE TABLE outbox (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT NOT NULL,
    content   TEXT NOT NULL,
    recipient TEXT NOT NULL,
    made_at   INTEGER NOT NULL,
    relay     TEXT NOT NULL,
    waiting   INTEGER NOT NULL,
    owner     INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (number) WHERE waiting;

-- From where an account has signed in before: a sign-in from elsewhere is told by letter.
CREATE TABLE known_browsers (
    number  INTEGER PRIMARY KEY,
    oid     INTEGER NOT NULL,
    browser TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    UNIQUE (oid, browser)
) STRICT;

-- Authorization codes; a used one stays for a while, so that its second use can be explained.
CREATE TABLE codes (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    data       TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;
CREATE INDEX codes_by_owner ON codes(data ->> 'oid') WHERE used_at IS NULL;

-- Refresh tokens, stored only as their SHA-256.
CREATE TABLE refresh_tokens (
    number     INTEGER PRIMARY KEY,
    hash       TEXT NOT NULL UNIQUE,
    oid        INTEGER NOT NULL,
    client     TEXT NOT NULL,
    data       TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;
CREATE INDEX refresh_tokens_by_client ON refresh_tokens(client);
CREATE INDEX refresh_tokens_by_grant ON refresh_tokens(oid, client, number);

-- Grants of the standard OpenID Connect endpoints: each begins with a code and lives as long as its tokens. The code is
-- stored only as its SHA-256. A grant that is revoked takes all its tokens with it.
CREATE TABLE oidc_grants (
    number          INTEGER PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE,
    code            TEXT NOT NULL UNIQUE,
    oid             INTEGER NOT NULL,
    client          TEXT NOT NULL,
    session         TEXT NOT NULL,
    data            TEXT NOT NULL,
    code_expires_at INTEGER NOT NULL,
    exchanged_at    INTEGER,
    revoked_at      INTEGER
) STRICT;
CREATE INDEX oidc_grants_by_client ON oidc_grants(client);
CREATE INDEX oidc_grants_by_owner ON oidc_grants(oid, client, number);
CREATE INDEX oidc_grants_by_session ON oidc_grants(session);

-- Refresh tokens of those endpoints, stored only as their SHA-256; a used one stays, so that its second use is noticed.
CREATE TABLE oidc_refresh_tokens (
    number     INTEGER PRIMARY KEY,
    hash       TEXT NOT NULL UNIQUE,
    grant_id   TEXT NOT NULL REFERENCES oidc_grants(id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;
CREATE INDEX oidc_refresh_tokens_by_grant ON oidc_refresh_tokens(grant_id, number);

-- Ids of tokens that are not accepted any more: access tokens that were revoked one by one, client assertions that
-- were used. A row is needed until its token has expired.
CREATE TABLE oidc_spent_tokens (
    id         TEXT PRIMARY KEY,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX oidc_spent_tokens_by_expiry ON oidc_spent_tokens(expires_at);

-- Pushed authorization requests (RFC 9126); the address is stored only as its SHA-256.
CREATE TABLE oidc_pushed_requests (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    client     TEXT NOT NULL,
    parameters TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    stored_at  INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
CREATE INDEX oidc_pushed_requests_by_expiry ON oidc_pushed_requests(expires_at);
CREATE INDEX oidc_pushed_requests_by_age ON oidc_pushed_requests(stored_at);

-- Work that waits for a time of the stand's clock. done_at is set when it was carried out or has failed (error); such a
-- row stays, so that the same job is never put down again.
CREATE TABLE jobs (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    key     TEXT NOT NULL,
    due_at  INTEGER NOT NULL,
    payload TEXT NOT NULL,
    done_at INTEGER,
    error   TEXT,
    UNIQUE (kind, key)
) STRICT;
CREATE INDEX jobs_waiting ON jobs(due_at, id) WHERE done_at IS NULL;
CREATE INDEX jobs_waiting_by_kind ON jobs(kind, due_at) WHERE done_at IS NULL;
CREATE INDEX jobs_done ON jobs(due_at, id) WHERE done_at IS NOT NULL;

-- What happened to citizens, for «Лента уведомлений».
CREATE TABLE events (
    number      INTEGER PRIMARY KEY,
    oid         INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    data        TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_account ON events(oid, number);

-- Wrong passwords and wrong answers, by account, or by a login that nobody has: both are treated alike.
CREATE TABLE attempts (
    number     INTEGER PRIMARY KEY,
    key        TEXT NOT NULL UNIQUE,
    wrong      INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX attempts_of_nobody ON attempts(number) WHERE substr(key, 1, 8) <> 'account:';

-- What a browser has begun and not finished: a picture to be read, a check before the sign-in, a recovery.
CREATE TABLE drafts (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL,
    browser    TEXT NOT NULL,
    data       TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    stored_at  INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
CREATE INDEX drafts_by_browser ON drafts(kind, browser, number);
CREATE INDEX drafts_by_expiry ON drafts(expires_at);
CREATE INDEX drafts_by_age ON drafts(stored_at);

-- Passwords before the present one, as their hashes, so that none of them is taken again.
CREATE TABLE old_passwords (
    number INTEGER PRIMARY KEY,
    oid    INTEGER NOT NULL,
    hash   TEXT NOT NULL
) STRICT;
CREATE INDEX old_passwords_by_account ON old_passwords(oid, number);

-- «Контрольный вопрос»; the answer only as its hash.
CREATE TABLE security_questions (
    oid      INTEGER PRIMARY KEY,
    question TEXT NOT NULL,
    answer   TEXT NOT NULL
) STRICT;

-- «Доверенный контакт»: one of each owner, invited until a time or accepted (no time).
CREATE TABLE trusted_contacts (
    owner      INTEGER PRIMARY KEY,
    contact    INTEGER NOT NULL,
    made_at    INTEGER NOT NULL,
    expires_at INTEGER
) STRICT;
CREATE INDEX trusted_contacts_by_contact ON trusted_contacts(contact);

-- How often an account has declined what it was offered on its way in.
CREATE TABLE declined_offers (
    oid   INTEGER NOT NULL,
    offer TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (oid, offer)
) STRICT, WITHOUT ROWID;

-- Which systems a parent lets a child give its data to.
CREATE TABLE child_consents (
    child    INTEGER NOT NULL,
    client   TEXT NOT NULL,
    parent   INTEGER NOT NULL,
    given_at INTEGER NOT NULL,
    PRIMARY KEY (child, client)
) STRICT, WITHOUT ROWID;
CREATE INDEX child_consents_by_client ON child_consents(client);
CREATE INDEX child_consents_by_parent ON child_consents(parent);

-- What people are found by in lists, folded, and its pieces; search_pending are those whose text has to be made anew: see
-- search/. Whatever changes such a text marks its owner.
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
