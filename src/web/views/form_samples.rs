//! Samples of [`FormPage`]: every kind of field as it is first seen and with mistakes, and steps as handlers make them.

use super::Button;
use super::Choice;
use super::Drawing;
use super::Fact;
use super::FieldKind;
use super::FormField;
use super::FormPage;
use super::Frame;
use super::Hints;
use super::kit::Badge;
use super::kit::Tone;
use crate::texts::Text;

fn say(words: &str) -> Text {
    Text::plain(words)
}

fn page(action: &str, heading: &str) -> FormPage {
    FormPage::new(Frame::sample(), "csrf-sample", action, say(heading))
}

fn field(name: &'static str, label: &str, kind: FieldKind) -> FormField {
    FormField::new(name, say(label), kind)
}

impl FormPage {
    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        vec![
            ("registration", registration()),
            ("registration_wrong", registration_wrong()),
            ("code", code()),
            ("code_wrong", code_wrong()),
            ("picture", picture()),
            ("qr_code", qr_code()),
            ("every_kind", every_kind(false)),
            ("every_kind_wrong", every_kind(true)),
            ("deletion", deletion()),
            ("nothing_to_fill_in", nothing_to_fill_in()),
        ]
    }
}

fn registration() -> FormPage {
    page("/login/registration", "Регистрация")
        .client(Some("ЭПОС".to_owned()))
        .hidden("interaction", "interaction-sample")
        .field(field("last_name", "Фамилия", FieldKind::Name).autocomplete("family-name"))
        .field(field("first_name", "Имя", FieldKind::Name).autocomplete("given-name"))
        .field(
            field("phone", "Мобильный телефон", FieldKind::Phone)
                .hint(say("На него придёт код. Если телефона нет, оставьте поле пустым и укажите почту"))
                .optional(),
        )
        .field(field("email", "Адрес электронной почты", FieldKind::Email).optional())
        .button(Button::main(say("Зарегистрироваться")))
        .note(say("Нажимая кнопку «Зарегистрироваться», вы соглашаетесь с условиями использования."))
        .link("/login", say("Уже есть учётная запись? Войти"))
        .hints(Some(Hints::sample_of_a_page(
            "Пользователь пришёл со страницы входа по ссылке «Зарегистрируйтесь».",
            "Почта ivanova@example.test занята: так выглядит отказ.",
        )))
}

fn registration_wrong() -> FormPage {
    let mut wrong = registration().hints(None);
    wrong.frame = Frame::sample_beside();
    "/_stand/ci-17/login/registration".clone_into(&mut wrong.action);
    wrong.links.clear();
    let answers = ["Ивaнова", "Надежда", "+7 900", "ivanova@example.test"];
    let mistakes = [
        Some("В фамилии смешаны русские и латинские буквы. Наберите её в одной раскладке"),
        None,
        Some("В номере не хватает цифр. Наберите его целиком: +7 900 000-07-02"),
        Some("Этот адрес уже занят. Укажите другой или восстановите доступ к прежней записи"),
    ];
    for (field, (answer, mistake)) in wrong.fields.iter_mut().zip(answers.into_iter().zip(mistakes)) {
        *field = field.clone().value(answer).error(mistake.map(say));
    }
    wrong
}

fn code() -> FormPage {
    page("/login/registration/code", "Подтверждение телефона")
        .intro(say("Мы отправили код. Он действует пять минут."))
        .fact(Fact::new(say("Телефон"), say("+7 900 000-07-02")))
        .field(field("code", "Код из СМС", FieldKind::Code(6)))
        .button(Button::main(say("Продолжить")).id("verifyCode"))
        .button(Button::plain(say("Получить новый код")).sends("again", "true"))
        .link("/login/registration", say("Изменить данные"))
        .hints(Some(Hints::sample_of_a_page(
            "Телефон указан при регистрации и ещё не подтверждён.",
            "После трёх неверных кодов нужен новый.",
        )))
}

fn picture() -> FormPage {
    page("/login/reaction", "Проверка")
        .intro(say("Пароль несколько раз набрали неверно. Введите цифры с картинки, чтобы продолжить вход."))
        .drawing(Drawing::digits("40718", say("Цифры с картинки")))
        .field(field("answer", "Цифры с картинки", FieldKind::Digits))
        .button(Button::main(say("Продолжить")))
}

