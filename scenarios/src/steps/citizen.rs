//! What people do in their browsers.

use serde_json::json;
use url::Url;

use super::said::Said;
use crate::browser::Browser;
use crate::calls::part;
use crate::failure::Failure;
use crate::phrases::Act;
use crate::world::Citizen;
use crate::world::World;

/// Nobody needs more pages to sign in.
const MOST_PAGES: usize = 8;

/// Does a step, if it is one of these; says whether it was.
pub(super) async fn take(world: &mut World, act: Act, said: &Said) -> Result<bool, Failure> {
    let (who, what) = (said.slot(0), said.slot(1));
    match act {
        Act::SignIn => sign_in(world, who).await?,
        Act::GoUpToReturn => go_up_to_return(world, who).await?,
        Act::StartSignIn => start(world, who).await?,
        Act::Return => go_back(world, who).await?,
        Act::Credentials => {
            let citizen = world.citizen(who);
            credentials(world.browser(who).await?, &citizen).await?;
        }
        Act::SignInToGosuslugi => go_to_gosuslugi(world, who, "/profile").await?,
        Act::OpenEpos => open(world, who, world.at_epos(what)?).await?,
        Act::OpenGosuslugi => open(world, who, world.at_stand(what)?).await?,
        Act::Press => world.browser(who).await?.presses(what).await?,
        Act::Choose => world.browser(who).await?.chooses(what).await?,
        Act::Fill => fill(world, who, said).await?,
        Act::NewBrowser => world.change_browser(who),
        Act::ForgetCookies => world.browser(who).await?.forget().await?,
        Act::OpenLetter => {
            let url = link_to(world, what).await?;
            open(world, who, url).await?;
        }
        Act::OpenLetterElsewhere => open_elsewhere(world, who).await?,
        Act::OpenEposLetter => open_epos_letter(world, who, what).await?,
        Act::EnterSms => enter_sms(world, who, what).await?,
        Act::EnterRsaa => enter_rsaa(world, who, what).await?,
        _ => return Ok(false),
    }
    Ok(true)
}

async fn open(world: &mut World, who: &str, url: Url) -> Result<(), Failure> {
    world.browser(who).await?.opens(url).await
}

async fn fill(world: &mut World, who: &str, said: &Said) -> Result<(), Failure> {
    let browser = world.browser(who).await?;
    for (label, value) in said.texts() {
        browser.fills(label, &value).await?;
    }
    Ok(())
}

/// «Вход», «Вход через ЕСИА».
async fn start(world: &mut World, who: &str) -> Result<(), Failure> {
    open(world, who, world.at_epos("/login")?).await?;
    world.browser(who).await?.presses("Вход через ЕСИА").await
}

async fn sign_in(world: &mut World, who: &str) -> Result<(), Failure> {
    start(world, who).await?;
    go_through(world, who).await
}

/// Goes as far as the address that leads back to ЭПОС. No browser stops before an address, so ЭПОС is down when it comes
/// there: neither the code nor the state of the login is looked at.
async fn go_up_to_return(world: &mut World, who: &str) -> Result<(), Failure> {
    let back = world.at_epos("/callback")?;
    let down = world.epos.call("POST", "faults", Some(&json!({ "path": back.path(), "kind": "502" }))).await?;
    let done = sign_in(world, who).await;
    world.epos.call("DELETE", &format!("faults/{}", down["number"]), None).await?;
    done?;
    let page = world.browser(who).await?.page()?;
    if page.url.as_str().starts_with(back.as_str()) {
        let url = page.url.clone();
        world.returns.insert(who.to_owned(), url);
        return Ok(());
    }
    Err(Failure::new("вход доходит до возврата в ЭПОС", page.line()))
}

/// Goes through the pages of the login until they are over or want something that only the scenario knows.
async fn go_through(world: &mut World, who: &str) -> Result<(), Failure> {
    let (citizen, epos) = (world.citizen(who), world.epos_url.origin());
    for _ in 0..MOST_PAGES {
        let browser = world.browser(who).await?;
        let page = browser.page()?;
        if page.url.origin() == epos {
            return Ok(());
        }
        if page.has_button("loginByPwdButton") {
            credentials(browser, &citizen).await?;
            // Whoever is asked again was refused.
            if browser.page()?.has_button("loginByPwdButton") {
                return Ok(());
            }
        } else if page.has_field("code1") {
            let (_, text) = newest(world, &format!("person={}", part(&citizen.key))).await?;
            let code = code(&text)?;
            let browser = world.browser(who).await?;
            browser.fills("code1", &code).await?;
            browser.presses("Продолжить").await?;
        } else if page.has_button("confirmRole") {
            browser.presses("confirmRole").await?;
        } else if page.has_button("grantAuthorization") {
            browser.presses("grantAuthorization").await?;
        } else if page.has_button("skipOffer") {
            browser.presses("skipOffer").await?;
        } else {
            return Ok(());
        }
    }
    Ok(())
}

