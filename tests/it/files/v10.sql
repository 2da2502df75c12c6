PRAGMA page_size=1024;
PRAGMA application_id=1163087179;
PRAGMA user_version=10;
BEGIN;
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE personas (
    number   INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    login    TEXT NOT NULL,
    password TEXT NOT NULL,
    level    TEXT NOT NULL,
    about    TEXT NOT NULL,
    account  INTEGER
) STRICT;
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
CREATE TABLE people (
    oid INTEGER PRIMARY KEY REFERENCES accounts(oid),
    last_name TEXT NOT NULL, first_name TEXT NOT NULL, middle_name TEXT, birth_date TEXT, birth_place TEXT, gender TEXT, citizenship TEXT, snils TEXT, inn TEXT, self_employed INTEGER
) STRICT;
CREATE TABLE contacts (
    id        INTEGER PRIMARY KEY,
    owner     INTEGER NOT NULL,
    type      TEXT NOT NULL,
    value     TEXT NOT NULL,
    verified  INTEGER NOT NULL,
    login_key TEXT UNIQUE
) STRICT;
CREATE TABLE children (
    id      INTEGER PRIMARY KEY,
    parent  INTEGER NOT NULL REFERENCES accounts(oid),
    account INTEGER,
    email   TEXT,
    mobile  TEXT,
    last_name TEXT NOT NULL, first_name TEXT NOT NULL, middle_name TEXT, birth_date TEXT, birth_place TEXT, gender TEXT, citizenship TEXT, snils TEXT, inn TEXT, self_employed INTEGER
) STRICT;
CREATE TABLE child_applications (
    card           INTEGER PRIMARY KEY REFERENCES children(id),
    email          TEXT NOT NULL,
    email_key      TEXT NOT NULL,
    email_verified INTEGER NOT NULL,
    mobile         TEXT,
    mobile_key     TEXT,
    expires_at     INTEGER NOT NULL
) STRICT;
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
CREATE TABLE corrections (
    oid INTEGER PRIMARY KEY REFERENCES accounts(oid),
    last_name TEXT NOT NULL, first_name TEXT NOT NULL, middle_name TEXT, birth_date TEXT, birth_place TEXT, gender TEXT, citizenship TEXT, snils TEXT, inn TEXT, self_employed INTEGER
) STRICT;
CREATE TABLE sendings (
    purpose   TEXT NOT NULL,
    subject   TEXT NOT NULL,
    made_at   INTEGER NOT NULL,
    stored_at INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
CREATE TABLE checks (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    subject    TEXT NOT NULL,
    registry   TEXT NOT NULL,
    state      TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    UNIQUE (subject, registry)
) STRICT;
CREATE TABLE post_codes (
    oid           INTEGER PRIMARY KEY REFERENCES accounts(oid),
    code          TEXT NOT NULL,
    attempts_left INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL
) STRICT;
CREATE TABLE registry_answers (
    registry TEXT NOT NULL,
    number   TEXT NOT NULL,
    outcome  TEXT NOT NULL,
    after    INTEGER,
    made_at  INTEGER NOT NULL,
    PRIMARY KEY (registry, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE documents (
    id       INTEGER PRIMARY KEY,
    owner    INTEGER,
    card     INTEGER,
    kind     TEXT NOT NULL,
    verified INTEGER NOT NULL,
    data     TEXT NOT NULL
) STRICT;
CREATE TABLE addresses (
    id    INTEGER PRIMARY KEY,
    owner INTEGER NOT NULL,
    kind  TEXT NOT NULL,
    data  TEXT NOT NULL
) STRICT;
CREATE TABLE vehicles (
    id    INTEGER PRIMARY KEY,
    owner INTEGER NOT NULL,
    data  TEXT NOT NULL
) STRICT;
CREATE TABLE organizations (
    oid  INTEGER PRIMARY KEY,
    data TEXT NOT NULL
) STRICT;
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
CREATE TABLE clients (
    mnemonic TEXT PRIMARY KEY,
    data     TEXT NOT NULL
) STRICT;
CREATE TABLE consents (
    oid      INTEGER NOT NULL,
    client   TEXT NOT NULL,
    scopes   TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    PRIMARY KEY (oid, client)
) STRICT, WITHOUT ROWID;
CREATE TABLE permissions (
    oid        INTEGER NOT NULL,
    client     TEXT NOT NULL,
    sysname    TEXT NOT NULL,
    data       TEXT NOT NULL,
    given_at   INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (oid, client, sysname)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE interactions (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    browser    TEXT NOT NULL,
    data       TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    stored_at  INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
CREATE TABLE qr_codes (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    browser    TEXT NOT NULL UNIQUE,
    approved   INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    stored_at  INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
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
CREATE TABLE known_browsers (
    number  INTEGER PRIMARY KEY,
    oid     INTEGER NOT NULL,
    browser TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    UNIQUE (oid, browser)
) STRICT;
CREATE TABLE codes (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    data       TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;
CREATE TABLE refresh_tokens (
    number     INTEGER PRIMARY KEY,
    hash       TEXT NOT NULL UNIQUE,
    oid        INTEGER NOT NULL,
    client     TEXT NOT NULL,
    data       TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;
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
CREATE TABLE oidc_refresh_tokens (
    number     INTEGER PRIMARY KEY,
    hash       TEXT NOT NULL UNIQUE,
    grant_id   TEXT NOT NULL REFERENCES oidc_grants(id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;
CREATE TABLE oidc_spent_tokens (
    id         TEXT PRIMARY KEY,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE oidc_pushed_requests (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    client     TEXT NOT NULL,
    parameters TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    stored_at  INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
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
CREATE TABLE events (
    number      INTEGER PRIMARY KEY,
    oid         INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    data        TEXT NOT NULL
) STRICT;
CREATE TABLE attempts (
    number     INTEGER PRIMARY KEY,
    key        TEXT NOT NULL UNIQUE,
    wrong      INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE drafts (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL,
    browser    TEXT NOT NULL,
    data       TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    stored_at  INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
CREATE TABLE old_passwords (
    number INTEGER PRIMARY KEY,
    oid    INTEGER NOT NULL,
    hash   TEXT NOT NULL
) STRICT;
CREATE TABLE security_questions (
    oid      INTEGER PRIMARY KEY,
    question TEXT NOT NULL,
    answer   TEXT NOT NULL
) STRICT;
CREATE TABLE trusted_contacts (
    owner      INTEGER PRIMARY KEY,
    contact    INTEGER NOT NULL,
    made_at    INTEGER NOT NULL,
    expires_at INTEGER
) STRICT;
CREATE TABLE declined_offers (
    oid   INTEGER NOT NULL,
    offer TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (oid, offer)
) STRICT, WITHOUT ROWID;
CREATE TABLE child_consents (
    child    INTEGER NOT NULL,
    client   TEXT NOT NULL,
    parent   INTEGER NOT NULL,
    given_at INTEGER NOT NULL,
    PRIMARY KEY (child, client)
) STRICT, WITHOUT ROWID;
CREATE TABLE search (
    oid  INTEGER PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5(
    text, content='search', content_rowid='oid', tokenize='trigram case_sensitive 1', detail=none, columnsize=0
);
CREATE TABLE search_pending (oid INTEGER PRIMARY KEY) STRICT;
INSERT INTO meta(key,value) VALUES('planned_by','Zone { name: "Asia/Yekaterinburg", offset: +05:00 } Rules { values: [Delay(Span(Span { backwards: false, parts: [0, 0, 0, 3, 0, 0, 0] })), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 0, 0, 5, 0] })), Count(3), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 0, 0, 1, 0] })), Count(5), Choice("strict"), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 0, 0, 15, 0] })), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 0, 0, 15, 0] })), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 0, 0, 15, 0] })), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 0, 1, 0, 0] })), Count(5), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 3, 0, 0, 0] })), Switch(false), Switch(false), Choice("birthday"), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 0, 0, 15, 0] })), Delay(WorkingDays(5)), Count(13), Switch(true), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 90, 0, 0, 0] })), Switch(false), Switch(true), Choice("name_or_email"), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 30, 0, 0, 0] })), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 0, 0, 0, 0] })), Count(3), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 0, 0, 10, 0] })), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 7, 0, 0, 0] })), Switch(false), Switch(true), Count(3), Count(5), Count(10), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 0, 1, 0, 0] })), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 1, 0, 0, 0] })), Count(1), Count(3), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 0, 1, 0, 0] })), Switch(false), Delay(Span(Span { backwards: false, parts: [0, 0, 0, 3, 0, 0, 0] })), Delay(Never), Switch(false), Switch(true), Switch(false), Switch(true)], written: {} }');
INSERT INTO meta(key,value) VALUES('form_key','dKY0gr1FOCNPMd747Se3VwJAg/Cl6KBrJwdfzeUpwhE=');
INSERT INTO meta(key,value) VALUES('clock','held 2026-09-01T04:00:00+00:00');
INSERT INTO meta(key,value) VALUES('mark','700A50073A8E6B8EFA553E28E7CEA822435CAB565C4E4C0516C707B7401B5810');
INSERT INTO meta(key,value) VALUES('generation','0');
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(1,'Фамилия001 Имя001 Отчество001','EsiaTest001@yandex.ru','11111111','standard','Тестовый контур: стандартная запись (trusted: false). Прочее вымышлено.',1000000601);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(2,'Фамилия002 Имя002 Отчество002','EsiaTest002@yandex.ru','11111111','confirmed','Тестовый контур: сотрудник органа власти, при входе выбирает роль. Прочее вымышлено.',1000000602);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(3,'Фамилия003 Имя003 Отчество003','EsiaTest003@yandex.ru','11111111','confirmed','Тестовый контур: руководитель организации и ИП, из органа власти уволен; при входе выбирает роль. Прочее вымышлено.',1000000603);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(4,'Фамилия004 Имя004 Отчество004','EsiaTest004@yandex.ru','11111111','confirmed','Тестовый контур: заполнено только обязательное — нет ИНН, пола и места рождения. Прочее вымышлено.',1000000604);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(5,'Фамилия005 Имя005 Отчество005','EsiaTest005@yandex.ru','11111111','confirmed','Тестовый контур: в профиле карточка ребёнка без учётной записи. Прочее вымышлено.',1000000605);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(6,'Фамилия006 Имя006 Отчество006','EsiaTest006@yandex.ru','11111111','confirmed','Тестовый контур: полный набор сведений и документов. Часть вымышлена.',1000000606);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(7,'Фамилия007 Имя007 Отчество007','EsiaTest007@yandex.ru','11111111','confirmed','Тестовый контур: обычная запись без ролей и детей. Прочее вымышлено.',1000000607);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(8,'Фамилия008 Имя008 Отчество008','EsiaTest008@yandex.ru','11111111','confirmed','Тестовый контур: самозанятый. Прочее вымышлено.',1000000608);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(9,'Фамилия009 Имя009 Отчество009','EsiaTest009@yandex.ru','11111111','confirmed','Тестовый контур: работает в ликвидированной организации. Прочее вымышлено.',1000000609);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(10,'Фамилия010 Имя010 Отчество010','EsiaTest010@yandex.ru','11111111','confirmed','Тестовый контур: адреса регистрации и проживания различаются. Прочее вымышлено.',1000000610);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(11,'Фамилия011 Имя011 Отчество011','EsiaTest011@yandex.ru','11111111','confirmed','Тестовый контур: обычная запись, как у 007. Прочее вымышлено.',1000000611);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(12,'Фамилия012 Имя012 Отчество012','EsiaTest012@yandex.ru','11111111','confirmed','Тестовый контур: обычная запись, как у 007. Прочее вымышлено.',1000000612);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(13,'Фамилия013 Имя013 Отчество013','EsiaTest013@yandex.ru','11111111','confirmed','Тестовый контур: обычная запись, как у 007. Прочее вымышлено.',1000000613);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(14,'Фамилия014 Имя014 Отчество014','EsiaTest014@yandex.ru','11111111','confirmed','Тестовый контур: обычная запись, как у 007. Прочее вымышлено.',1000000614);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(15,'Фамилия015 Имя015 Отчество015','EsiaTest015@yandex.ru','11111111','confirmed','Тестовый контур: обычная запись, как у 007. Прочее вымышлено.',1000000615);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(16,'Петров Пётр Алексеевич','+7(900)0000701','11111111','standard','Стандартная запись: СНИЛС и паспорт проверены, личность не подтверждена. Для систем отличается от упрощённой только данными.',1000000701);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(17,'Сидорова Анна Ивановна','+7(900)0000702','11111111','confirmed','Подтверждённая запись, мать двоих детей с детскими записями.',1000000702);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(18,'Сидоров Олег Петрович','+7(900)0000703','11111111','confirmed','Подтверждённая запись, отец тех же детей; ещё не привязал их («Привязать»).',1000000703);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(19,'Сидоров Иван Олегович','sidorov.ivan@example.test','11111111','child','Детская запись, 10 лет, создана матерью.',1000000704);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(20,'Сидорова Мария Олеговна','sidorova.maria@example.test','11111111','child','Детская запись, 13 лет; завтра исполнится 14.',1000000705);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(21,'Кузнецов Артём Денисович','+7(900)0000706','11111111','confirmed','Подтверждённая запись школьника 15 лет; есть упрощённый двойник.',1000000706);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(22,'Смирнова Алёна Сергеевна','+7(900)0000707','11111111','confirmed','Подтверждённая запись с буквой «ё» в имени: в школьной системе записана «Алена».',1000000707);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(23,'Ким Виктория','+7(900)0000708','11111111','confirmed','Подтверждённая запись без отчества: учитель (эта роль — внутри ЭПОС, в ЕСИА её нет) и мать; дочь — карточка без учётной записи с иностранным свидетельством о рождении.',1000000708);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(24,'Орлов Павел Николаевич','+7(900)0000709','11111111','confirmed','Подтверждённая запись, но электронная почта не подтверждена.',1000000709);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(25,'Васильева Ольга Михайловна','+7(900)0000710','11111111','confirmed','Подтверждённая запись; в школьной системе у матери две карточки, поэтому она видит одного ребёнка из двух.',1000000710);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(26,'Ли Хао','+7(900)0000711','11111111','standard','Стандартная запись иностранца: документ иностранного гражданина, отчества нет.',1000000711);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(27,'Смирнов Лев Андреевич','+7(900)0000714','11111111','child','Детская запись с неподтверждённой почтой — самая частая причина ошибки «Пользователь не найден». Войти можно по телефону.',1000000714);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(28,'Иванова Надежда','ivanova@example.test','11111111','simplified','Упрощённая запись, зарегистрирована по электронной почте: ни СНИЛС, ни документов. В ЭПОС не пускают.',1000000720);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(29,'Кузнецов Артём Денисович','kuznetsov_artem@example.test','11111111','simplified','Упрощённая запись — двойник школьника: её надо удалить, чтобы осталась только подтверждённая.',1000000721);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(30,'Фёдорова Елена Андреевна','+7(900)0000726','11111111','confirmed','Подтверждённая запись, вход подтверждается кодом из СМС; код — на странице /logs/sms/.',1000000726);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(31,'Григорьева Ольга Сергеевна','+7(900)0000727','11111111','confirmed','Подтверждённая запись, вход подтверждается кодом из приложения (TOTP); ключ приложения — JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP.',1000000727);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(32,'Сбоев Тимур Олегович','+7(900)0000741','11111111','confirmed','Сбой: точка выдачи маркеров всегда отвечает 500; код остаётся годным.',1000000741);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(33,'Молчанова Нина Павловна','+7(900)0000742','11111111','confirmed','Сбой: точка выдачи маркеров не отвечает вовсе: соединение висит.',1000000742);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(34,'Поздняков Артур Ильич','+7(900)0000743','11111111','confirmed','Сбой: маркеры идентификации и доступа приходят уже просроченными.',1000000743);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(35,'Фальшина Вера Егоровна','+7(900)0000744','11111111','confirmed','Сбой: подпись маркеров идентификации и доступа не сходится.',1000000744);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(36,'Перебоева Зоя Марковна','+7(900)0000745','11111111','confirmed','Сбой: маркеры приходят, но данные никогда: REST и userinfo отвечают 503.',1000000745);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(37,'Чужинов Лев Борисович','+7(900)0000746','11111111','confirmed','Сбой: вместо своих данных приходят данные другого человека.',1000000746);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(38,'Подменова Яна Львовна','+7(900)0000747','11111111','confirmed','Сбой: браузер возвращается в систему с чужим state.',1000000747);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(39,'Неудачин Глеб Фёдорович','+7(900)0000748','11111111','confirmed','Сбой: вход всегда кончается ошибкой access_denied вместо кода.',1000000748);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(40,'Зайцева Татьяна Павловна','+7(900)0000719','11111111','confirmed','Заблокирована оператором: войти нельзя, выданные ранее маркеры не действуют.',1234542404);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(41,'Белова Марина Геннадьевна','+7(900)0000724','11111111','confirmed','Подтверждённая запись, директор школы: при входе предлагается выбор роли.',1273490312);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(42,'Соколова Ирина Владимировна','+7(900)0000723','11111111','confirmed','Вход на сторонние сайты ограничен на 72 часа из-за подозрительных действий.',1372527994);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(43,'Морозов Кирилл Андреевич','+7(900)0000718','11111111','confirmed','Удалённая запись: войти нельзя.',1554904221);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(44,'Лебедев Максим Юрьевич','+7(900)0000722','11111111','confirmed','Временно заблокирована после неверных паролей.',1624043828);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(45,'Николаев Игорь Викторович','+7(900)0000715','11111111','simplified_ready','Упрощённая запись, готовая к подтверждению: данные заполнены, проверка не закончена.',1742390892);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(46,'Громов Андрей Ильич','+7(900)0000725','11111111','confirmed','Подтверждённая запись, учитель в филиале школы, состоит в группе доступа: при входе предлагается выбор роли.',1762230590);
INSERT INTO personas(number,name,login,password,level,about,account) VALUES(47,'Орлова Вера Павловна','orlova@example.test','11111111','confirmed','Номер (ОИД) больше 2147483647: клиенты, которые читают его в 32 бита, заметят это здесь. Вымышлена целиком.',4000000728);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000601,'esia_test_001','standard','registered','$argon2id$v=19$m=8,t=1,p=1$0mBNTzqchgekjWEpvg/a8Q$h/fcJfNZMjMXBIE7DugdBK6Ypwzh2lyFJKMguqm6Mq4','none','SXK7SO6ZIKDG2VD2KZTHBXINEE2J4DWZ',NULL,'[]',NULL,1788235200,'Тестовый контур: стандартная запись (trusted: false). Прочее вымышлено.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000602,'esia_test_002','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$ekU4kiFhFdGa4EvY73BsPw$hgk15LPmb/BaDqU2qU76JRTkEULPeMbhvqJp1acQjS8','none','4UTZU3LDJIRALM4UIUTGADTVMQL5VHBM',NULL,'[]',NULL,1788235200,'Тестовый контур: сотрудник органа власти, при входе выбирает роль. Прочее вымышлено.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000603,'esia_test_003','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$5f9kF5cmuaT7PiVqhJfMXA$DKJ+uz18oNahBa9B3p0vThxnuHmIwjNy9XkYV8CYPGk','none','YK7LS7FGBWPXCDVGQK42G7JNVMR44PJ6',NULL,'[]',NULL,1788235200,'Тестовый контур: руководитель организации и ИП, из органа власти уволен; при входе выбирает роль. Прочее вымышлено.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000604,'esia_test_004','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$oMCvsboQLKUX38bj4TEtUQ$grVyrMGHqIiek+iSOgtfj5qIcyB+01cNyMaxVuOgm6k','none','H3TNGWLHWEDBDO6RMY7S5H5XZHVD6JKL',NULL,'[]',NULL,1788235200,'Тестовый контур: заполнено только обязательное — нет ИНН, пола и места рождения. Прочее вымышлено.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000605,'esia_test_005','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$Dj3Z75W0LJb0H/MDTFXLkA$5bf6D5zBzr+dsjNHfmB79xlazZwp6zJVFEWCA7yopi4','none','ER7EY7DUGBPAX4HQV7EOWTP2W4PVRRCT',NULL,'[]',NULL,1788235200,'Тестовый контур: в профиле карточка ребёнка без учётной записи. Прочее вымышлено.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000606,'esia_test_006','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$OgEi9qP+V51Du1njmDTgQA$6bdD5OCI8U7lYlF9Dl1NIWINc46dF8ux/mFUt+lavBA','none','OOI53WPLEG47NGXJNQ4SZ5XU7EHY5NMB',NULL,'[]',NULL,1788235200,'Тестовый контур: полный набор сведений и документов. Часть вымышлена.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000607,'esia_test_007','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$bvUrvKMSk8ZuoYfrlgPdJg$4XcggyZmd4n+4bnGQH5sF0qchaXnEWuQmXZcOqyRhXg','none','LEUPZZTWQQ42MEMPT475BI7DUIWEXGV6',NULL,'[]',NULL,1788235200,'Тестовый контур: обычная запись без ролей и детей. Прочее вымышлено.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000608,'esia_test_008','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$RiFvXHC3BJIKPzRDF34uAQ$VZj5RXcbWrgtuwiZZmJaehFqlzNGK8QGG5TAcQbK3nQ','none','QMTATP5H5SEGODFRPBZCOPZDLLH24NOH',NULL,'[]',NULL,1788235200,'Тестовый контур: самозанятый. Прочее вымышлено.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000609,'esia_test_009','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$W9iyw5ON8X+Ju8l1G9bM1Q$Fai19amjtJgONol1onGRAf0XjbpXv1no9OyWGz2WynQ','none','ND7WFCULRMNKNM42DAR2A75AUVXMDTLA',NULL,'[]',NULL,1788235200,'Тестовый контур: работает в ликвидированной организации. Прочее вымышлено.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000610,'esia_test_010','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$3T9sX2wJN84TlvQ5zbMUJA$AewU+oJurUB/4ftXUSTlGvkdt3XW8eUH+XcG3GfZ1rI','none','7XAJ5HAFCMFSLPMNXYW7D6GSD6BPR3RC',NULL,'[]',NULL,1788235200,'Тестовый контур: адреса регистрации и проживания различаются. Прочее вымышлено.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000611,'esia_test_011','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$CWBHGM3qfZrCCjXipTzg4Q$l0zxs9Ez18VLlbiSNQqYmZaRUKBI2VUtRic6p+c9vPc','none','CAUX7E42VDFWNQXIRMMMEXKUJF43GR76',NULL,'[]',NULL,1788235200,'Тестовый контур: обычная запись, как у 007. Прочее вымышлено.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000612,'esia_test_012','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$35NPVeR5rLip0oCN9eemSA$8Ze8VHSB1L66LqZioQxNCK+JA8ZtiW3+daQekNAh8Bw','none','YEL55MQDY5YXXGHPY4UI3SOOCR5HLZ3K',NULL,'[]',NULL,1788235200,'Тестовый контур: обычная запись, как у 007. Прочее вымышлено.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000613,'esia_test_013','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$fpVCaTzuT1OPc+AJpqEA7w$axWb1B0ZMIBXX57Lrljtl9orHz0fKCF9jhUMcqHwW+E','none','3N7HKDYWIAMYDY6PQOOX2Y2IM5FB576T',NULL,'[]',NULL,1788235200,'Тестовый контур: обычная запись, как у 007. Прочее вымышлено.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000614,'esia_test_014','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$IZtrcECRK+vz3e95ssoBww$ComVssihJo5xX4cSnkYXrhhLgDg7rycYUkTXIPQeUgE','none','M4LEWMSVSSYPBNVEUARB77KWYNJJSLJI',NULL,'[]',NULL,1788235200,'Тестовый контур: обычная запись, как у 007. Прочее вымышлено.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000615,'esia_test_015','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$4X+HjG/9RY8K8N4BFPe4IQ$Xeb18z/1ptRhyz65YKgc3jsG99SDmlwEgPAC9eNb+JQ','none','QG7TYJYS3E2XKW5SMKCSFRTKKKZRQK2F',NULL,'[]',NULL,1788235200,'Тестовый контур: обычная запись, как у 007. Прочее вымышлено.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000701,'standard_adult','standard','registered','$argon2id$v=19$m=8,t=1,p=1$6BIsW6Nl2pZHqLiD/ZYOnw$XT3b3I8vVIqS+iASGL8istfVkVzFhjPW0VsRGoTbwTg','none','GWMGHOF5JVBDXTSNNLDRA4ELWODLYRUM',NULL,'[]',NULL,1788235200,'Стандартная запись: СНИЛС и паспорт проверены, личность не подтверждена. Для систем отличается от упрощённой только данными.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000702,'confirmed_mother_of_two','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$0/FUK91eHNIc9mWEfll3+Q$S6srGs1tVozFf6eSiGLM6JUt0neY2yOZkowBEx2zILo','none','SG72XTOZLS3MILZTXSRKTSN5SHMRNK6K',NULL,'[]',NULL,1788235200,'Подтверждённая запись, мать двоих детей с детскими записями.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000703,'confirmed_second_parent','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$LjZ3qH4bqhlm0yHFQmwstQ$PwJsZHWQCrN31f4XYdZQ7XWmlynj7nh3BFdON15esxY','none','YMFP2FTI33R6LXE35DANRFPKIS76JIKF',NULL,'[]',NULL,1788235200,'Подтверждённая запись, отец тех же детей; ещё не привязал их («Привязать»).',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000704,'child_10','child','registered','$argon2id$v=19$m=8,t=1,p=1$zoHcK0IaxENU7Xp+75IgvQ$vcSVLMAkyBWBC1b7dxpSP/w3aFbIA6GD/5aPO1gvZaI','none','NTLT6HEZHVADGXM5E64RYYITIZWCT4SY',NULL,'[]',1000000702,1788235200,'Детская запись, 10 лет, создана матерью.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000705,'child_13_almost_14','child','registered','$argon2id$v=19$m=8,t=1,p=1$AnunbEHOBjFiOmiy3/+gfw$iS/bdLgmkI1vzXE+RlG2lGWjqB93HDE5cGRwnfPwrM8','none','FEJPT4UPGSJQ3CY5HAOYKBPKBVYW5B33',NULL,'[]',1000000702,1788235200,'Детская запись, 13 лет; завтра исполнится 14.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000706,'confirmed_pupil_15','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$WZS0KhSPg+VR8qZaYPBRnQ$iDoHxozbY3yuiHKQfWdhnLngPh30bCT0X24gAozJxgU','none','X3JCQMBZY7CU2K2VTBWF4VYC34WRTQ52',NULL,'[]',NULL,1788235200,'Подтверждённая запись школьника 15 лет; есть упрощённый двойник.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000707,'confirmed_yo_in_name','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$ldcWz4VdbiRGWx0xvuvrpw$k80dAjLki6LCMBnAD/YGrh77qwCVP9DxFxZ8wMZ87nQ','none','FKDDHTR4BE3KX5LY3FZ66GHONQFBCCGZ',NULL,'[]',NULL,1788235200,'Подтверждённая запись с буквой «ё» в имени: в школьной системе записана «Алена».',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000708,'confirmed_without_middle_name','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$l3TUsu/Ntt93dKR0k1Udnw$LBOm1G9QdqeaeI5qY9vYPAdwlksftSKULHnxiCfc8e8','none','QLIHP7MYDYRBBAXKQ6QGCXGXWDE4V4JV',NULL,'[]',NULL,1788235200,'Подтверждённая запись без отчества: учитель (эта роль — внутри ЭПОС, в ЕСИА её нет) и мать; дочь — карточка без учётной записи с иностранным свидетельством о рождении.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000709,'confirmed_email_not_verified','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$FUippoOp/BO5ME01QvaUyA$1KcMAEs14hPRubP8/hWOFqtUv+LJCb+b+1O6JRsbdIM','none','ROYTXX3OPP2MO2WKK5NRIFS2FWPEWCTA',NULL,'[]',NULL,1788235200,'Подтверждённая запись, но электронная почта не подтверждена.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000710,'confirmed_two_parent_cards','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$rW29gZM5xiGsHsNmv5za3g$13YI0IZ12V6FolBVmsTB2Qt5qAuej6Td9HuqdxoZTe0','none','23YQVE4EGCAIQGUM5ZEDBUGD5KQROEMC',NULL,'[]',NULL,1788235200,'Подтверждённая запись; в школьной системе у матери две карточки, поэтому она видит одного ребёнка из двух.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000711,'standard_foreigner','standard','registered','$argon2id$v=19$m=8,t=1,p=1$prbgT1JrkU0ICnZJG6jqtA$DyHLUfjG9x+veZbqJMkXRocSusRJJkigQZ1K3uaMbW4','none','GLGFGS6WYVJ2UTXTRPEX4P2YMXA2GEKZ',NULL,'[]',NULL,1788235200,'Стандартная запись иностранца: документ иностранного гражданина, отчества нет.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000714,'child_email_not_verified','child','registered','$argon2id$v=19$m=8,t=1,p=1$euQ0UUubBuluLqR26I2XZA$/YUV3DNEoIq287GVSQywvex17Lss4rNP996v8mNP7YE','none','U373AXH6GP4XJRUXRG4O7FVBB27BNMS2',NULL,'[]',1000000707,1788235200,'Детская запись с неподтверждённой почтой — самая частая причина ошибки «Пользователь не найден». Войти можно по телефону.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000720,'simplified_by_email','simplified','registered','$argon2id$v=19$m=8,t=1,p=1$yZ0phXvRrEIBKrZG5clzQQ$fvk6wir8dxX96gSyvw1tPq7jUC4PCcGXyXUisqgs6+U','none','WRUOSWFCO53BJU7QNBCCPRF6YQXUMARL',NULL,'[]',NULL,1788235200,'Упрощённая запись, зарегистрирована по электронной почте: ни СНИЛС, ни документов. В ЭПОС не пускают.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000721,'simplified_duplicate_of_pupil','simplified','registered','$argon2id$v=19$m=8,t=1,p=1$L8M70JKopfZLojN/Z9eBiA$xqE1nSdaf+ImLkeyy1/ZxGTPISk3W96QeWyIi6GwPDs','none','4LXRLCWIZUUSMQURJCRHHNN6WSISLZSM',NULL,'[]',NULL,1788235200,'Упрощённая запись — двойник школьника: её надо удалить, чтобы осталась только подтверждённая.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000726,'confirmed_second_factor_sms','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$6y/m7rY5SG5fuzFD+lA6Kw$82LlxQlFajQK/AxG+Jt2eK3BSEd8Cck9sKrrgB0+M4U','sms','2SAWSKD3CTCADYEH4XANXD3GZD2GUVC7',NULL,'[]',NULL,1788235200,'Подтверждённая запись, вход подтверждается кодом из СМС; код — на странице /logs/sms/.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000727,'confirmed_second_factor_totp','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$PoI+eZb557oVJH/2MMUlFA$qKckVOCtxa2rJbVxmCenotzu7Yix0Vth3s7bqswohD8','totp','JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',NULL,'[]',NULL,1788235200,'Подтверждённая запись, вход подтверждается кодом из приложения (TOTP); ключ приложения — JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000741,'fault_token_down','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$SoZLBPOZwvMRjcjMdEwl4w$FOcgP/oR/QOH9lKq4gIWE9YXw0/sHDGwwdJ/HX+Qg8E','none','56NLVLUKQ22HV4USJFVDUDVJAQQL6CCI',NULL,'[]',NULL,1788235200,'Сбой: точка выдачи маркеров всегда отвечает 500; код остаётся годным.',NULL,'[{"at":"token","do":{"status":500}}]');
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000742,'fault_token_hangs','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$Wp4HoVKnNg2u1v2PNCjuIQ$rATxosqQaFqm+SgxE6T/JCYoC7lcHH7zALV1cXUTe+Q','none','XLSIPJ5NAQYDVYLOJEZSBOLW2MAY7P4H',NULL,'[]',NULL,1788235200,'Сбой: точка выдачи маркеров не отвечает вовсе: соединение висит.',NULL,'[{"at":"token","do":{"hang":true}}]');
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000743,'fault_token_expired','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$oZqiFG5UR440Qb9yV0lK9A$5bc0wxVWPVOV7qYb05N6QG+PgcU2FyIyrY6VWcg19Ug','none','EBSV67SXNUJNJSAUPMX4RS52KI5CYFEB',NULL,'[]',NULL,1788235200,'Сбой: маркеры идентификации и доступа приходят уже просроченными.',NULL,'[{"at":"token","do":{"token":"expired","which":"all"}}]');
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000744,'fault_token_signature','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$qvDtn0qLEsEOBlC/z+e78Q$D/etEAgwGkWioG/jTwd+ni+HrkrHTO1OHt+RjMLyJL8','none','JN3PFDBMF4E4O53CLHDRENCEGCMNL3RH',NULL,'[]',NULL,1788235200,'Сбой: подпись маркеров идентификации и доступа не сходится.',NULL,'[{"at":"token","do":{"token":"bad_signature","which":"all"}}]');
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000745,'fault_data_down','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$wBxIheoFWSUOdm5LaBt4GQ$EEzYhCh4izp7W1WEFNoUOkhX0Y/mzi1l6wvCzl7cbl0','none','GW4OPLNQEGEWW5GYSPBRUZFZKSGJFZU6',NULL,'[]',NULL,1788235200,'Сбой: маркеры приходят, но данные никогда: REST и userinfo отвечают 503.',NULL,'[{"at":"rest","do":{"status":503}},{"at":"userinfo","do":{"status":503}}]');
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000746,'fault_data_of_other','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$FcLCBPJFvO06xKo2iBDS6g$q9OGn9oD7GRQD7P7qBaTbxBg7xynRf/jyuSkkQ8HlR0','none','OYTK7OTHOZIC6EBRFNLEVERBA6J7UHKF',NULL,'[]',NULL,1788235200,'Сбой: вместо своих данных приходят данные другого человека.',NULL,'[{"at":"rest","do":{"data_of":"other"}},{"at":"userinfo","do":{"data_of":"other"}}]');
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000747,'fault_state_other','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$4ryMNsOS7/53dIj5Uiu3uA$GWo2m6n3ibi6RyHL4SBK1tm/RmVAX80oEPvElTtUJ+A','none','2CME6O7HTRBYAEOHL4AGBZEC4CF43I4F',NULL,'[]',NULL,1788235200,'Сбой: браузер возвращается в систему с чужим state.',NULL,'[{"at":"callback","do":{"callback":{"state":"other"}}}]');
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1000000748,'fault_sign_in_refused','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$1ZHgNFG9thIcXqtjLtiElw$zss6C5RZ/W7Dl8ea0ZmKJeyTJyiw9sdR7IxU5Wbuodk','none','DSSIVQHPFOCRJ2C2SFEMB5MJV3T5JRQI',NULL,'[]',NULL,1788235200,'Сбой: вход всегда кончается ошибкой access_denied вместо кода.',NULL,'[{"at":"callback","do":{"callback":{"error":"access_denied"}}}]');
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1234542404,'blocked_adult','confirmed','blocked','$argon2id$v=19$m=8,t=1,p=1$tV7gYXiT3WLxwZZnbQuW/w$tg5zIPHVCGJnpD2r9fyQTkAXI5XWO9xNDWoeZUpvshY','none','22IEPK3KIASLOALZ5NQWUEWQRUACJV2O',NULL,'[]',NULL,1788235200,'Заблокирована оператором: войти нельзя, выданные ранее маркеры не действуют.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1273490312,'confirmed_school_director','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$6OPce/S1YsYkA2qoVyLpgQ$8dj997Cu0w0ul0rhswkZkxSjpSBgcENHp5o0LsJCpRo','none','I22O5JXEHDAT5LKY6WYM3UY5TQFXPEK7',NULL,'[]',NULL,1788235200,'Подтверждённая запись, директор школы: при входе предлагается выбор роли.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1372527994,'limited_adult','confirmed','limited','$argon2id$v=19$m=8,t=1,p=1$bzC8wRUTAhLArhrtiHrmMA$OVuZebj8YH1mM0Pyeoo3nytNmUJNKqj+Zs7+vZxS9UA','none','BYUKTAOYFVCYDFJBMFYL3BPRVCB7O3KM',NULL,'[]',NULL,1788235200,'Вход на сторонние сайты ограничен на 72 часа из-за подозрительных действий.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1554904221,'deleted_adult','confirmed','deleted','$argon2id$v=19$m=8,t=1,p=1$VFuSHQinlzTD26ThxSKIgw$Msq9CC3YDJBJUxQpMnh3X+0xv7iVAVsEOvZU4JHuzQw','none','TLP3YLYTYXLHLZ4KTHTTXCFG3XRD6L3R',NULL,'[]',NULL,1788235200,'Удалённая запись: войти нельзя.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1624043828,'locked_adult','confirmed','locked','$argon2id$v=19$m=8,t=1,p=1$emlSd0HB3YE0FBpyJ5ut1w$0pdranDT4Ie2y2mbbY6WfhCKvUme0MkHPTA3HPjuZVg','none','JL2TF6HDPR33GKZDQKCAM4O4A6RAKHV2',NULL,'[]',NULL,1788235200,'Временно заблокирована после неверных паролей.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1742390892,'simplified_ready_adult','simplified_ready','registered','$argon2id$v=19$m=8,t=1,p=1$rUlKjDNTFNNsBHG6vfpn/w$Mczvi8XmoJn54rkYrBjLFvumyqPuQiZ3CR2xOqlGulo','none','OXZ2X353RLTHPXI3DRTXR6N6XC6HD74E',NULL,'[]',NULL,1788235200,'Упрощённая запись, готовая к подтверждению: данные заполнены, проверка не закончена.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(1762230590,'confirmed_school_teacher','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$xkFoulPvAz/Sf3i5VtFDGg$WOA8AOlbuZIjakmOQklIZtFjNZx5d2J7qXEVq2+o8vg','none','NVNZVMT2RJKUESH25LEWA3TMD6WB43CM',NULL,'[]',NULL,1788235200,'Подтверждённая запись, учитель в филиале школы, состоит в группе доступа: при входе предлагается выбор роли.',NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(2132163998,NULL,'simplified','registered','$argon2id$v=19$m=8,t=1,p=1$q+2x+nz/DCKl6Jdbh8/ydA$lFJnxhX0zapT7yNGNzOReOr1eS2549CnibgYllS4HI8','none',NULL,NULL,'[]',NULL,1788235200,NULL,NULL,NULL);
INSERT INTO accounts(oid,persona,level,status,password_hash,second_factor,totp_secret,totp_step,offers,created_by,updated_at,about,life,faults) VALUES(4000000728,'confirmed_oid_beyond_int32','confirmed','registered','$argon2id$v=19$m=8,t=1,p=1$daCZWAQltQUcC+Y/etq7gA$C/EdYYHkILwXIMJ0vlwOJD/hVZx0Ng2ZSJOu4438m9Y','none','JTOMYNGQHJDKMGDK72ASJJRPZXDJTY5D',NULL,'[]',NULL,1788235200,'Номер (ОИД) больше 2147483647: клиенты, которые читают его в 32 бита, заметят это здесь. Вымышлена целиком.',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000601,'Фамилия001','Имя001','Отчество001','1980-01-15','г. Примерск','M','RUS','00000060001','590299060117',NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000602,'Фамилия002','Имя002','Отчество002','1982-03-02','г. Примерск','M','RUS','00000060002','590299060290',NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000603,'Фамилия003','Имя003','Отчество003','1979-06-18','г. Примерск','M','RUS','00000060003','590299060364',NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000604,'Фамилия004','Имя004','Отчество004','1988-09-09',NULL,NULL,'RUS','00000060004',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000605,'Фамилия005','Имя005','Отчество005','1986-11-23','г. Примерск','F','RUS','00000060005','590299060501',NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000606,'Фамилия006','Имя006','Отчество006','2000-05-26','Москва','F','RUS','00000060006','585204118212',0);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000607,'Фамилия007','Имя007','Отчество007','1990-02-14','г. Примерск','M','RUS','00000060007','590299060759',NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000608,'Фамилия008','Имя008','Отчество008','1992-08-30','г. Примерск','M','RUS','00000060008','590299060822',1);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000609,'Фамилия009','Имя009','Отчество009','1984-04-04','г. Примерск','F','RUS','00000060009','590299060903',NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000610,'Фамилия010','Имя010','Отчество010','1987-12-25','г. Примерск','M','RUS','00000060010','590299061008',NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000611,'Фамилия011','Имя011','Отчество011','1989-06-30','г. Примерск','F','RUS','00000060011','590299061174',NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000612,'Фамилия012','Имя012','Отчество012','1968-11-02','г. Примерск','M','RUS','00000060012','590299061248',NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000613,'Фамилия013','Имя013','Отчество013','1995-08-19','г. Примерск','F','RUS','00000060013','590299061311',NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000614,'Фамилия014','Имя014','Отчество014','2001-01-23','г. Примерск','M','RUS','00000060014','590299061495',NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000615,'Фамилия015','Имя015','Отчество015','1986-10-07','г. Примерск','M','RUS','00000060015','590299061569',NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000701,'Петров','Пётр','Алексеевич','1990-07-21','г. Примерск','M','RUS','00000070122',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000702,'Сидорова','Анна','Ивановна','1985-03-12','г. Пермь','F','RUS','00000070223','590299000100',NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000703,'Сидоров','Олег','Петрович','1983-11-02','г. Примерск','M','RUS','00000070324','590299000277',NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000704,'Сидоров','Иван','Олегович','2016-03-03','г. Примерск','M','RUS','00000070425',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000705,'Сидорова','Мария','Олеговна','2012-09-02','г. Примерск','F','RUS','00000070526',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000706,'Кузнецов','Артём','Денисович','2011-03-03','г. Примерск','M','RUS','00000070627',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000707,'Смирнова','Алёна','Сергеевна','1991-01-30','г. Примерск','F','RUS','00000070728',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000708,'Ким','Виктория',NULL,'1988-05-17','г. Примерск','F','RUS','00000070829',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000709,'Орлов','Павел','Николаевич','1986-09-05','г. Примерск','M','RUS','00000070930',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000710,'Васильева','Ольга','Михайловна','1987-02-08','г. Примерск','F','RUS','00000071023',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000711,'Ли','Хао',NULL,'1994-10-10','Харбин','M','CHN','00000071124',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000714,'Смирнов','Лев','Андреевич','2018-03-03','г. Примерск','M','RUS','00000071427',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000720,'Иванова','Надежда',NULL,NULL,NULL,'F',NULL,NULL,NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000721,'Кузнецов','Артём','Денисович',NULL,NULL,'M',NULL,NULL,NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000726,'Фёдорова','Елена','Андреевна','1990-04-02','г. Примерск','F','RUS','00000072631',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000727,'Григорьева','Ольга','Сергеевна','1990-04-02','г. Примерск','F','RUS','00000072732',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000741,'Сбоев','Тимур','Олегович','1983-04-11','г. Примерск','M','RUS','00000074130',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000742,'Молчанова','Нина','Павловна','1979-10-02','г. Примерск','F','RUS','00000074231',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000743,'Поздняков','Артур','Ильич','1990-01-23','г. Примерск','M','RUS','00000074332',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000744,'Фальшина','Вера','Егоровна','1987-07-15','г. Примерск','F','RUS','00000074433',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000745,'Перебоева','Зоя','Марковна','1992-12-09','г. Примерск','F','RUS','00000074534',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000746,'Чужинов','Лев','Борисович','1985-02-27','г. Примерск','M','RUS','00000074635',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000747,'Подменова','Яна','Львовна','1994-05-30','г. Примерск','F','RUS','00000074736',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1000000748,'Неудачин','Глеб','Фёдорович','1981-08-19','г. Примерск','M','RUS','00000074837',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1234542404,'Зайцева','Татьяна','Павловна','1989-08-24','г. Примерск','F','RUS','00000071932',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1273490312,'Белова','Марина','Геннадьевна','1976-10-03','г. Примерск','F','RUS','00000072429','590299072480',NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1372527994,'Соколова','Ирина','Владимировна','1991-04-27','г. Примерск','F','RUS','00000072328',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1554904221,'Морозов','Кирилл','Андреевич','1981-05-19','г. Примерск','M','RUS','00000071831',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1624043828,'Лебедев','Максим','Юрьевич','1985-12-01','г. Примерск','M','RUS','00000072227',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1742390892,'Николаев','Игорь','Викторович','1993-06-06','г. Примерск','M','RUS','00000071528',NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1762230590,'Громов','Андрей','Ильич','1990-12-12','г. Примерск','M','RUS','00000072530','590299072553',NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(2132163998,'Иванова','Надежда',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO people(oid,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(4000000728,'Орлова','Вера','Павловна','1983-05-21','г. Примерск','F','RUS','00000072833','590299072874',NULL);
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(1,1000000601,'EML','EsiaTest001@yandex.ru',1,'esiatest001@yandex.ru');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(2,1000000601,'MBT','+7(000)0000001',1,'+7(000)0000001');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(3,1000000602,'EML','EsiaTest002@yandex.ru',1,'esiatest002@yandex.ru');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(4,1000000602,'MBT','+7(000)0000002',1,'+7(000)0000002');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(5,1000000603,'EML','EsiaTest003@yandex.ru',1,'esiatest003@yandex.ru');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(6,1000000603,'MBT','+7(000)0000003',1,'+7(000)0000003');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(7,1000000604,'EML','EsiaTest004@yandex.ru',1,'esiatest004@yandex.ru');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(8,1000000604,'MBT','+7(000)0000004',1,'+7(000)0000004');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(9,1000000605,'EML','EsiaTest005@yandex.ru',1,'esiatest005@yandex.ru');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(10,1000000605,'MBT','+7(000)0000005',1,'+7(000)0000005');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(11,1000000606,'EML','EsiaTest006@yandex.ru',1,'esiatest006@yandex.ru');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(12,1000000606,'MBT','+7(000)0000006',1,'+7(000)0000006');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(13,1000000606,'PHN','+7(840)0000006',0,NULL);
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(14,1000000606,'CEM','notices006@example.test',1,NULL);
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(15,1000000607,'EML','EsiaTest007@yandex.ru',1,'esiatest007@yandex.ru');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(16,1000000607,'MBT','+7(000)0000007',1,'+7(000)0000007');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(17,1000000608,'EML','EsiaTest008@yandex.ru',1,'esiatest008@yandex.ru');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(18,1000000608,'MBT','+7(000)0000008',1,'+7(000)0000008');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(19,1000000609,'EML','EsiaTest009@yandex.ru',1,'esiatest009@yandex.ru');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(20,1000000609,'MBT','+7(000)0000009',1,'+7(000)0000009');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(21,1000000610,'EML','EsiaTest010@yandex.ru',1,'esiatest010@yandex.ru');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(22,1000000610,'MBT','+7(000)0000010',1,'+7(000)0000010');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(23,1000000611,'EML','EsiaTest011@yandex.ru',1,'esiatest011@yandex.ru');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(24,1000000611,'MBT','+7(000)0000011',1,'+7(000)0000011');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(25,1000000612,'EML','EsiaTest012@yandex.ru',1,'esiatest012@yandex.ru');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(26,1000000612,'MBT','+7(000)0000012',1,'+7(000)0000012');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(27,1000000613,'EML','EsiaTest013@yandex.ru',1,'esiatest013@yandex.ru');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(28,1000000613,'MBT','+7(000)0000013',1,'+7(000)0000013');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(29,1000000614,'EML','EsiaTest014@yandex.ru',1,'esiatest014@yandex.ru');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(30,1000000614,'MBT','+7(000)0000014',1,'+7(000)0000014');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(31,1000000615,'EML','EsiaTest015@yandex.ru',1,'esiatest015@yandex.ru');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(32,1000000615,'MBT','+7(000)0000015',1,'+7(000)0000015');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(33,1000000701,'MBT','+7(900)0000701',1,'+7(900)0000701');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(34,1000000701,'EML','petrov@example.test',1,'petrov@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(35,1000000702,'MBT','+7(900)0000702',1,'+7(900)0000702');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(36,1000000702,'EML','sidorova@example.test',1,'sidorova@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(37,1000000703,'MBT','+7(900)0000703',1,'+7(900)0000703');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(38,1000000703,'EML','sidorov@example.test',1,'sidorov@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(39,1000000704,'EML','sidorov.ivan@example.test',1,'sidorov.ivan@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(40,1000000704,'MBT','+7(900)0000704',1,'+7(900)0000704');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(41,1000000705,'EML','sidorova.maria@example.test',1,'sidorova.maria@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(42,1000000706,'MBT','+7(900)0000706',1,'+7(900)0000706');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(43,1000000706,'EML','kuznetsov.artem@example.test',1,'kuznetsov.artem@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(44,1000000707,'MBT','+7(900)0000707',1,'+7(900)0000707');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(45,1000000707,'EML','smirnova@example.test',1,'smirnova@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(46,1000000708,'MBT','+7(900)0000708',1,'+7(900)0000708');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(47,1000000708,'EML','kim@example.test',1,'kim@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(48,1000000709,'MBT','+7(900)0000709',1,'+7(900)0000709');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(49,1000000709,'EML','orlov@example.test',0,'orlov@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(50,1000000710,'MBT','+7(900)0000710',1,'+7(900)0000710');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(51,1000000710,'EML','vasilyeva@example.test',1,'vasilyeva@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(52,1000000711,'MBT','+7(900)0000711',1,'+7(900)0000711');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(53,1000000711,'EML','li@example.test',1,'li@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(54,1000000714,'EML','smirnov.lev@example.test',0,'smirnov.lev@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(55,1000000714,'MBT','+7(900)0000714',1,'+7(900)0000714');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(56,1000000720,'EML','ivanova@example.test',1,'ivanova@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(57,1000000721,'EML','kuznetsov_artem@example.test',1,'kuznetsov_artem@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(58,1000000726,'MBT','+7(900)0000726',1,'+7(900)0000726');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(59,1000000726,'EML','fedorova@example.test',1,'fedorova@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(60,1000000727,'MBT','+7(900)0000727',1,'+7(900)0000727');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(61,1000000727,'EML','grigorieva@example.test',1,'grigorieva@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(62,1000000741,'MBT','+7(900)0000741',1,'+7(900)0000741');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(63,1000000741,'EML','sboev@example.test',1,'sboev@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(64,1000000742,'MBT','+7(900)0000742',1,'+7(900)0000742');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(65,1000000742,'EML','molchanova@example.test',1,'molchanova@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(66,1000000743,'MBT','+7(900)0000743',1,'+7(900)0000743');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(67,1000000743,'EML','pozdnyakov@example.test',1,'pozdnyakov@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(68,1000000744,'MBT','+7(900)0000744',1,'+7(900)0000744');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(69,1000000744,'EML','falshina@example.test',1,'falshina@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(70,1000000745,'MBT','+7(900)0000745',1,'+7(900)0000745');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(71,1000000745,'EML','pereboeva@example.test',1,'pereboeva@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(72,1000000746,'MBT','+7(900)0000746',1,'+7(900)0000746');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(73,1000000746,'EML','chuzhinov@example.test',1,'chuzhinov@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(74,1000000747,'MBT','+7(900)0000747',1,'+7(900)0000747');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(75,1000000747,'EML','podmenova@example.test',1,'podmenova@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(76,1000000748,'MBT','+7(900)0000748',1,'+7(900)0000748');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(77,1000000748,'EML','neudachin@example.test',1,'neudachin@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(78,1234542404,'MBT','+7(900)0000719',1,'+7(900)0000719');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(79,1234542404,'EML','blocked.adult@example.test',1,'blocked.adult@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(80,1273490312,'MBT','+7(900)0000724',1,'+7(900)0000724');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(81,1273490312,'EML','belova@example.test',1,'belova@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(82,1372527994,'MBT','+7(900)0000723',1,'+7(900)0000723');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(83,1372527994,'EML','limited.adult@example.test',1,'limited.adult@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(84,1554904221,'MBT','+7(900)0000718',1,NULL);
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(85,1554904221,'EML','deleted.adult@example.test',1,NULL);
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(86,1624043828,'MBT','+7(900)0000722',1,'+7(900)0000722');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(87,1624043828,'EML','locked.adult@example.test',1,'locked.adult@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(88,1742390892,'MBT','+7(900)0000715',1,'+7(900)0000715');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(89,1742390892,'EML','simplified.ready.adult@example.test',1,'simplified.ready.adult@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(90,1762230590,'MBT','+7(900)0000725',1,'+7(900)0000725');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(91,1762230590,'EML','gromov@example.test',1,'gromov@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(92,4000000728,'EML','orlova@example.test',1,'orlova@example.test');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(93,4000000728,'MBT','+7(900)0000728',1,'+7(900)0000728');
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(94,1000000801,'OPH','+7(342)0000012',1,NULL);
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(95,1000000801,'OFX','+7(342)0000013',0,NULL);
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(96,1000000801,'OEM','school12@example.test',1,NULL);
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(97,1000000802,'OPH','+7(342)0000003',1,NULL);
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(98,1000000802,'OEM','info@example-llc.example.test',1,NULL);
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(99,1000000804,'OPH','+7(342)0000004',1,NULL);
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(100,1000000804,'OEM','info@ministry.example.test',1,NULL);
INSERT INTO contacts(id,owner,type,value,verified,login_key) VALUES(101,2132163998,'MBT','+7(907)7647981',1,'+7(907)7647981');
INSERT INTO children(id,parent,account,email,mobile,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(1,1000000605,NULL,NULL,NULL,'Фамилия005','Ребёнок','Отчествович','2019-03-03','г. Примерск','M','RUS','00000062022',NULL,NULL);
INSERT INTO children(id,parent,account,email,mobile,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(2,1000000702,1000000704,'sidorov.ivan@example.test','+7(900)0000704','Сидоров','Иван','Олегович','2016-03-03','г. Примерск','M','RUS','00000070425',NULL,NULL);
INSERT INTO children(id,parent,account,email,mobile,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(3,1000000702,1000000705,'sidorova.maria@example.test',NULL,'Сидорова','Мария','Олеговна','2012-09-02','г. Примерск','F','RUS','00000070526',NULL,NULL);
INSERT INTO children(id,parent,account,email,mobile,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(4,1000000707,1000000714,'smirnov.lev@example.test','+7(900)0000714','Смирнов','Лев','Андреевич','2018-03-03','г. Примерск','M','RUS','00000071427',NULL,NULL);
INSERT INTO children(id,parent,account,email,mobile,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(5,1000000708,NULL,NULL,NULL,'Попова','Дарья',NULL,'2017-03-03','г. Алматы','F','RUS','00000071225',NULL,NULL);
INSERT INTO children(id,parent,account,email,mobile,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(6,1000000710,NULL,NULL,NULL,'Васильев','Кирилл','Романович','2018-03-03','г. Примерск','M','RUS','00000071629',NULL,NULL);
INSERT INTO children(id,parent,account,email,mobile,last_name,first_name,middle_name,birth_date,birth_place,gender,citizenship,snils,inn,self_employed) VALUES(7,1000000710,NULL,NULL,NULL,'Васильева','Софья','Романовна','2014-03-03','г. Примерск','F','RUS','00000071730',NULL,NULL);
INSERT INTO verifications(number,purpose,subject,type,value,login_key,token,code,attempts_left,made_at,expires_at,stored_at) VALUES(1,'registration','Vwjg5EJF_-VJe62bh2ouksLLxuVisVYQSB5MhGumdc8','EML','nadezhda@example.test','nadezhda@example.test','ACBED3D1B4187E30C3E430326B9FD3BE3716CCE714CF19D689555A93C067ED14',NULL,3,1788235200,1788494400,1796015992);
INSERT INTO registrations(number,browser,id,last_name,first_name,type,value,login_key,second_email,stage,interaction,conditions,privacy,accepted_at,expires_at,stored_at) VALUES(1,'D10654A91A4B96E32F48C36A2461514D702816003AAC816D69CEB6083A362AA2','Vwjg5EJF_-VJe62bh2ouksLLxuVisVYQSB5MhGumdc8','Иванова','Надежда','EML','nadezhda@example.test','nadezhda@example.test',NULL,'contact',NULL,'1','1',1788235200,1788494400,1796015992);
INSERT INTO sendings(purpose,subject,made_at,stored_at) VALUES('registration','Vwjg5EJF_-VJe62bh2ouksLLxuVisVYQSB5MhGumdc8',1788235200,1796015992);
INSERT INTO sendings(purpose,subject,made_at,stored_at) VALUES('registration','qtOZJUHHykqbQ-wbzsqMHC27zj3B52gZQlu7gSRikiQ',1788235200,1796015992);
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(1,1000000601,NULL,'domestic_passport',1,'{"series":"5700","number":"600001","issue_date":"2000-02-10","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(2,1000000602,NULL,'domestic_passport',1,'{"series":"5702","number":"600002","issue_date":"2002-04-05","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(3,1000000603,NULL,'domestic_passport',1,'{"series":"5799","number":"600003","issue_date":"1999-07-20","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(4,1000000604,NULL,'domestic_passport',1,'{"series":"5708","number":"600004","issue_date":"2008-10-01","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(5,1000000605,NULL,'domestic_passport',1,'{"series":"5706","number":"600005","issue_date":"2006-12-12","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(6,NULL,1,'birth_certificate',1,'{"series":"II-ВГ","number":"600005","issue_date":"2019-03-23","issued_by":"отдел ЗАГС города Примерска","act_number":"600005","act_date":"2019-03-23"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(7,1000000606,NULL,'domestic_passport',1,'{"series":"5303","number":"925695","issue_date":"2006-01-01","issuer_code":"006006","issued_by":"УФМС006"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(8,1000000606,NULL,'driving_licence',1,'{"series":"1222","number":"884455","issue_date":"2019-04-15","expires_on":"2029-04-15"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(9,1000000606,NULL,'international_passport',1,'{"series":"75","number":"6000006","issue_date":"2018-02-20","issued_by":"ФМС 59001","expires_on":"2028-02-20","last_name":"Familiya","first_name":"Imya"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(10,1000000606,NULL,'medical_policy',1,'{"number":"5900000000000067","medical_organization":"АО «Страховая компания «Пример»"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(11,1000000606,NULL,'military_id',1,'{"series":"АА","number":"6000006","issue_date":"2019-06-01","issued_by":"Военный комиссариат города Примерска"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(12,1000000606,NULL,'birth_certificate',1,'{"series":"II-ВГ","number":"600006","issue_date":"2000-06-05","issued_by":"отдел ЗАГС города Примерска","act_number":"606","act_date":"2000-06-05"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(13,1000000607,NULL,'domestic_passport',1,'{"series":"5710","number":"600007","issue_date":"2010-03-15","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(14,1000000608,NULL,'domestic_passport',1,'{"series":"5712","number":"600008","issue_date":"2012-09-20","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(15,1000000609,NULL,'domestic_passport',1,'{"series":"5704","number":"600009","issue_date":"2004-05-11","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(16,1000000610,NULL,'domestic_passport',1,'{"series":"5708","number":"600010","issue_date":"2008-01-15","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(17,1000000611,NULL,'domestic_passport',1,'{"series":"5709","number":"600011","issue_date":"2009-07-20","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(18,1000000612,NULL,'domestic_passport',1,'{"series":"5713","number":"600012","issue_date":"2013-11-25","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(19,1000000613,NULL,'domestic_passport',1,'{"series":"5715","number":"600013","issue_date":"2015-09-02","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(20,1000000614,NULL,'domestic_passport',1,'{"series":"5719","number":"600014","issue_date":"2019-02-05","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(21,1000000615,NULL,'domestic_passport',1,'{"series":"5706","number":"600015","issue_date":"2006-10-24","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(22,1000000701,NULL,'domestic_passport',1,'{"series":"5710","number":"000701","issue_date":"2010-08-10","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(23,1000000702,NULL,'domestic_passport',1,'{"series":"5709","number":"000702","issue_date":"2015-04-01","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(24,1000000702,NULL,'medical_policy',1,'{"number":"5900000000007021","medical_organization":"АО «Страховая компания «Пример»"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(25,NULL,2,'birth_certificate',1,'{"series":"II-ВГ","number":"000704","issue_date":"2016-03-23","issued_by":"отдел ЗАГС города Примерска","act_number":"000704","act_date":"2016-03-23"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(26,NULL,3,'birth_certificate',1,'{"series":"II-ВГ","number":"000705","issue_date":"2012-09-22","issued_by":"отдел ЗАГС города Примерска","act_number":"000705","act_date":"2012-09-22"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(27,1000000703,NULL,'domestic_passport',1,'{"series":"5704","number":"000703","issue_date":"2004-01-20","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(28,1000000704,NULL,'birth_certificate',1,'{"series":"II-ВГ","number":"000704","issue_date":"2016-03-23","issued_by":"отдел ЗАГС города Примерска","act_number":"000704","act_date":"2016-03-23"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(29,1000000705,NULL,'birth_certificate',1,'{"series":"II-ВГ","number":"000705","issue_date":"2012-09-22","issued_by":"отдел ЗАГС города Примерска","act_number":"000705","act_date":"2012-09-22"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(30,1000000706,NULL,'domestic_passport',1,'{"series":"5725","number":"000706","issue_date":"2025-04-02","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(31,1000000707,NULL,'domestic_passport',1,'{"series":"5711","number":"000707","issue_date":"2011-03-02","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(32,NULL,4,'birth_certificate',1,'{"series":"II-ВГ","number":"000714","issue_date":"2018-03-23","issued_by":"отдел ЗАГС города Примерска","act_number":"000714","act_date":"2018-03-23"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(33,1000000708,NULL,'domestic_passport',1,'{"series":"5708","number":"000708","issue_date":"2008-06-19","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(34,NULL,5,'foreign_birth_certificate',0,'{"number":"000712","issue_date":"2017-04-02","issued_by":"отдел регистрации актов гражданского состояния города Алматы","act_date":"2017-04-02"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(35,1000000709,NULL,'domestic_passport',1,'{"series":"5706","number":"000709","issue_date":"2006-10-11","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(36,1000000710,NULL,'domestic_passport',1,'{"series":"5707","number":"000710","issue_date":"2007-03-14","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(37,NULL,6,'birth_certificate',1,'{"series":"II-ВГ","number":"000716","issue_date":"2018-03-23","issued_by":"отдел ЗАГС города Примерска","act_number":"000716","act_date":"2018-03-23"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(38,NULL,7,'birth_certificate',1,'{"series":"II-ВГ","number":"000717","issue_date":"2014-03-23","issued_by":"отдел ЗАГС города Примерска","act_number":"000717","act_date":"2014-03-23"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(39,1000000711,NULL,'foreign_document',1,'{"number":"E00000711","issue_date":"2017-05-03","issued_by":"Управление по делам выезда и въезда города Харбина","expires_on":"2037-05-03"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(40,1000000714,NULL,'birth_certificate',1,'{"series":"II-ВГ","number":"000714","issue_date":"2018-03-23","issued_by":"отдел ЗАГС города Примерска","act_number":"000714","act_date":"2018-03-23"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(41,1000000726,NULL,'domestic_passport',1,'{"series":"5710","number":"000726","issue_date":"2010-05-12","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(42,1000000727,NULL,'domestic_passport',1,'{"series":"5710","number":"000727","issue_date":"2010-05-12","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(43,1000000741,NULL,'domestic_passport',1,'{"series":"5741","number":"000741","issue_date":"2003-04-28","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(44,1000000742,NULL,'domestic_passport',1,'{"series":"5742","number":"000742","issue_date":"1999-10-28","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(45,1000000743,NULL,'domestic_passport',1,'{"series":"5743","number":"000743","issue_date":"2010-01-28","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(46,1000000744,NULL,'domestic_passport',1,'{"series":"5744","number":"000744","issue_date":"2007-07-28","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(47,1000000745,NULL,'domestic_passport',1,'{"series":"5745","number":"000745","issue_date":"2012-12-28","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(48,1000000746,NULL,'domestic_passport',1,'{"series":"5746","number":"000746","issue_date":"2005-02-28","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(49,1000000747,NULL,'domestic_passport',1,'{"series":"5747","number":"000747","issue_date":"2014-05-28","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(50,1000000748,NULL,'domestic_passport',1,'{"series":"5748","number":"000748","issue_date":"2001-08-28","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(51,1234542404,NULL,'domestic_passport',1,'{"series":"5709","number":"000719","issue_date":"2009-09-25","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(52,1273490312,NULL,'domestic_passport',1,'{"series":"5703","number":"000724","issue_date":"2003-11-12","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(53,1372527994,NULL,'domestic_passport',1,'{"series":"5711","number":"000723","issue_date":"2011-05-30","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(54,1554904221,NULL,'domestic_passport',1,'{"series":"5701","number":"000718","issue_date":"2001-06-22","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(55,1624043828,NULL,'domestic_passport',1,'{"series":"5706","number":"000722","issue_date":"2006-01-13","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(56,1742390892,NULL,'domestic_passport',0,'{"series":"5713","number":"000715","issue_date":"2013-07-07","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(57,1762230590,NULL,'domestic_passport',1,'{"series":"5711","number":"000725","issue_date":"2011-01-14","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO documents(id,owner,card,kind,verified,data) VALUES(58,4000000728,NULL,'domestic_passport',1,'{"series":"5703","number":"000728","issue_date":"2003-06-10","issuer_code":"590004","issued_by":"ОВД Примерный"}');
INSERT INTO addresses(id,owner,kind,data) VALUES(1,1000000606,'"registration"','{"address":"Чувашская Республика, г. Чебоксары, пр-кт Мира","fias_code":"36-0-000-000-000-000-0000-0000-000","zip_code":"428022","region":"Чувашская Республика","city":"Чебоксары","street":"Мира","house":"1","flat":"1","country":"RUS"}');
INSERT INTO addresses(id,owner,kind,data) VALUES(2,1000000606,'"residence"','{"address":"Чувашская Республика, г. Чебоксары, пр-кт Мира","zip_code":"428022","region":"Чувашская Республика","city":"Чебоксары","street":"Мира","house":"1","flat":"1","country":"RUS"}');
INSERT INTO addresses(id,owner,kind,data) VALUES(3,1000000610,'"registration"','{"address":"Пермский край, г. Примерск, ул. Примерная","zip_code":"614000","region":"Пермский край","city":"Примерск","street":"Примерная","house":"7","flat":"10","country":"RUS"}');
INSERT INTO addresses(id,owner,kind,data) VALUES(4,1000000610,'"residence"','{"address":"Пермский край, г. Примерск, ул. Учебная","zip_code":"614000","region":"Пермский край","city":"Примерск","street":"Учебная","house":"21","flat":"3","country":"RUS"}');
INSERT INTO addresses(id,owner,kind,data) VALUES(5,1000000702,'"registration"','{"address":"Пермский край, г. Примерск, ул. Примерная","fias_code":"00000000-0000-4000-8000-000000000702","zip_code":"614000","region":"Пермский край","city":"Примерск","street":"Примерная","house":"7","flat":"12","country":"RUS"}');
INSERT INTO addresses(id,owner,kind,data) VALUES(6,1000000702,'"residence"','{"address":"Пермский край, г. Примерск, ул. Примерная","zip_code":"614000","region":"Пермский край","city":"Примерск","street":"Примерная","house":"7","flat":"12","country":"RUS"}');
INSERT INTO addresses(id,owner,kind,data) VALUES(7,1000000703,'"registration"','{"address":"Пермский край, г. Примерск, ул. Примерная","zip_code":"614000","region":"Пермский край","city":"Примерск","street":"Примерная","house":"7","flat":"12","country":"RUS"}');
INSERT INTO addresses(id,owner,kind,data) VALUES(8,1000000801,'"legal"','{"address":"Пермский край, г. Примерск, ул. Школьная","zip_code":"614000","region":"Пермский край","city":"Примерск","street":"Школьная","house":"12","country":"RUS"}');
INSERT INTO addresses(id,owner,kind,data) VALUES(9,1000000801,'"postal"','{"address":"Пермский край, г. Примерск, ул. Школьная","zip_code":"614000","region":"Пермский край","city":"Примерск","street":"Школьная","house":"12","country":"RUS"}');
INSERT INTO addresses(id,owner,kind,data) VALUES(10,1000000802,'"legal"','{"address":"Пермский край, г. Примерск, ул. Промышленная","zip_code":"614000","region":"Пермский край","city":"Примерск","street":"Промышленная","house":"3","country":"RUS"}');
INSERT INTO addresses(id,owner,kind,data) VALUES(11,1000000804,'"legal"','{"address":"Пермский край, г. Примерск, ул. Правительственная","zip_code":"614000","region":"Пермский край","city":"Примерск","street":"Правительственная","house":"1","country":"RUS"}');
INSERT INTO vehicles(id,owner,data) VALUES(1,1000000606,'{"name":"Моя птичка","number_plate":"А123АА111","registration_certificate":{"series":"1231","number":"231231"}}');
INSERT INTO vehicles(id,owner,data) VALUES(2,1000000801,'{"name":"Школьный автобус","number_plate":"А012АА159","registration_certificate":{"series":"5912","number":"000012"}}');
INSERT INTO organizations(oid,data) VALUES(1000000801,'{"name":"school_12","about":"Школа: юридическое лицо с филиалом и группами доступа. Вымышлена.","kind":"legal","full_name":"Муниципальное автономное общеобразовательное учреждение «Средняя общеобразовательная школа № 12» города Примерска","short_name":"МАОУ «СОШ № 12» г. Примерска","ogrn":"1025900000004","inn":"5902990010","kpp":"590201001","legal_form":"75401","agency_type":null,"agency_territory":null,"oktmo":"57701000","is_liquidated":false,"branches":[{"oid":1866993177,"key":"primary","name":"Филиал «Начальная школа» МАОУ «СОШ № 12» г. Примерска","kpp":"590243001"}],"access_groups":[{"id":"EPOS_STAFF","name":"Сотрудники ЭПОС","description":"Доступ к электронному журналу","system":"EPOS_DEMO","members":["confirmed_school_teacher"]},{"id":"ORG_ADMIN","name":"Администраторы профиля организации","description":"Ведение профиля организации","system":"DEMO_RSA","members":["confirmed_school_director"]}]}');
INSERT INTO organizations(oid,data) VALUES(1000000802,'{"name":"example_llc","about":"Общество, которым руководит лицо 003 тестового контура. Вымышлено.","kind":"legal","full_name":"Общество с ограниченной ответственностью «Пример»","short_name":"ООО «Пример»","ogrn":"1025900000015","inn":"5902990034","kpp":"590201001","legal_form":"12300","agency_type":null,"agency_territory":null,"oktmo":"57701000","is_liquidated":false,"branches":[],"access_groups":[]}');
INSERT INTO organizations(oid,data) VALUES(1000000803,'{"name":"sole_proprietor","about":"Индивидуальный предприниматель: лицо 003 тестового контура. Вымышлен.","kind":"sole_proprietor","full_name":"Индивидуальный предприниматель Фамилия003 Имя003 Отчество003","short_name":"ИП Фамилия003 И. О.","ogrn":"304590200000007","inn":"590299060364","kpp":null,"legal_form":"50102","agency_type":null,"agency_territory":null,"oktmo":"57701000","is_liquidated":false,"branches":[],"access_groups":[]}');
INSERT INTO organizations(oid,data) VALUES(1000000804,'{"name":"ministry","about":"Орган государственной власти региона. Вымышлен.","kind":"public_authority","full_name":"Министерство примеров и образцов Пермского края","short_name":"Минпример Пермского края","ogrn":"1025900000037","inn":"5902990027","kpp":"590201001","legal_form":"75204","agency_type":"11.REG","agency_territory":"59","oktmo":"57701000","is_liquidated":false,"branches":[],"access_groups":[{"id":"TECH_PORTAL","name":"Технологический портал","description":"Регистрация информационных систем","system":"DEMO_RSA","members":["esia_test_002"]}]}');
INSERT INTO organizations(oid,data) VALUES(1000000805,'{"name":"liquidated_llc","about":"Ликвидированная организация. Вымышлена.","kind":"legal","full_name":"Общество с ограниченной ответственностью «Бывший пример»","short_name":"ООО «Бывший пример»","ogrn":"1025900000060","inn":"5902000030","kpp":"590201001","legal_form":"12300","agency_type":null,"agency_territory":null,"oktmo":null,"is_liquidated":true,"branches":[],"access_groups":[]}');
INSERT INTO roles(person,organization,position,chief,admin,active,phone,email,branch) VALUES(1000000602,1000000804,'консультант',0,0,1,'+7(342)0000002','test002@ministry.example.test',NULL);
INSERT INTO roles(person,organization,position,chief,admin,active,phone,email,branch) VALUES(1000000603,1000000802,'генеральный директор',1,1,1,'+7(342)0000003','director@example-llc.example.test',NULL);
INSERT INTO roles(person,organization,position,chief,admin,active,phone,email,branch) VALUES(1000000603,1000000803,NULL,1,1,1,NULL,NULL,NULL);
INSERT INTO roles(person,organization,position,chief,admin,active,phone,email,branch) VALUES(1000000603,1000000804,'ведущий специалист',0,0,0,NULL,NULL,NULL);
INSERT INTO roles(person,organization,position,chief,admin,active,phone,email,branch) VALUES(1000000609,1000000805,'бухгалтер',0,0,1,NULL,NULL,NULL);
INSERT INTO roles(person,organization,position,chief,admin,active,phone,email,branch) VALUES(1273490312,1000000801,'директор',1,1,1,'+7(342)0000012','director@school12.example.test',NULL);
INSERT INTO roles(person,organization,position,chief,admin,active,phone,email,branch) VALUES(1762230590,1000000801,'учитель',0,0,1,NULL,NULL,1866993177);
INSERT INTO clients(mnemonic,data) VALUES('DEMO_GOST','{"mnemonic":"DEMO_GOST","about":"Система для проб с ГОСТ: подписывает запросы и получает маркеры по ГОСТ Р 34.10-2012.","name":"Демонстрационная система с ГОСТ","redirect_uris":["http://127.0.0.1:9090/callback","http://localhost:9090/callback"],"post_logout_redirect_uris":["http://127.0.0.1:9090/","http://localhost:9090/"],"certificates":["-----BEGIN CERTIFICATE-----\nMIIB2TCCAYagAwIBAgIQSwPeSfqFtvBr+mDV+NMBiDAKBggqhQMHAQEDAjAyMRIw\nEAYDVQQDDAlERU1PX0dPU1QxHDAaBgNVBAoME2VzaWEtbW9jayB0ZXN0LW9ubHkw\nHhcNMjAwMTAxMDAwMDAwWhcNNDkxMjMxMjM1OTU5WjAyMRIwEAYDVQQDDAlERU1P\nX0dPU1QxHDAaBgNVBAoME2VzaWEtbW9jayB0ZXN0LW9ubHkwZjAfBggqhQMHAQEB\nATATBgcqhQMCAiQABggqhQMHAQECAgNDAARAHIKcYeJ6OqBBzpIsAK9UxKgStEtd\nYGTwJ50BcnYUciXMrFkLA/OH6Uk36H/CylGkcMhOJsajakjwhOHqUV1+qKNxMG8w\nDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwHQYDVR0OBBYEFFsYlxctn6Zx\nm5FKsPJ3bcf/y2ZrMDAGCWCGSAGG+EIBDQQjFiFtYWRlIGJ5IGVzaWEtbW9jaywg\nZm9yIHRlc3RzIG9ubHkwCgYIKoUDBwEBAwIDQQADk+1kYt8Imn6zfaf4jDBFaRze\nLru28sOr8/CEAgjrcr/O19zyhECJiKcf5uk42YQy75X3xYK+ciRfT6cb6ZH8\n-----END CERTIFICATE-----\n"],"scopes":["openid","fullname","birthdate","gender","snils","inn","id_doc","birthplace","medical_doc","military_doc","foreign_passport_doc","drivers_licence_doc","birth_cert_doc","residence_doc","temporary_residence_doc","vehicles","email","mobile","addresses","contacts","usr_org","usr_avt","self_employed","categories","bio","ext_auth_result","bio_export","usr_inf","usr_sec","usr_trm","profile","phone","address","offline_access","kid_fullname","kid_birthdate","kid_gender","kid_snils","kid_inn","kid_birth_cert_doc","kid_medical_doc","kid_mobile","kid_email","kid_school_data","org_shortname","org_fullname","org_type","org_ogrn","org_inn","org_leg","org_kpp","org_agencyterrange","org_agencytype","org_oktmo","org_ctts","org_addrs","org_vhls","org_grps","org_emps","org_brhs","org_brhs_ctts","org_brhs_addrs","org_rcs","org_stms","org_invts","org_ra","prm_chg","http://lk.gosuslugi.ru/api-order"],"token_algorithm":"GOST3410_2012_256","client_secret":"demo-gost-secret","public":false,"jwks":null,"jwks_uri":null,"id_token_claims":false,"backchannel_logout_uri":null,"backchannel_logout_session_required":false,"lifetimes":{"code":240,"access_token":3600,"id_token":10800,"refresh_token":2592000},"demands":{},"consent_types":[],"api_key":null,"quirks":[]}');
INSERT INTO clients(mnemonic,data) VALUES('DEMO_RSA','{"mnemonic":"DEMO_RSA","about":"Система для проб: может запросить любую область доступа.","name":"Демонстрационная система","redirect_uris":["http://127.0.0.1:9090/callback","http://localhost:9090/callback"],"post_logout_redirect_uris":["http://127.0.0.1:9090/","http://localhost:9090/"],"certificates":["-----BEGIN CERTIFICATE-----\nMIIDWTCCAkGgAwIBAgIUJshqXns1jQ0HTmru1iCw/E0jm2YwDQYJKoZIhvcNAQEL\nBQAwLjEYMBYGA1UEAwwPREVNTyBSU0EgY2xpZW50MRIwEAYDVQQKDAllc2lhLW1v\nY2swHhcNMjAwMTAxMDAwMDAwWhcNNDkxMjMxMjM1OTU5WjAuMRgwFgYDVQQDDA9E\nRU1PIFJTQSBjbGllbnQxEjAQBgNVBAoMCWVzaWEtbW9jazCCASIwDQYJKoZIhvcN\nAQEBBQADggEPADCCAQoCggEBAKjNPtmsy4hp2Zd7h8WnYDTz44HfknqvSSTsKLr+\nTUSX8F+BWmGvyaJPWZ1IcYztKfl2nM5LTadeiHUQ2j5gNCXifyErZpeJG/Qn5Zt2\nqMi7U5tKB01xDug+V3gg8sqc0V5WCX+LRmlJ0fAbVo791lAaZXmou1HbmwHCPaLn\nhYlb8oNSiSo3PwB89qNot1Z7LG6sSoG93hlPE4bv1jf3W1/aAntdagjOgk8ZNvfw\n2Ep1yDDpczT4i/Wt7MOLzIlcMUGPGYTbdWLXZjKGrCPwr6SWzuWGd/iD8bAZpJtQ\nqDLwOKr/QBWaRrlKpbMkQIHVOG4Twb9UuGjY5odHpm1IjM8CAwEAAaNvMG0wDAYD\nVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwHQYDVR0OBBYEFIXRt3RRkhtBpukS\n8BGWWF621JU6MC4GCWCGSAGG+EIBDQQhFh9wdWJsaXNoZWQgdGVzdCBrZXkgb2Yg\nZXNpYS1tb2NrMA0GCSqGSIb3DQEBCwUAA4IBAQBQG0zd3UAJv7A4qAmB+ZlajCro\nbcTvZ3rd9eJS5bPcEGAY8K+atp1QRT2sqZERIPlPtsTE0MyGe/yqUAHiE/T+Oshk\nmcF5F8K3zQNxpnBHuuqucE77QAFRwGhXuAaT17A+g/DSUNdBI80l/asu0tuDHFwl\nLlt3SK81nJOAGH0glfRQ0t68IIwfImO1/31KRnjDNHxOGGyywZSJKtHmOoaY9pLJ\nI9/bia/LgcXStYTEeDhqR3INu5zdIGRVRaR9SCohYSrv7M3NOVl6nwUVWiCHfwRu\n6HV/fUzdplXuI672KyJ03Tx35EakSNVzkFKxX7pib9oDW+1CgviNFXFyGjDU\n-----END CERTIFICATE-----\n"],"scopes":["openid","fullname","birthdate","gender","snils","inn","id_doc","birthplace","medical_doc","military_doc","foreign_passport_doc","drivers_licence_doc","birth_cert_doc","residence_doc","temporary_residence_doc","vehicles","email","mobile","addresses","contacts","usr_org","usr_avt","self_employed","categories","bio","ext_auth_result","bio_export","usr_inf","usr_sec","usr_trm","profile","phone","address","offline_access","kid_fullname","kid_birthdate","kid_gender","kid_snils","kid_inn","kid_birth_cert_doc","kid_medical_doc","kid_mobile","kid_email","kid_school_data","org_shortname","org_fullname","org_type","org_ogrn","org_inn","org_leg","org_kpp","org_agencyterrange","org_agencytype","org_oktmo","org_ctts","org_addrs","org_vhls","org_grps","org_emps","org_brhs","org_brhs_ctts","org_brhs_addrs","org_rcs","org_stms","org_invts","org_ra","prm_chg","http://lk.gosuslugi.ru/api-order"],"token_algorithm":"RS256","client_secret":"demo-secret","public":false,"jwks":null,"jwks_uri":null,"id_token_claims":false,"backchannel_logout_uri":null,"backchannel_logout_session_required":false,"lifetimes":{"code":240,"access_token":3600,"id_token":10800,"refresh_token":2592000},"demands":{},"consent_types":[{"sysname":"APIPGU","name":"Передача сведений для подачи заявлений через портал","scopes":["fullname","birthdate","snils","id_doc","mobile","email"],"mandatory_scopes":["fullname"],"actions":[{"sysname":"ALL_ACTIONS_TO_DATA","name":"все действия с данными"}],"purposes":[{"sysname":"APPLY","name":"подача заявления от вашего имени"}],"expire":525600},{"sysname":"DEMO_FIXED","name":"Проверка сведений о трудовой деятельности","scopes":["electronic_workbook","ndfl_person"],"fixed_scopes":true,"actions":[{"sysname":"READ","name":"просмотр"}],"purposes":[{"sysname":"CREDIT","name":"оценка платёжеспособности"}],"expire":1440}],"api_key":"6d0cbd4b-3d6c-4f0e-9a52-3c1e9d1f7b11","quirks":[]}');
INSERT INTO clients(mnemonic,data) VALUES('EPOS_DEMO','{"mnemonic":"EPOS_DEMO","about":"Электронный дневник, поколение 2023 года: ровно те сведения, которые показаны на странице согласия.","name":"ЭПОС","redirect_uris":["http://127.0.0.1:9090/callback","http://localhost:9090/callback"],"post_logout_redirect_uris":["http://127.0.0.1:9090/","http://localhost:9090/"],"certificates":["-----BEGIN CERTIFICATE-----\nMIIDTTCCAjWgAwIBAgIUOvyHWY8+VaQKCgshoM1mDb7xkXIwDQYJKoZIhvcNAQEL\nBQAwKDESMBAGA1UEAwwJRVBPU19ERU1PMRIwEAYDVQQKDAllc2lhLW1vY2swHhcN\nMjAwMTAxMDAwMDAwWhcNNDkxMjMxMjM1OTU5WjAoMRIwEAYDVQQDDAlFUE9TX0RF\nTU8xEjAQBgNVBAoMCWVzaWEtbW9jazCCASIwDQYJKoZIhvcNAQEBBQADggEPADCC\nAQoCggEBALix26837c60PLl+CMQFIfyE5kdkHw/xM5cVEvQvmxXjT6gnnkXidSB4\nxlLFsWpVTJqzHBk5TcYbDgDnoa7uA3L/pY2oSHo6JIMohVn3t7hVbJxzOpJrdmhZ\nmLAHyR0feZm1WEQSw91Yp2pOLVImm3OKFmlkiL43iW5V/6qWlsd8QerLLSA0a7Sh\neZIbDm38BtWZSQKATY9tIlliBneyXijdVFkc0XgWhSvikb647+c12ucKbvFesEn7\nbXWImhTGkrsII540YTfi6PyLAfUSOqJNfHc6KdBvWBFWxs0iyzgWWCVEtiHVzhGv\n8duI9KkXnBd8VK9k+H8c5ru+hNc9zskCAwEAAaNvMG0wDAYDVR0TAQH/BAIwADAO\nBgNVHQ8BAf8EBAMCB4AwHQYDVR0OBBYEFGhLGZVjXS/e8SKASjrofwquFnYqMC4G\nCWCGSAGG+EIBDQQhFh9wdWJsaXNoZWQgdGVzdCBrZXkgb2YgZXNpYS1tb2NrMA0G\nCSqGSIb3DQEBCwUAA4IBAQAQWWJsLunZDajhF0fKWB4pcvSJ+ljQTAwMRct4NkxX\nMhBNy9IDJBq5ZlQXWjfARNBBWpoKKnyMo9lUNN3xA+SO9999J6PT8W+puTTZwBFC\nnY5YqQ+DB+l6SAzwPjoLrqqFYvhovKzPIBJMZpsJMroDS5ROScYCeivXb4Su99ZY\nCW+uwN1WZsS+8LlSLuUmCOyhOY1LSI833dpcKg0tXIc3AeQdTUZYMS5DXlWIpfH4\nsA0Y/6V7elsuZr9CA53Es7wgjWEE/TvFdNe/TlsGDnVlZfnfxE2qVZfW0GjZWIF3\ns8qjff5uFN4dEOvmzvv8CzKZaVXe8j2U4voD5pK+thIu\n-----END CERTIFICATE-----\n","-----BEGIN CERTIFICATE-----\nMIIB2TCCAYagAwIBAgIQSwPeSfqFtvBr+mDV+NMBiDAKBggqhQMHAQEDAjAyMRIw\nEAYDVQQDDAlERU1PX0dPU1QxHDAaBgNVBAoME2VzaWEtbW9jayB0ZXN0LW9ubHkw\nHhcNMjAwMTAxMDAwMDAwWhcNNDkxMjMxMjM1OTU5WjAyMRIwEAYDVQQDDAlERU1P\nX0dPU1QxHDAaBgNVBAoME2VzaWEtbW9jayB0ZXN0LW9ubHkwZjAfBggqhQMHAQEB\nATATBgcqhQMCAiQABggqhQMHAQECAgNDAARAHIKcYeJ6OqBBzpIsAK9UxKgStEtd\nYGTwJ50BcnYUciXMrFkLA/OH6Uk36H/CylGkcMhOJsajakjwhOHqUV1+qKNxMG8w\nDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwHQYDVR0OBBYEFFsYlxctn6Zx\nm5FKsPJ3bcf/y2ZrMDAGCWCGSAGG+EIBDQQjFiFtYWRlIGJ5IGVzaWEtbW9jaywg\nZm9yIHRlc3RzIG9ubHkwCgYIKoUDBwEBAwIDQQADk+1kYt8Imn6zfaf4jDBFaRze\nLru28sOr8/CEAgjrcr/O19zyhECJiKcf5uk42YQy75X3xYK+ciRfT6cb6ZH8\n-----END CERTIFICATE-----\n"],"scopes":["openid","fullname","snils","email","profile","phone","address","offline_access"],"token_algorithm":"RS256","client_secret":"epos-demo-secret","public":false,"jwks":null,"jwks_uri":null,"id_token_claims":false,"backchannel_logout_uri":null,"backchannel_logout_session_required":false,"lifetimes":{"code":240,"access_token":3600,"id_token":10800,"refresh_token":2592000},"demands":{},"consent_types":[],"api_key":null,"quirks":[]}');
INSERT INTO clients(mnemonic,data) VALUES('RSAAG_DEMO','{"mnemonic":"RSAAG_DEMO","about":"Региональный сервис аутентификации граждан, поколение 2020 года: с датой рождения, полом и сведениями о детях.","name":"РСААГ Пермский край","redirect_uris":["http://127.0.0.1:9090/callback","http://localhost:9090/callback"],"post_logout_redirect_uris":["http://127.0.0.1:9090/","http://localhost:9090/"],"certificates":["-----BEGIN CERTIFICATE-----\nMIIDTTCCAjWgAwIBAgIUOvyHWY8+VaQKCgshoM1mDb7xkXIwDQYJKoZIhvcNAQEL\nBQAwKDESMBAGA1UEAwwJRVBPU19ERU1PMRIwEAYDVQQKDAllc2lhLW1vY2swHhcN\nMjAwMTAxMDAwMDAwWhcNNDkxMjMxMjM1OTU5WjAoMRIwEAYDVQQDDAlFUE9TX0RF\nTU8xEjAQBgNVBAoMCWVzaWEtbW9jazCCASIwDQYJKoZIhvcNAQEBBQADggEPADCC\nAQoCggEBALix26837c60PLl+CMQFIfyE5kdkHw/xM5cVEvQvmxXjT6gnnkXidSB4\nxlLFsWpVTJqzHBk5TcYbDgDnoa7uA3L/pY2oSHo6JIMohVn3t7hVbJxzOpJrdmhZ\nmLAHyR0feZm1WEQSw91Yp2pOLVImm3OKFmlkiL43iW5V/6qWlsd8QerLLSA0a7Sh\neZIbDm38BtWZSQKATY9tIlliBneyXijdVFkc0XgWhSvikb647+c12ucKbvFesEn7\nbXWImhTGkrsII540YTfi6PyLAfUSOqJNfHc6KdBvWBFWxs0iyzgWWCVEtiHVzhGv\n8duI9KkXnBd8VK9k+H8c5ru+hNc9zskCAwEAAaNvMG0wDAYDVR0TAQH/BAIwADAO\nBgNVHQ8BAf8EBAMCB4AwHQYDVR0OBBYEFGhLGZVjXS/e8SKASjrofwquFnYqMC4G\nCWCGSAGG+EIBDQQhFh9wdWJsaXNoZWQgdGVzdCBrZXkgb2YgZXNpYS1tb2NrMA0G\nCSqGSIb3DQEBCwUAA4IBAQAQWWJsLunZDajhF0fKWB4pcvSJ+ljQTAwMRct4NkxX\nMhBNy9IDJBq5ZlQXWjfARNBBWpoKKnyMo9lUNN3xA+SO9999J6PT8W+puTTZwBFC\nnY5YqQ+DB+l6SAzwPjoLrqqFYvhovKzPIBJMZpsJMroDS5ROScYCeivXb4Su99ZY\nCW+uwN1WZsS+8LlSLuUmCOyhOY1LSI833dpcKg0tXIc3AeQdTUZYMS5DXlWIpfH4\nsA0Y/6V7elsuZr9CA53Es7wgjWEE/TvFdNe/TlsGDnVlZfnfxE2qVZfW0GjZWIF3\ns8qjff5uFN4dEOvmzvv8CzKZaVXe8j2U4voD5pK+thIu\n-----END CERTIFICATE-----\n","-----BEGIN CERTIFICATE-----\nMIIB2TCCAYagAwIBAgIQSwPeSfqFtvBr+mDV+NMBiDAKBggqhQMHAQEDAjAyMRIw\nEAYDVQQDDAlERU1PX0dPU1QxHDAaBgNVBAoME2VzaWEtbW9jayB0ZXN0LW9ubHkw\nHhcNMjAwMTAxMDAwMDAwWhcNNDkxMjMxMjM1OTU5WjAyMRIwEAYDVQQDDAlERU1P\nX0dPU1QxHDAaBgNVBAoME2VzaWEtbW9jayB0ZXN0LW9ubHkwZjAfBggqhQMHAQEB\nATATBgcqhQMCAiQABggqhQMHAQECAgNDAARAHIKcYeJ6OqBBzpIsAK9UxKgStEtd\nYGTwJ50BcnYUciXMrFkLA/OH6Uk36H/CylGkcMhOJsajakjwhOHqUV1+qKNxMG8w\nDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwHQYDVR0OBBYEFFsYlxctn6Zx\nm5FKsPJ3bcf/y2ZrMDAGCWCGSAGG+EIBDQQjFiFtYWRlIGJ5IGVzaWEtbW9jaywg\nZm9yIHRlc3RzIG9ubHkwCgYIKoUDBwEBAwIDQQADk+1kYt8Imn6zfaf4jDBFaRze\nLru28sOr8/CEAgjrcr/O19zyhECJiKcf5uk42YQy75X3xYK+ciRfT6cb6ZH8\n-----END CERTIFICATE-----\n"],"scopes":["openid","fullname","snils","email","birthdate","gender","birth_cert_doc","kid_fullname","kid_birthdate","kid_snils","kid_birth_cert_doc","profile","phone","address","offline_access"],"token_algorithm":"RS256","client_secret":"rsaag-demo-secret","public":false,"jwks":null,"jwks_uri":null,"id_token_claims":false,"backchannel_logout_uri":null,"backchannel_logout_session_required":false,"lifetimes":{"code":240,"access_token":3600,"id_token":10800,"refresh_token":2592000},"demands":{},"consent_types":[],"api_key":null,"quirks":[]}');
INSERT INTO clients(mnemonic,data) VALUES('SPA_DEMO','{"mnemonic":"SPA_DEMO","about":"Публичный клиент стандартного OpenID Connect: одностраничное или мобильное приложение, код с PKCE, без секрета.","name":"Приложение без секрета","redirect_uris":["http://127.0.0.1:9090/callback","http://localhost:9090/callback"],"post_logout_redirect_uris":["http://127.0.0.1:9090/","http://localhost:9090/"],"certificates":[],"scopes":["openid","profile","email","phone","address","offline_access","fullname","snils"],"token_algorithm":"RS256","client_secret":null,"public":true,"jwks":null,"jwks_uri":null,"id_token_claims":false,"backchannel_logout_uri":null,"backchannel_logout_session_required":false,"lifetimes":{"code":240,"access_token":3600,"id_token":10800,"refresh_token":2592000},"demands":{},"consent_types":[],"api_key":null,"quirks":[]}');
INSERT INTO consents(oid,client,scopes,given_at) VALUES(1000000604,'EPOS_DEMO','snils email fullname',1788235200);
INSERT INTO consents(oid,client,scopes,given_at) VALUES(1000000606,'EPOS_DEMO','snils email fullname',1788235200);
INSERT INTO consents(oid,client,scopes,given_at) VALUES(1000000607,'EPOS_DEMO','fullname offline_access',1788235200);
INSERT INTO sessions(number,id,cookie,oid,method,role,auth_time,expires_at,second_factor,declined,foreign_computer) VALUES(1,'bf6f9f03-7bf9-4c7f-846c-867926601ae0','2C3B54A51CE17BF55F7C82ECAC25F85B5656DCEFB0A570D0A8A7740EDCD859CC',1000000606,'PWD',NULL,1788235200,1788246000,'"not_asked"','[]',0);
INSERT INTO sessions(number,id,cookie,oid,method,role,auth_time,expires_at,second_factor,declined,foreign_computer) VALUES(2,'ea9636ac-3af9-40fd-a861-260c33b43d37','137EF5B7C01918E8244D6C04FF5C7ADC1AE30625028167FD9C56326F28702045',1000000607,'PWD',NULL,1788235200,1788246000,'"not_asked"','[]',0);
INSERT INTO sessions(number,id,cookie,oid,method,role,auth_time,expires_at,second_factor,declined,foreign_computer) VALUES(3,'d595ec61-ed84-4d25-aa5e-76d25f73f769','20D4B7EB66AA552A3DF7F4318CAF7726DCA77F1DAE5F4E9FB2D0311ECA721EFC',1000000605,'PWD',NULL,1788235200,1788246000,'"not_asked"','[]',0);
INSERT INTO sessions(number,id,cookie,oid,method,role,auth_time,expires_at,second_factor,declined,foreign_computer) VALUES(4,'1b5b185f-eab8-4216-a869-afa089a82915','6A478B08D98E3ECC173FC0413AC5FEF427165BCE1A4F0D8CC0BD15521F93E0DF',2132163998,'PWD',NULL,1788235200,1788246000,'"not_asked"','[]',0);
INSERT INTO sessions(number,id,cookie,oid,method,role,auth_time,expires_at,second_factor,declined,foreign_computer) VALUES(5,'45738d8d-5aa2-4b3d-943c-ab33318b26fc','890E76357EA8CAE70AD166BF759C1507F29F70FFB1220828EA083410CCB41DDC',1000000604,'PWD',NULL,1788235200,1788246000,'"not_asked"','[]',0);
INSERT INTO interactions(number,id,browser,data,expires_at,stored_at) VALUES(1,'WlueCY7vk38XnNoxZsbLVjxeHktDq2arc0EE3MVxCkE','E67AFB6CA502A2AAAFD72DB948CFA6C6AD8AC4F074318093C8F40FABBFFE6816','{"destination":{"esia":{"generation":"v1","redirect_uri":"http://127.0.0.1:9090/callback"}},"client":"EPOS_DEMO","scopes":["openid","snils","email","fullname"],"state":"5e551011-0000-4000-8000-000000000004","access_type":"offline","nonce":null,"challenge":null,"scope_org":[],"filter":{"person":[],"types":[],"roles":[]},"permissions":[]}',1788238800,1796015992);
INSERT INTO outbox(number,kind,content,recipient,made_at,relay,waiting,owner) VALUES(1,'email','{"letter":{"name":"sign_in_notice","greeting":"Фамилия006 Имя006 Отчество006","facts":[["Когда","01.09.2026 09:00 (UTC+05:00)"],["Куда","ЭПОС"]],"link":"http://127.0.0.1:42359/login/recovery"}}','EsiaTest006@yandex.ru',1788235200,'{"state":"kept","reason":"the stand has no --smtp"}',0,1000000606);
INSERT INTO outbox(number,kind,content,recipient,made_at,relay,waiting,owner) VALUES(2,'email','{"letter":{"name":"consent_given","greeting":"Фамилия006 Имя006 Отчество006","facts":[["Система","ЭПОС"],["Данные","Просмотр вашего СНИЛС, Просмотр вашего адреса электронной почты, Просмотр вашей фамилии, имени и отчества"]],"link":"http://127.0.0.1:42359/login/where"}}','EsiaTest006@yandex.ru',1788235200,'{"state":"kept","reason":"the stand has no --smtp"}',0,1000000606);
INSERT INTO outbox(number,kind,content,recipient,made_at,relay,waiting,owner) VALUES(3,'email','{"letter":{"name":"sign_in_notice","greeting":"Фамилия007 Имя007 Отчество007","facts":[["Когда","01.09.2026 09:00 (UTC+05:00)"],["Куда","ЭПОС"]],"link":"http://127.0.0.1:42359/login/recovery"}}','EsiaTest007@yandex.ru',1788235200,'{"state":"kept","reason":"the stand has no --smtp"}',0,1000000607);
INSERT INTO outbox(number,kind,content,recipient,made_at,relay,waiting,owner) VALUES(4,'email','{"letter":{"name":"consent_given","greeting":"Фамилия007 Имя007 Отчество007","facts":[["Система","ЭПОС"],["Данные","Просмотр вашей фамилии, имени и отчества, Доступ к разрешённым данным без вашего участия"]],"link":"http://127.0.0.1:42359/login/where"}}','EsiaTest007@yandex.ru',1788235200,'{"state":"kept","reason":"the stand has no --smtp"}',0,1000000607);
INSERT INTO outbox(number,kind,content,recipient,made_at,relay,waiting,owner) VALUES(5,'email','{"letter":{"name":"sign_in_notice","greeting":"Фамилия005 Имя005 Отчество005","facts":[["Когда","01.09.2026 09:00 (UTC+05:00)"],["Куда","ЭПОС"]],"link":"http://127.0.0.1:42359/login/recovery"}}','EsiaTest005@yandex.ru',1788235200,'{"state":"kept","reason":"the stand has no --smtp"}',0,1000000605);
INSERT INTO outbox(number,kind,content,recipient,made_at,relay,waiting,owner) VALUES(6,'email','{"letter":{"name":"registration","greeting":"Иванова Надежда","facts":[["Ссылка действует до","04.09.2026 09:00 (UTC+05:00)"]],"link":"http://127.0.0.1:42359/login/registration/email?token=YkXhD_hYnGRNmG5m-C--0oTrVFkXJklRFIUSbftQKYQ"}}','nadezhda@example.test',1788235200,'{"state":"kept","reason":"the stand has no --smtp"}',0,NULL);
INSERT INTO outbox(number,kind,content,recipient,made_at,relay,waiting,owner) VALUES(7,'sms','{"words":"Тестовый стенд: 218974 — код для регистрации. Никому его не сообщайте."}','+7(907)7647981',1788235200,'{"state":"kept","reason":"such messages never leave the stand"}',0,NULL);
INSERT INTO outbox(number,kind,content,recipient,made_at,relay,waiting,owner) VALUES(8,'sms','{"words":"Тестовый стенд: вы зарегистрированы. Для входа используйте этот телефон и пароль."}','+7(907)7647981',1788235200,'{"state":"kept","reason":"such messages never leave the stand"}',0,2132163998);
INSERT INTO outbox(number,kind,content,recipient,made_at,relay,waiting,owner) VALUES(9,'email','{"letter":{"name":"sign_in_notice","greeting":"Фамилия004 Имя004 Отчество004","facts":[["Когда","01.09.2026 09:00 (UTC+05:00)"],["Куда","ЭПОС"]],"link":"http://127.0.0.1:42359/login/recovery"}}','EsiaTest004@yandex.ru',1788235200,'{"state":"kept","reason":"the stand has no --smtp"}',0,1000000604);
INSERT INTO outbox(number,kind,content,recipient,made_at,relay,waiting,owner) VALUES(10,'email','{"letter":{"name":"consent_given","greeting":"Фамилия004 Имя004 Отчество004","facts":[["Система","ЭПОС"],["Данные","Просмотр вашего СНИЛС, Просмотр вашего адреса электронной почты, Просмотр вашей фамилии, имени и отчества"]],"link":"http://127.0.0.1:42359/login/where"}}','EsiaTest004@yandex.ru',1788235200,'{"state":"kept","reason":"the stand has no --smtp"}',0,1000000604);
INSERT INTO known_browsers(number,oid,browser,seen_at) VALUES(1,1000000606,'419CEE4ED64FD942EE7087DF5BA663F1830BBABD85403A8311EF6501FB376977',1788235200);
INSERT INTO known_browsers(number,oid,browser,seen_at) VALUES(2,1000000607,'094EF74E0FA7F88B4645ACE27B4AC632F2A2E378DA97AC4E86BEFC027ECE0064',1788235200);
INSERT INTO known_browsers(number,oid,browser,seen_at) VALUES(3,1000000605,'E67AFB6CA502A2AAAFD72DB948CFA6C6AD8AC4F074318093C8F40FABBFFE6816',1788235200);
INSERT INTO known_browsers(number,oid,browser,seen_at) VALUES(4,2132163998,'24A751E6F2CE25EF469B063914A9BD2D3076AD32B6F885040FC4131ABD1F6BEE',1788235200);
INSERT INTO known_browsers(number,oid,browser,seen_at) VALUES(5,1000000604,'4111B95E6267A785CCD15F1638B600AC2BEBDF255F46F09080C59E3E5C8AB38B',1788235200);
INSERT INTO codes(number,id,data,expires_at,used_at) VALUES(1,'fff56d2c-782b-4c91-b670-c3c77c0f823b','{"interaction":{"destination":{"esia":{"generation":"v1","redirect_uri":"http://127.0.0.1:9090/callback"}},"client":"EPOS_DEMO","scopes":["openid","snils","email","fullname"],"state":"5e551011-0000-4000-8000-000000000001","access_type":"offline","nonce":null,"challenge":null,"scope_org":[],"filter":{"person":[],"types":[],"roles":[]},"permissions":[]},"oid":1000000606,"session":"bf6f9f03-7bf9-4c7f-846c-867926601ae0","method":"PWD","auth_time":"2026-09-01T04:00:00Z"}',1788235440,1788235200);
INSERT INTO codes(number,id,data,expires_at,used_at) VALUES(2,'12008fa7-6389-44c2-b541-37f966281994','{"interaction":{"destination":{"esia":{"generation":"v1","redirect_uri":"http://127.0.0.1:9090/callback"}},"client":"EPOS_DEMO","scopes":["openid","snils","email","fullname"],"state":"5e551011-0000-4000-8000-000000000005","access_type":"offline","nonce":null,"challenge":null,"scope_org":[],"filter":{"person":[],"types":[],"roles":[]},"permissions":[]},"oid":1000000604,"session":"45738d8d-5aa2-4b3d-943c-ab33318b26fc","method":"PWD","auth_time":"2026-09-01T04:00:00Z"}',1788235440,NULL);
INSERT INTO refresh_tokens(number,hash,oid,client,data,expires_at,used_at) VALUES(1,'9F58E6F353BB817439FD1CEE3159969747700AA5CFD9E07ACFE13DA398EDEACE',1000000606,'EPOS_DEMO','{"interaction":{"destination":{"esia":{"generation":"v1","redirect_uri":"http://127.0.0.1:9090/callback"}},"client":"EPOS_DEMO","scopes":["openid","snils","email","fullname"],"state":"5e551011-0000-4000-8000-000000000001","access_type":"offline","nonce":null,"challenge":null,"scope_org":[],"filter":{"person":[],"types":[],"roles":[]},"permissions":[]},"oid":1000000606,"session":"bf6f9f03-7bf9-4c7f-846c-867926601ae0","method":"PWD","auth_time":"2026-09-01T04:00:00Z"}',1790827200,1788235200);
INSERT INTO refresh_tokens(number,hash,oid,client,data,expires_at,used_at) VALUES(2,'3E4470364F9E9C4A5B08517CCF93F943883ECBB7F7C636C17610929E998279D2',1000000606,'EPOS_DEMO','{"interaction":{"destination":{"esia":{"generation":"v1","redirect_uri":"http://127.0.0.1:9090/callback"}},"client":"EPOS_DEMO","scopes":["openid","snils","email","fullname"],"state":"5e551011-0000-4000-8000-000000000001","access_type":"offline","nonce":null,"challenge":null,"scope_org":[],"filter":{"person":[],"types":[],"roles":[]},"permissions":[]},"oid":1000000606,"session":"bf6f9f03-7bf9-4c7f-846c-867926601ae0","method":"PWD","auth_time":"2026-09-01T04:00:00Z"}',1790827200,NULL);
INSERT INTO oidc_grants(number,id,code,oid,client,session,data,code_expires_at,exchanged_at,revoked_at) VALUES(1,'2c9c0872-51eb-4bd4-a87a-ace635769514','97192951EB8D9E5756FEFA8E839ACE75F9E4F6755162AD188E540113735C35B1',1000000607,'EPOS_DEMO','ea9636ac-3af9-40fd-a861-260c33b43d37','{"interaction":{"destination":{"oidc":{"redirect_uri":"http://127.0.0.1:9090/callback","grant":"2c9c0872-51eb-4bd4-a87a-ace635769514","response_mode":"query","begun_at":"2026-09-01T04:00:00Z","login_hint":null,"sign_in_anew":false,"max_age":null,"consent_anew":false,"subject":null,"essential_acr":[],"wanted_acr":[],"claims":{"userinfo":{},"id_token":{}},"claim_scopes":[],"session":"ea9636ac-3af9-40fd-a861-260c33b43d37"}},"client":"EPOS_DEMO","scopes":["openid","fullname","offline_access"],"state":"a b&c=Я","access_type":"offline","nonce":"n-0S6_WzA2Mj","challenge":{"method":"S256","value":"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"},"scope_org":[],"filter":{"person":[],"types":[],"roles":[]},"permissions":[]},"oid":1000000607,"session":"ea9636ac-3af9-40fd-a861-260c33b43d37","method":"PWD","auth_time":"2026-09-01T04:00:00Z"}',1788235440,1788235200,NULL);
INSERT INTO oidc_refresh_tokens(number,hash,grant_id,expires_at,used_at) VALUES(1,'A2DA27984177DFF05EC0F3724E350C74961BB72B3E5937BD25CD39838A3B1DBA','2c9c0872-51eb-4bd4-a87a-ace635769514',1790827200,NULL);
INSERT INTO jobs(id,kind,key,due_at,payload,done_at,error) VALUES(1,'limit_ends','1372527994 1788494400',1788494400,'{"oid":1372527994}',NULL,NULL);
INSERT INTO jobs(id,kind,key,due_at,payload,done_at,error) VALUES(2,'birthday','1000000705 14',1788289200,'{"oid":1000000705,"age":14}',NULL,NULL);
INSERT INTO jobs(id,kind,key,due_at,payload,done_at,error) VALUES(3,'document_expiry','2026-11-18',1794942000,'{"day":"2026-11-18"}',NULL,NULL);
INSERT INTO events(number,oid,kind,happened_at,data) VALUES(1,2132163998,'registered',1788235200,'{"level":"simplified","way":"phone"}');
INSERT INTO events(number,oid,kind,happened_at,data) VALUES(2,2132163998,'terms_accepted',1788235200,'{"conditions":"1","privacy":"1","accepted_at":"2026-09-01T09:00:00+05:00"}');
DELETE FROM search_index_data;
INSERT INTO search_index_data(id,block) VALUES(1,X'');
INSERT INTO search_index_data(id,block) VALUES(10,X'00000000000000');
DELETE FROM search_index_idx;
DELETE FROM search_index_config;
INSERT INTO search_index_config(k,v) VALUES('version',4);
INSERT INTO search_pending(oid) VALUES(1000000601);
INSERT INTO search_pending(oid) VALUES(1000000602);
INSERT INTO search_pending(oid) VALUES(1000000603);
INSERT INTO search_pending(oid) VALUES(1000000604);
INSERT INTO search_pending(oid) VALUES(1000000605);
INSERT INTO search_pending(oid) VALUES(1000000606);
INSERT INTO search_pending(oid) VALUES(1000000607);
INSERT INTO search_pending(oid) VALUES(1000000608);
INSERT INTO search_pending(oid) VALUES(1000000609);
INSERT INTO search_pending(oid) VALUES(1000000610);
INSERT INTO search_pending(oid) VALUES(1000000611);
INSERT INTO search_pending(oid) VALUES(1000000612);
INSERT INTO search_pending(oid) VALUES(1000000613);
INSERT INTO search_pending(oid) VALUES(1000000614);
INSERT INTO search_pending(oid) VALUES(1000000615);
INSERT INTO search_pending(oid) VALUES(1000000701);
INSERT INTO search_pending(oid) VALUES(1000000702);
INSERT INTO search_pending(oid) VALUES(1000000703);
INSERT INTO search_pending(oid) VALUES(1000000704);
INSERT INTO search_pending(oid) VALUES(1000000705);
INSERT INTO search_pending(oid) VALUES(1000000706);
INSERT INTO search_pending(oid) VALUES(1000000707);
INSERT INTO search_pending(oid) VALUES(1000000708);
INSERT INTO search_pending(oid) VALUES(1000000709);
INSERT INTO search_pending(oid) VALUES(1000000710);
INSERT INTO search_pending(oid) VALUES(1000000711);
INSERT INTO search_pending(oid) VALUES(1000000714);
INSERT INTO search_pending(oid) VALUES(1000000720);
INSERT INTO search_pending(oid) VALUES(1000000721);
INSERT INTO search_pending(oid) VALUES(1000000726);
INSERT INTO search_pending(oid) VALUES(1000000727);
INSERT INTO search_pending(oid) VALUES(1000000741);
INSERT INTO search_pending(oid) VALUES(1000000742);
INSERT INTO search_pending(oid) VALUES(1000000743);
INSERT INTO search_pending(oid) VALUES(1000000744);
INSERT INTO search_pending(oid) VALUES(1000000745);
INSERT INTO search_pending(oid) VALUES(1000000746);
INSERT INTO search_pending(oid) VALUES(1000000747);
INSERT INTO search_pending(oid) VALUES(1000000748);
INSERT INTO search_pending(oid) VALUES(1000000801);
INSERT INTO search_pending(oid) VALUES(1000000802);
INSERT INTO search_pending(oid) VALUES(1000000804);
INSERT INTO search_pending(oid) VALUES(1234542404);
INSERT INTO search_pending(oid) VALUES(1273490312);
INSERT INTO search_pending(oid) VALUES(1372527994);
INSERT INTO search_pending(oid) VALUES(1554904221);
INSERT INTO search_pending(oid) VALUES(1624043828);
INSERT INTO search_pending(oid) VALUES(1742390892);
INSERT INTO search_pending(oid) VALUES(1762230590);
INSERT INTO search_pending(oid) VALUES(2132163998);
INSERT INTO search_pending(oid) VALUES(4000000728);
INSERT INTO sqlite_sequence(name,seq) VALUES('outbox',10);
CREATE INDEX accounts_by_level ON accounts(level);
CREATE INDEX accounts_unusual ON accounts(status) WHERE status <> 'registered';
CREATE INDEX accounts_with_faults ON accounts(oid) WHERE faults IS NOT NULL;
CREATE INDEX people_by_snils ON people(snils) WHERE snils IS NOT NULL;
CREATE INDEX people_by_name ON people(last_name, first_name);
CREATE INDEX people_by_birth ON people(birth_date) WHERE birth_date IS NOT NULL;
CREATE INDEX contacts_by_owner ON contacts(owner);
CREATE INDEX contacts_by_bare_email ON contacts(replace(replace(replace(login_key, '.', ''), '-', ''), '_', ''))
    WHERE type = 'EML';
CREATE INDEX contacts_unverified ON contacts(owner) WHERE type = 'EML' AND verified = 0;
CREATE INDEX children_by_parent ON children(parent);
CREATE INDEX children_by_account ON children(account) WHERE account IS NOT NULL;
CREATE INDEX children_by_snils ON children(snils) WHERE snils IS NOT NULL;
CREATE INDEX children_by_name ON children(last_name, first_name);
CREATE INDEX child_applications_by_email ON child_applications(email_key);
CREATE INDEX child_applications_by_mobile ON child_applications(mobile_key) WHERE mobile_key IS NOT NULL;
CREATE INDEX verifications_by_subject ON verifications(purpose, subject, type);
CREATE INDEX verifications_by_contact ON verifications(login_key) WHERE login_key IS NOT NULL;
CREATE INDEX verifications_by_expiry ON verifications(expires_at);
CREATE INDEX verifications_by_age ON verifications(stored_at);
CREATE INDEX registrations_by_expiry ON registrations(expires_at);
CREATE INDEX registrations_by_age ON registrations(stored_at);
CREATE INDEX sendings_by_subject ON sendings(purpose, subject, made_at);
CREATE INDEX sendings_by_time ON sendings(made_at);
CREATE INDEX sendings_by_age ON sendings(stored_at);
CREATE INDEX documents_by_number ON documents(data ->> 'number') WHERE verified;
CREATE INDEX documents_by_owner ON documents(owner) WHERE owner IS NOT NULL;
CREATE INDEX documents_by_card ON documents(card) WHERE card IS NOT NULL;
CREATE INDEX addresses_by_owner ON addresses(owner);
CREATE INDEX vehicles_by_owner ON vehicles(owner);
CREATE INDEX organizations_by_ogrn ON organizations(data ->> 'ogrn');
CREATE INDEX organizations_by_name ON organizations(data ->> 'name', oid);
CREATE INDEX roles_by_organization ON roles(organization);
CREATE INDEX invitations_by_organization ON invitations(organization, number);
CREATE INDEX consents_by_client ON consents(client);
CREATE INDEX permissions_by_client ON permissions(client);
CREATE INDEX sessions_by_account ON sessions(oid, number);
CREATE INDEX interactions_by_browser ON interactions(browser, number);
CREATE INDEX interactions_by_expiry ON interactions(expires_at);
CREATE INDEX interactions_by_age ON interactions(stored_at);
CREATE INDEX qr_codes_by_expiry ON qr_codes(expires_at);
CREATE INDEX qr_codes_by_age ON qr_codes(stored_at);
CREATE INDEX outbox_waiting ON outbox (number) WHERE waiting;
CREATE INDEX codes_by_owner ON codes(data ->> 'oid') WHERE used_at IS NULL;
CREATE INDEX refresh_tokens_by_client ON refresh_tokens(client);
CREATE INDEX refresh_tokens_by_grant ON refresh_tokens(oid, client, number);
CREATE INDEX oidc_grants_by_client ON oidc_grants(client);
CREATE INDEX oidc_grants_by_owner ON oidc_grants(oid, client, number);
CREATE INDEX oidc_grants_by_session ON oidc_grants(session);
CREATE INDEX oidc_refresh_tokens_by_grant ON oidc_refresh_tokens(grant_id, number);
CREATE INDEX oidc_spent_tokens_by_expiry ON oidc_spent_tokens(expires_at);
CREATE INDEX oidc_pushed_requests_by_expiry ON oidc_pushed_requests(expires_at);
CREATE INDEX oidc_pushed_requests_by_age ON oidc_pushed_requests(stored_at);
CREATE INDEX jobs_waiting ON jobs(due_at, id) WHERE done_at IS NULL;
CREATE INDEX jobs_waiting_by_kind ON jobs(kind, due_at) WHERE done_at IS NULL;
CREATE INDEX jobs_done ON jobs(due_at, id) WHERE done_at IS NOT NULL;
CREATE INDEX events_by_account ON events(oid, number);
CREATE INDEX attempts_of_nobody ON attempts(number) WHERE substr(key, 1, 8) <> 'account:';
CREATE INDEX drafts_by_browser ON drafts(kind, browser, number);
CREATE INDEX drafts_by_expiry ON drafts(expires_at);
CREATE INDEX drafts_by_age ON drafts(stored_at);
CREATE INDEX old_passwords_by_account ON old_passwords(oid, number);
CREATE INDEX trusted_contacts_by_contact ON trusted_contacts(contact);
CREATE INDEX child_consents_by_client ON child_consents(client);
CREATE INDEX child_consents_by_parent ON child_consents(parent);
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
COMMIT;
