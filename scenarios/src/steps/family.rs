//! A parent in «Семья и дети».

use super::citizen::go_to_gosuslugi;
use super::said::Said;
use crate::failure::Failure;
use crate::page::Page;
use crate::phrases::Act;
use crate::world::World;

/// Does a step, if it is one of these; says whether it was.
pub(super) async fn take(world: &mut World, act: Act, said: &Said) -> Result<bool, Failure> {
    let (who, what) = (said.slot(0), said.slot(1));
    match act {
        Act::AddChild => add(world, who, said).await?,
        Act::SendCard => send(world, who).await?,
        Act::OpenCard => open(world, who, "").await?,
        Act::TakeCard => take_card(world, who, what).await?,
        Act::BeginChildAccount => begin(world, who, what).await?,
        Act::FinishChildAccount => finish(world, who, what).await?,
        Act::LinkChild => link(world, who, what).await?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// Numbers of the cards on the list, the newest last.
fn cards(page: &Page) -> Vec<String> {
    let numbers = page.links.iter().filter_map(|(_, href)| href.split_once("/profile/family/"));
    let numbers = numbers.map(|(_, number)| number.to_owned());
    let is_number = |text: &String| !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_digit());
    let mut cards: Vec<String> = numbers.filter(is_number).collect();
    cards.dedup();
    cards
}

fn newest_card(page: &Page) -> Option<String> {
    cards(page).pop()
}

/// Speaks of the card of the child of this name from now on.
async fn take_card(world: &mut World, who: &str, name: &str) -> Result<(), Failure> {
    go_to_gosuslugi(world, who, "/profile/family").await?;
    let page = world.browser(who).await?.page()?;
    let found = page.items.iter().position(|item| item == name).and_then(|at| cards(page).into_iter().nth(at));
    world.card = found.ok_or_else(|| Failure::new(format!("карточка «{name}»"), page.line()))?;
    open(world, who, "").await
}

async fn add(world: &mut World, who: &str, said: &Said) -> Result<(), Failure> {
    go_to_gosuslugi(world, who, "/profile/family").await?;
    let browser = world.browser(who).await?;
    browser.presses("Добавить ребёнка").await?;
    for (label, value) in said.texts() {
        browser.fills(label, &value).await?;
    }
    browser.presses("Сохранить").await?;
    let page = browser.page()?;
    if page.words.contains("Карточка сохранена") {
        let card = newest_card(page).ok_or_else(|| Failure::new("карточка в списке", page.line()))?;
        world.card = card;
    }
    Ok(())
}

async fn send(world: &mut World, who: &str) -> Result<(), Failure> {
    let mark = format!("card-{}", world.card);
    go_to_gosuslugi(world, who, "/profile/family").await?;
    let browser = world.browser(who).await?;
    browser.fills(&mark, "да").await?;
    browser.presses("Отправить").await
}

async fn open(world: &mut World, who: &str, rest: &str) -> Result<(), Failure> {
    if world.card.is_empty() {
        go_to_gosuslugi(world, who, "/profile/family").await?;
        let page = world.browser(who).await?.page()?;
        let card = newest_card(page).ok_or_else(|| Failure::new("карточка ребёнка", page.line()))?;
        world.card = card;
    }
    let path = format!("/profile/family/{}{rest}", world.card);
    go_to_gosuslugi(world, who, &path).await
}

async fn begin(world: &mut World, who: &str, email: &str) -> Result<(), Failure> {
    open(world, who, "/account").await?;
    let browser = world.browser(who).await?;
    browser.fills("email", email).await?;
    browser.presses("Продолжить").await
}

async fn finish(world: &mut World, who: &str, password: &str) -> Result<(), Failure> {
    // A code that was typed before is on the page that is open.
    if !world.browser(who).await?.page()?.has_field("password_again") {
        open(world, who, "/account/password").await?;
    }
    let browser = world.browser(who).await?;
    browser.fills("password", password).await?;
    browser.fills("password_again", password).await?;
    browser.presses("createAccount").await
}

async fn link(world: &mut World, who: &str, email: &str) -> Result<(), Failure> {
    open(world, who, "/link").await?;
    let browser = world.browser(who).await?;
    browser.fills("Почта учётной записи ребёнка", email).await?;
    browser.presses("Продолжить").await
}