async fn credentials(browser: &mut Browser, citizen: &Citizen) -> Result<(), Failure> {
    browser.fills("login", &citizen.login).await?;
    browser.fills("password", &citizen.password).await?;
    browser.presses("loginByPwdButton").await
}

async fn go_back(world: &mut World, who: &str) -> Result<(), Failure> {
    let known = world.returns.get(who).cloned();
    let url = known.ok_or_else(|| Failure::new("адрес возврата", "вход до возврата ещё не дошёл"))?;
    world.browser(who).await?.opens(url).await
}

/// Opens a page of one's own at Госуслуги, by a sign-in where one is needed.
pub(super) async fn go_to_gosuslugi(world: &mut World, who: &str, path: &str) -> Result<(), Failure> {
    let url = world.at_stand(path)?;
    world.browser(who).await?.opens(url).await?;
    go_through(world, who).await
}

/// Link and text of the newest message that the stand has sent.
pub(super) async fn newest(world: &World, query: &str) -> Result<(String, String), Failure> {
    let outbox = world.stand.get(&format!("outbox?limit=1000&{query}")).await?;
    let message = outbox["messages"].as_array().and_then(|messages| messages.last());
    let message = message.ok_or_else(|| Failure::new("сообщение от Госуслуг", "ничего не приходило"))?;
    let said = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
    Ok((said("link"), said("text")))
}

/// The code of a message.
fn code(text: &str) -> Result<String, Failure> {
    let is_code = |word: &&str| word.len() >= 4 && word.bytes().all(|sign| sign.is_ascii_digit());
    let mut words = text.split(|sign: char| !sign.is_alphanumeric());
    words.find(is_code).map(str::to_owned).ok_or_else(|| Failure::new("код в сообщении", text))
}

/// The link of the newest letter to an address.
async fn link_to(world: &World, to: &str) -> Result<Url, Failure> {
    let (link, text) = newest(world, &format!("kind=email&to={}", part(to))).await?;
    Url::parse(&link).map_err(|_| Failure::new("ссылка в письме", text))
}

async fn open_elsewhere(world: &mut World, to: &str) -> Result<(), Failure> {
    let url = link_to(world, to).await?;
    let page = world.opens_elsewhere(url).await?;
    if page.status == 200 {
        Ok(())
    } else {
        Err(Failure::new("ссылка из письма открывается", page.line()))
    }
}

async fn open_epos_letter(world: &mut World, who: &str, to: &str) -> Result<(), Failure> {
    let letter = epos_letter(world, to).await?;
    let link = letter.split_whitespace().find(|word| word.starts_with("http"));
    let url = Url::parse(link.ok_or_else(|| Failure::new("ссылка в письме", letter.clone()))?)?;
    world.browser(who).await?.opens(url).await
}

async fn enter_sms(world: &mut World, who: &str, to: &str) -> Result<(), Failure> {
    let (_, text) = newest(world, &format!("to={}", part(to))).await?;
    let code = code(&text)?;
    world.browser(who).await?.fills("code1", &code).await
}

/// РСАА has sent a letter with name and password.
async fn enter_rsaa(world: &mut World, who: &str, to: &str) -> Result<(), Failure> {
    let letter = epos_letter(world, to).await?;
    let after = |words: &str| {
        let found = letter.split_once(words).and_then(|(_, rest)| rest.lines().next()).map(str::trim);
        found.map(str::to_owned).ok_or_else(|| Failure::new(format!("«{words}» в письме"), letter.clone()))
    };
    let (name, password) = (after("Имя пользователя: ")?, after("Пароль: ")?);
    open(world, who, world.at_epos("/rsaa/login")?).await?;
    let browser = world.browser(who).await?;
    browser.fills("login", &name).await?;
    browser.fills("password", &password).await?;
    browser.presses("ВОЙТИ").await
}

/// The text of the newest letter of ЭПОС to an address.
pub(super) async fn epos_letter(world: &World, to: &str) -> Result<String, Failure> {
    let letters = world.epos.get("letters").await?;
    let letters = letters["letters"].as_array().cloned().unwrap_or_default();
    let letter = letters.into_iter().rfind(|letter| letter["value"]["to"] == to);
    let letter = letter.ok_or_else(|| Failure::new(format!("письмо ЭПОС на {to}"), "ничего не приходило"))?;
    let said = |name: &str| letter["value"][name].as_str().unwrap_or_default().to_owned();
    Ok(format!("{}\n{}", said("subject"), said("text")))
}