fn qr_code() -> FormPage {
    page("/profile/security/second-factor/application", "Приложение для кодов")
        .drawing(Drawing::qr(
            "otpauth://totp/esia-mock:1?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
            say("QR-код с ключом"),
        ))
        .fact(Fact::new(say("Ключ"), say("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")))
        .field(field("code", "Код из шести цифр", FieldKind::Code(6)))
        .button(Button::main(say("Подтвердить")))
}

fn code_wrong() -> FormPage {
    let mut wrong = code();
    wrong.fields =
        vec![field("code", "Код из письма", FieldKind::Code(4)).error(say("Код неверен. Осталось попыток: 2"))];
    wrong
}

/// Choices of the sample below.
fn choices(answers: [(&str, &str); 3]) -> Vec<Choice> {
    answers.map(|(value, label)| Choice::new(value, say(label))).to_vec()
}

fn every_kind(is_wrong: bool) -> FormPage {
    let sexes = vec![
        Choice::new("F", say("Женский")),
        Choice::new("M", say("Мужской")).hint(say("Как записано в свидетельстве о рождении")),
    ];
    let documents = [
        ("RF_PASSPORT", "Паспорт гражданина Российской Федерации"),
        ("FID_DOC", "Документ иностранного гражданина"),
        ("RF_BRTH_CERT", "Свидетельство о рождении"),
    ];
    let fields = [
        field("birth_place", "Место рождения", FieldKind::Text).hint(say("Как в документе")),
        field("middle_name", "Отчество", FieldKind::Name).optional(),
        field("email", "Адрес электронной почты", FieldKind::Email)
            .value("a-very-long-name-of-a-mailbox.of-a-citizen@long-domain.example.test"),
        field("phone", "Мобильный телефон", FieldKind::Phone),
        field("birth_date", "Дата рождения", FieldKind::Date).autocomplete("bday"),
        field("snils", "СНИЛС", FieldKind::Snils).value("000-000-701 22"),
        field("sex", "Пол", FieldKind::Radio(sexes)),
        field("document", "Вид документа", FieldKind::Select(choices(documents))).heading(say("Документ")),
        field("number", "Серия и номер", FieldKind::Digits).hint(say("Десять цифр подряд")),
        field("code", "Код из заказного письма", FieldKind::Code(8)).heading(say("Подтверждение")),
        field("password", "Новый пароль", FieldKind::Password { new: true })
            .hint(say("Не короче восьми знаков: буквы и цифры")),
        field("old_password", "Прежний пароль", FieldKind::Password { new: false }),
        field("comment", "Пояснение", FieldKind::Area).optional(),
        field("agreed", "Согласен на обработку данных", FieldKind::Check).ticked(!is_wrong),
    ];
    let mistake = |at: usize| (is_wrong && at > 0).then(|| say("Ответ не годится. Исправьте его: вот так"));
    let filled = page("/profile/data", "Поля всех видов")
        .intro(say("Эта страница показывает все поля, какие бывают."))
        .error(is_wrong.then(|| say("Данные не сохранены: проверьте поля, которые отмечены ниже.")))
        .button(Button::main(say("Сохранить")))
        .button(Button::plain(say("Отмена")).sends("decision", "cancel"));
    let fields = fields.into_iter().enumerate().map(|(at, field)| field.error(mistake(at)));
    fields.fold(filled, FormPage::field)
}

fn deletion() -> FormPage {
    page("/profile/security/deletion", "Удалить учётную запись?")
        .intro(say("Адрес почты, телефон и СНИЛС освободятся. Вернуть учётную запись будет нельзя."))
        .fact(Fact::new(say("Кто"), say("Сидорова Анна Ивановна")))
        .fact(Fact::new(say("Почта"), say("sidorova@example.test")).badge(Badge::new(
            Tone::Good,
            "VERIFIED",
            say("подтверждена"),
        )))
        .field(field("password", "Пароль", FieldKind::Password { new: false }))
        .button(Button::danger(say("Удалить")))
        .button(Button::plain(say("Не удалять")).sends("decision", "keep"))
}

fn nothing_to_fill_in() -> FormPage {
    page("/login/registration", "Проверьте почту")
        .intro(say("Мы отправили письмо со ссылкой. Перейдите по ней до указанного срока."))
        .fact(Fact::new(say("Адрес"), say("ivanova@example.test")))
        .fact(Fact::new(say("Ссылка действует до"), say("22.11.2027, 15:00 (Пермь)")))
        .error(say("Прежняя ссылка больше не действует."))
        .link("/login/registration", say("Изменить данные"))
        .link("/logs/emails", say("Письма стенда"))
}
