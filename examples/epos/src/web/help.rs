//! `/help/…`: instructions for staff, parents and pupils.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;

use super::answer::Shown;
use super::answer::Trouble;
use super::frame::Frame;
use super::visit::Visit;

#[derive(Template)]
#[template(path = "help.html")]
struct Help {
    frame: Frame,
    audience: String,
    login_label: &'static str,
    registries: &'static str,
    check_time: &'static str,
    child_until: String,
    fix: &'static str,
    grandfather: Option<String>,
}

/// The page.
pub(super) async fn show(visit: Visit, audience: Path<String>) -> Shown {
    let title = match audience.as_str() {
        "staff" => "Инструкция для входа сотрудников в ЭПОС",
        "parent" => "Рекомендации для авторизации родителя",
        "student" => "Рекомендации для авторизации обучающегося",
        "trouble" => "Сложности со входом",
        _ => return Err(Trouble::NoPage),
    };
    let settings = visit.settings()?;
    let help = Help {
        frame: visit.frame(title)?,
        audience: audience.into_inner(),
        login_label: match settings.get("ui.skin") {
            "2017" => "Мобильный телефон или почта",
            _ => "Телефон, почта или СНИЛС",
        },
        registries: match settings.get("ui.registries") {
            "2017" => "ФМС РФ и Пенсионном фонде РФ",
            _ => "МВД России и Социальном фонде России",
        },
        check_time: match settings.get("child.check_sla") {
            "30_days" => "от 15 минут до 30 календарных дней",
            _ => "от 15 минут до 5 рабочих дней",
        },
        child_until: settings.get("child.max_age_inclusive").to_owned(),
        fix: match settings.get("epos.fix_policy") {
            "next_day" => "на следующий день",
            "weekday_14" => "на следующий день после 14:00 (кроме субботы и воскресенья)",
            "window_9_14" => "на следующий день с 9:00 до 14:00 (кроме субботы и воскресенья)",
            _ => "на следующий день после 14:00 (кроме выходных и праздничных дней)",
        },
        grandfather: settings.grandfather_date().map(|date| date.format("%d.%m.%Y").to_string()),
    };
    visit.shows(StatusCode::OK, &help)
}
