//! Samples of [`ProfilePage`]: every kind of section, a child's cabinet, and lists with nothing in them.

use super::Action;
use super::Fact;
use super::Frame;
use super::Hints;
use super::Item;
use super::Mark;
use super::Marked;
use super::Notice;
use super::ProfilePage;
use super::Section;
use super::Tab;
use super::kit::Badge;
use super::kit::Tone;
use super::kit::Weight;
use crate::domain::account::AccountLevel;
use crate::texts::Text;

fn say(words: &str) -> Text {
    Text::plain(words)
}

fn fact(label: &str, value: &str) -> Fact {
    Fact::new(say(label), say(value))
}

fn good(words: &str) -> Badge {
    Badge::new(Tone::Good, "VERIFIED", say(words))
}

fn waiting(words: &str) -> Badge {
    Badge::new(Tone::Waiting, "VERIFYING", say(words))
}

fn bad(words: &str) -> Badge {
    Badge::new(Tone::Bad, "NOT_VERIFIED", say(words))
}

fn page(current: Tab, level: AccountLevel) -> ProfilePage {
    ProfilePage::new(Frame::sample(), "csrf-sample", current, "Сидорова Анна Ивановна", level)
}

impl ProfilePage {
    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        vec![
            ("overview", overview()),
            ("data", data()),
            ("family", family()),
            ("empty_lists", empty_lists()),
            ("child", child()),
            ("failed", failed()),
        ]
    }
}

fn overview() -> ProfilePage {
    let next = Section::new("next", say("Что дальше"))
        .intro(say("Подтвердите личность, чтобы входить в системы, которым нужна подтверждённая запись."))
        .action(Action::main_link("/profile/data", say("Подтвердить личность")))
        .action(Action::link("/profile/documents", say("Проверить документы")));
    let account = Section::new("account", say("Учётная запись"))
        .fact(fact("Номер", "1000000701"))
        .fact(fact("Телефон", "+7 900 000-07-02").badge(good("подтверждён")))
        .fact(Fact::or_absent(say("Почта"), None::<String>));
    page(Tab::Overview, AccountLevel::Standard).section(next).section(account).hints(Some(Hints::sample_of_a_page(
        "Учётная запись стандартная: документы проверены, личность не подтверждена.",
        "Подтвердить личность сразу: рабочее место МФЦ.",
    )))
}

fn data() -> ProfilePage {
    let personal = Section::new("personal", say("Личные данные"))
        .intro(say("Пока данные проверяются, изменить их нельзя."))
        .fact(fact("Фамилия, имя, отчество", "Сидорова Анна Ивановна").badge(waiting("проверяется")))
        .fact(fact("Дата рождения", "05.09.1985"))
        .fact(fact("СНИЛС", "000-000-702 23").badge(bad("не найден")))
        .fact(Fact::or_absent(say("Место рождения"), None::<String>))
        .action(Action::main_link("/profile/data", say("Изменить")));
    let contacts = Section::new("contacts", say("Контакты")).items(
        [
            Item::new("email", say("a-very-long-name-of-a-mailbox.of-a-citizen@long-domain.example.test"))
                .badge(bad("не подтверждена"))
                .action(
                    Action::post("/profile/data", say("Отправить письмо ещё раз"), Weight::Plain)
                        .carrying("contact", "email"),
                )
                .action(Action::post("/profile/data", say("Удалить"), Weight::Danger)),
            Item::new("phone", say("+7 900 000-07-02"))
                .badge(good("подтверждён"))
                .fact(fact("Новый номер", "+7 900 000-07-03").badge(waiting("ждёт кода")))
                .action(Action::link("/profile/data", say("Ввести код"))),
        ],
        say("Контактов нет."),
    );
    page(Tab::Data, AccountLevel::Simplified)
        .verifying(true)
        .notice(Notice::ok(say("Данные сохранены и отправлены на проверку. О результате придёт письмо.")))
        .section(personal)
        .section(contacts)
}

fn family() -> ProfilePage {
    let first = Item::new("1000000801", say("Сидоров Пётр Алексеевич"))
        .badge(good("запись создана"))
        .fact(fact("Дата рождения", "05.09.2014"))
        .fact(fact("Свидетельство о рождении", "II-ВГ 123456 от 12.09.2014, отдел ЗАГС города Перми"))
        .action(Action::link("/profile/family", say("Открыть")))
        .action(Action::post("/profile/family", say("Отвязать"), Weight::Danger).carrying("child", "1000000801"));
    let second = Item::new("1000000802", say("Сидорова Мария Алексеевна"))
        .badge(Badge::new(Tone::Neutral, "DRAFT", say("черновик")))
        .mark(Mark { name: "card-1000000802".to_owned(), label: say("Отправить на проверку") })
        .action(Action::link("/profile/family", say("Изменить")));
    let children = Section::new("children", say("Дети"))
        .intro(say("Создать учётную запись можно ребёнку, данные которого проверены."))
        .items([first, second], say("Детей пока нет."))
        .marked(Marked { action: "/profile/family/submission".to_owned(), label: say("Отправить") })
        .action(Action::link("/profile/family", say("Добавить ребёнка")));
    page(Tab::Family, AccountLevel::Confirmed)
        .notice(Notice::warning(say("Данные одного ребёнка ещё не отправлены на проверку.")))
        .section(children)
}

fn empty_lists() -> ProfilePage {
    let section = |id, title, empty| Section::new(id, say(title)).items([], say(empty));
    let mut page = page(Tab::Organizations, AccountLevel::SimplifiedReady)
        .section(section("organizations", "Организации", "Вы не работаете ни в одной организации."))
        .section(section("invitations", "Приглашения", "Приглашений нет."));
    page.frame = Frame::sample_beside();
    page
}

fn child() -> ProfilePage {
    let parents = Section::new("parents", say("Родители"))
        .items([Item::new("1000000702", say("Сидорова Анна Ивановна"))], say("Никто не привязан."));
    let mut page = page(Tab::Data, AccountLevel::Child).section(parents);
    "Сидоров Пётр Алексеевич".clone_into(&mut page.who);
    page
}

fn failed() -> ProfilePage {
    page(Tab::Security, AccountLevel::Simplified)
        .heading(say("Сеансы"))
        .notice(Notice::error(say("Сеанс не завершён: он уже закончился. Обновите страницу.")))
        .section(Section::new("sessions", say("Открытые сеансы")).items([], say("Других сеансов нет.")))
}
