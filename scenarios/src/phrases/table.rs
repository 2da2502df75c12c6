//! The table: the words of each step, its fields, what it does.

/// What a step does, or looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is a row of the table, whose words say it")]
pub enum Act {
    SignIn,
    StartSignIn,
    Credentials,
    GoUpToReturn,
    Return,
    SignInToGosuslugi,
    OpenEpos,
    OpenGosuslugi,
    Press,
    Fill,
    Choose,
    NewBrowser,
    ForgetCookies,
    OpenLetter,
    OpenLetterElsewhere,
    OpenEposLetter,
    EnterSms,
    AddChild,
    SendCard,
    OpenCard,
    TakeCard,
    BeginChildAccount,
    FinishChildAccount,
    LinkChild,
    EnterRsaa,
    ClockAt,
    Passes,
    WorkingDay,
    WorkingDays,
    Correct,
    ChangeCard,
    Switch,
    EposFault,
    EposMended,
    StandFault,
    StandMended,
    Registry,
    Verify,
    Unverify,
    ChangePerson,
    Desk,
    CallStand,
    CallEpos,
    EposShows,
    EposHides,
    GosuslugiShow,
    GosuslugiHide,
    Title,
    Status,
    Decides,
    Advises,
    EposLetter,
    Message,
    NoMessage,
    Level,
    DeskDone,
    DeskRefuses,
    Answered,
    Journal,
}

