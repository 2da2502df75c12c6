//! Instructions: they say what the switches say.

use crate::support::World;

async fn says(switch: (&str, &str), page: &str, words: &str) {
    let world = World::alone().await;
    world.sets(&[switch]).await;
    world.browser().get(page).await.says(words);
}

/// 2.18, 2.19, 3.31, 3.32, 3.34: what parents and pupils need, and what to do before МФЦ.
#[tokio::test]
async fn parents_and_pupils_are_told_what_they_need() {
    let world = World::alone().await;
    let mut browser = world.browser();
    let parent = browser.get("/help/parent").await;
    parent.says("Личная подтверждённая учётная запись на Госуслугах").says("отвяжите учётную запись ребёнка");
    parent.says("удалите упрощённую запись").says("классному руководителю или куратору");
    browser.get("/help/student").await.says("до 13 лет включительно").says("подтвердить адрес электронной почты");
    browser.get("/help/staff").await.says("сверки ФИО и электронной почты");
    let trouble = browser.get("/help/trouble").await;
    trouble.says("Если входили через мобильное приложение, попробуйте веб-версию").says("через 1–2 часа");
    trouble.says("открываются ли другие сайты и ресурсы Пермского края");
    trouble.says("Почистите кэш и куки и войдите через страницу «Инкогнито»");
    assert_eq!(browser.get("/help/nobody").await.status, 404);
}

/// C1, C2, C3, C7, C8, C9: where documents contradict each other, instructions follow the switch.
#[tokio::test]
async fn instructions_follow_the_switches() {
    says(("child.max_age_inclusive", "14"), "/help/student", "до 14 лет включительно").await;
    says(("child.check_sla", "5_working_days"), "/help/parent", "от 15 минут до 5 рабочих дней").await;
    says(("child.check_sla", "30_days"), "/help/parent", "от 15 минут до 30 календарных дней").await;
    says(("epos.fix_policy", "next_day"), "/help/trouble", "Войдите на следующий день.").await;
    says(("epos.fix_policy", "window_9_14"), "/help/trouble", "с 9:00 до 14:00 (кроме субботы и воскресенья)").await;
    says(("epos.grandfather_date", "none"), "/help/parent", "Неподтверждённая запись не подходит никому").await;
    says(("epos.grandfather_date", "2023-11-01"), "/help/parent", "до 01.11.2023").await;
    says(("ui.skin", "2017"), "/help/staff", "«Мобильный телефон или почта»").await;
    says(("ui.skin", "2020"), "/help/staff", "«Телефон, почта или СНИЛС»").await;
    says(("ui.registries", "2017"), "/help/parent", "ФМС РФ и Пенсионном фонде РФ").await;
    says(("epos.generation", "2023"), "/help/staff", "Идентификаторы РСАА и РСААГ больше не нужны").await;
}