/// Does a step have fields?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fields {
    /// No.
    None,
    /// It may.
    May(&'static str),
    /// It must.
    Must(&'static str),
}

/// A row.
#[derive(Clone, Copy, Debug)]
pub struct Phrase {
    /// Whose step it is: a citizen's, a tester's, or a look at what came of it.
    pub family: &'static str,
    /// Its words.
    pub words: &'static str,
    /// Its fields.
    pub fields: Fields,
    /// What it does, in Russian.
    pub about: &'static str,
    /// The same for the program.
    pub act: Act,
}

const CITIZEN: &str = "действия людей";
const TESTER: &str = "действия тестировщика";
const CHECK: &str = "проверки";

const fn row(family: &'static str, words: &'static str, about: &'static str, act: Act) -> Phrase {
    Phrase { family, words, fields: Fields::None, about, act }
}

const fn with(mut phrase: Phrase, fields: &'static str) -> Phrase {
    phrase.fields = Fields::Must(fields);
    phrase
}

const fn maybe(mut phrase: Phrase, fields: &'static str) -> Phrase {
    phrase.fields = Fields::May(fields);
    phrase
}

/// The catalogue.
pub const PHRASES: &[Phrase] = &[
    row(
        CITIZEN,
        "{кто} входит в ЭПОС",
        "весь вход: «Вход через ЕСИА», пароль, код, «Частное лицо», согласие",
        Act::SignIn,
    ),
    row(CITIZEN, "{кто} начинает вход в ЭПОС", "«Вход через ЕСИА» и не дальше страницы ЕСИА", Act::StartSignIn),
    row(CITIZEN, "{кто} вводит логин и пароль", "на открытой странице входа Госуслуг", Act::Credentials),
    row(
        CITIZEN,
        "{кто} проходит вход до возврата в ЭПОС",
        "весь вход; ЭПОС в это время лежит, так что код и state ещё целы",
        Act::GoUpToReturn,
    ),
    row(CITIZEN, "{кто} возвращается в ЭПОС", "переходит по адресу возврата; можно и второй раз", Act::Return),
    row(CITIZEN, "{кто} входит на Госуслуги", "личный кабинет Госуслуг", Act::SignInToGosuslugi),
    row(CITIZEN, "{кто} открывает в ЭПОС {«…»}", "адрес ЭПОС, например «/diary»", Act::OpenEpos),
    row(
        CITIZEN,
        "{кто} открывает на Госуслугах {«…»}",
        "адрес Госуслуг, например «/profile/family»",
        Act::OpenGosuslugi,
    ),
    row(CITIZEN, "{кто} нажимает {«…»}", "кнопка или ссылка открытой страницы", Act::Press),
    with(row(CITIZEN, "{кто} заполняет", "поля открытой страницы по их подписям", Act::Fill), "подпись: значение"),
    row(CITIZEN, "{кто} выбирает {«…»}", "переключатель или отметка с такой подписью", Act::Choose),
    row(CITIZEN, "{кто} открывает окно «Инкогнито»", "дальше без прежних cookie и вкладок", Act::NewBrowser),
    row(CITIZEN, "{кто} очищает cookie", "в своём браузере", Act::ForgetCookies),
    row(
        CITIZEN,
        "{кто} открывает письмо на {«…»}",
        "последнее письмо на этот адрес: переход по ссылке из него",
        Act::OpenLetter,
    ),
    row(
        CITIZEN,
        "{кто} открывает письмо ЭПОС на {«…»}",
        "переход по ссылке из последнего письма РСАА",
        Act::OpenEposLetter,
    ),
    row(
        CITIZEN,
        "письмо на {«…»} открывают в другом браузере",
        "переход по ссылке из последнего письма и «Подтвердить почту», если страница спрашивает",
        Act::OpenLetterElsewhere,
    ),
    row(CITIZEN, "{кто} вводит код из СМС на {«…»}", "последний код, присланный на этот номер", Act::EnterSms),
    with(
        row(CITIZEN, "{кто} добавляет ребёнка", "новая карточка в «Семья и дети»; дальше речь о ней", Act::AddChild),
        "подпись: значение",
    ),
    row(CITIZEN, "{кто} отправляет карточку на проверку", "отмечает её и нажимает «Отправить»", Act::SendCard),
    row(CITIZEN, "{кто} открывает карточку ребёнка", "ту, о которой речь", Act::OpenCard),
    row(CITIZEN, "{кто} открывает карточку ребёнка {«…»}", "по ФИО; дальше речь о ней", Act::TakeCard),
    row(
        CITIZEN,
        "{кто} создаёт ребёнку запись с почтой {«…»}",
        "«Создать», почта, «Продолжить»",
        Act::BeginChildAccount,
    ),
    row(CITIZEN, "{кто} задаёт ребёнку пароль {«…»}", "последний шаг создания записи", Act::FinishChildAccount),
    row(CITIZEN, "{кто} привязывает запись с почтой {«…»}", "«Привязать», почта, «Продолжить»", Act::LinkChild),
    row(CITIZEN, "{кто} входит в РСАА по письму на {«…»}", "с именем пользователя и паролем из письма", Act::EnterRsaa),
    row(TESTER, "часы показывают {«…»}", "часы стенда, например «2026-09-04T18:30:00+05:00»", Act::ClockAt),
    row(TESTER, "проходит {число} {чего}", "секунд, минут, часов, дней", Act::Passes),
    row(TESTER, "наступает следующий рабочий день, {ЧЧ:ММ}", "по производственному календарю", Act::WorkingDay),
    row(TESTER, "проходит {число} рабочих дней", "по производственному календарю", Act::WorkingDays),
    with(
        row(
            TESTER,
            "администратор исправляет карточку {«…»}",
            "в «Контингенте»; действует по правилам ЭПОС",
            Act::Correct,
        ),
        "поле: значение",
    ),
    with(row(TESTER, "карточка {«…»} становится другой", "сразу, в обход правил", Act::ChangeCard), "поле: значение"),
    with(row(TESTER, "переключатели ЭПОС", "см. GET /api/settings", Act::Switch), "переключатель: значение"),
    with(row(TESTER, "в ЭПОС сбой", "см. POST /api/faults: path, kind, until…", Act::EposFault), "поле: значение"),
    row(TESTER, "сбои в ЭПОС кончаются", "все", Act::EposMended),
    with(
        row(TESTER, "на Госуслугах сбой", "см. POST /_mock/api/v1/faults: at, do…", Act::StandFault),
        "поле: значение",
    ),
    row(TESTER, "сбои на Госуслугах кончаются", "все", Act::StandMended),
    row(
        TESTER,
        "{кто} получает от реестра {«…»} ответ {«…»}",
        "mvd, sfr, zags; found, not_found, mismatch_name, timeout…",
        Act::Registry,
    ),
    row(TESTER, "{кто} имеет подтверждённую почту", "сразу, в обход письма", Act::Verify),
    row(TESTER, "{кто} имеет неподтверждённую почту", "сразу, в обход правил", Act::Unverify),
    with(
        row(TESTER, "{кто} получает другие данные", "сразу, в обход проверок; поля PATCH /people", Act::ChangePerson),
        "поле: значение",
    ),
    maybe(
        row(
            TESTER,
            "{кто} подтверждает личность в МФЦ",
            "показаны документы записи, если не сказаны другие",
            Act::Desk,
        ),
        "документ: значение",
    ),
    maybe(row(TESTER, "вызов стенда {«…»}", "«МЕТОД путь» под /_mock/api/v1", Act::CallStand), "поле: значение"),
    maybe(row(TESTER, "вызов ЭПОС {«…»}", "«МЕТОД путь» под /api", Act::CallEpos), "поле: значение"),
    row(CHECK, "ЭПОС показывает {«…»}", "тому, кто действовал последним", Act::EposShows),
    row(CHECK, "ЭПОС не показывает {«…»}", "тому, кто действовал последним", Act::EposHides),
    row(CHECK, "Госуслуги показывают {«…»}", "тому, кто действовал последним", Act::GosuslugiShow),
    row(CHECK, "Госуслуги не показывают {«…»}", "тому, кто действовал последним", Act::GosuslugiHide),
    row(CHECK, "страница называется {«…»}", "заголовок открытой страницы целиком", Act::Title),
    row(CHECK, "состояние ответа {число}", "HTTP; 310 значит петлю перенаправлений", Act::Status),
    row(CHECK, "ЭПОС решает {«…»}", "entered, not_found, several_found, refused, no_snils", Act::Decides),
    row(CHECK, "ЭПОС советует {«…»}", "разбор последнего входа", Act::Advises),
    row(CHECK, "ЭПОС отправляет письмо на {«…»} со словами {«…»}", "последнее письмо на этот адрес", Act::EposLetter),
    row(CHECK, "на {«…»} приходит сообщение со словами {«…»}", "СМС, MAX, письмо; любое на этот адрес", Act::Message),
    row(CHECK, "на {«…»} ничего не приходит", "ни одного сообщения на этот адрес", Act::NoMessage),
    row(CHECK, "{кто} имеет уровень {«…»}", "simplified, simplified_ready, standard, confirmed, child", Act::Level),
    row(CHECK, "МФЦ подтвердил", "последнее решение", Act::DeskDone),
    row(CHECK, "МФЦ отказал со словами {«…»}", "последнее решение", Act::DeskRefuses),
    with(row(CHECK, "в ответе", "на последний вызов", Act::Answered), "/указатель: значение"),
    with(
        row(CHECK, "в журнале стенда есть", "см. POST /_mock/api/v1/requests/expect: at, code…", Act::Journal),
        "поле: значение",
    ),
];
