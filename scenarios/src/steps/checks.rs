//! What came of it.

use serde_json::Value;
use serde_json::json;

use super::citizen::epos_letter;
use super::said::Said;
use super::said::text;
use crate::calls::part;
use crate::failure::Failure;
use crate::page::Page;
use crate::phrases::Act;
use crate::world::World;

/// Looks.
pub(super) async fn take(world: &mut World, act: Act, said: &Said) -> Result<(), Failure> {
    let first = said.slot(0);
    match act {
        Act::EposShows => shows(world, true, first, true).await,
        Act::EposHides => shows(world, true, first, false).await,
        Act::GosuslugiShow => shows(world, false, first, true).await,
        Act::GosuslugiHide => shows(world, false, first, false).await,
        Act::Title => {
            let page = page(world).await?;
            holds(page.title == first, format!("страница «{first}»"), || page.line())
        }
        Act::Status => {
            let page = page(world).await?;
            holds(page.status.to_string() == first, format!("состояние {first}"), || page.line())
        }
        Act::Decides => decides(world, first).await,
        Act::Advises => advises(world, first).await,
        Act::EposLetter => {
            let letter = epos_letter(world, first).await?;
            holds(letter.contains(said.slot(1)), format!("«{}» в письме", said.slot(1)), || letter.clone())
        }
        Act::Message => message(world, first, Some(said.slot(1))).await,
        Act::NoMessage => message(world, first, None).await,
        Act::Level => level(world, first, said.slot(1)).await,
        Act::DeskDone => holds(world.answer["done"] == true, "МФЦ подтверждает".to_owned(), || {
            world.answer.to_string()
        }),
        Act::DeskRefuses => {
            let reason = world.answer["reason"].as_str().unwrap_or_default();
            let refused = world.answer["done"] == false && reason.contains(first);
            holds(refused, format!("МФЦ отказывает: «{first}»"), || world.answer.to_string())
        }
        Act::Answered => answered(&world.answer, said),
        Act::Journal => journal(world, said).await,
        _ => Err(Failure::new("шаг, который что-то делает", format!("{act:?}"))),
    }
}

fn holds(is_so: bool, expected: String, came: impl FnOnce() -> String) -> Result<(), Failure> {
    if is_so { Ok(()) } else { Err(Failure::new(expected, came())) }
}

async fn page(world: &mut World) -> Result<&Page, Failure> {
    let last = world.last.clone();
    world.browser(&last).await?.page()
}

async fn shows(world: &mut World, at_epos: bool, words: &str, wanted: bool) -> Result<(), Failure> {
    let (whose, origin) =
        if at_epos { ("ЭПОС", world.epos_url.origin()) } else { ("Госуслуги", world.stand_url.origin()) };
    let page = page(world).await?;
    let is_there = page.url.origin() == origin;
    let has = page.words.contains(words);
    let not = if wanted { "" } else { "не " };
    holds(is_there && has == wanted, format!("{whose}: {not}показано «{words}»"), || page.line())
}

async fn trace(world: &World) -> Result<Value, Failure> {
    world.epos.get("traces/last").await
}

async fn decides(world: &World, outcome: &str) -> Result<(), Failure> {
    let trace = trace(world).await?;
    let said = trace["decision"]["outcome"].as_str().unwrap_or("нет решения");
    holds(said == outcome, format!("решение ЭПОС: {outcome}"), || {
        format!("{said}, {}", trace["decision"]["decided_by"])
    })
}

async fn advises(world: &World, words: &str) -> Result<(), Failure> {
    let trace = trace(world).await?;
    let advice = trace["decision"]["mend"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let advice: Vec<&str> = advice.collect();
    holds(advice.iter().any(|one| one.contains(words)), format!("совет «{words}»"), || advice.join("; "))
}

async fn message(world: &World, to: &str, words: Option<&str>) -> Result<(), Failure> {
    let outbox = world.stand.get(&format!("outbox?limit=1000&to={}", part(to))).await?;
    let messages = outbox["messages"].as_array().into_iter().flatten();
    let whole = |message: &Value| format!("{} {}", text(&message["subject"]), text(&message["text"]));
    let texts: Vec<String> = messages.map(whole).collect();
    let came = || if texts.is_empty() { "ничего не приходило".to_owned() } else { texts.join("; ") };
    match words {
        Some(words) => {
            holds(texts.iter().any(|text| text.contains(words)), format!("сообщение на {to}: «{words}»"), came)
        }
        None => holds(texts.is_empty(), format!("на {to} ничего не приходит"), came),
    }
}

async fn level(world: &World, who: &str, level: &str) -> Result<(), Failure> {
    let shown = world.stand.get(&format!("people/{}", part(&world.citizen(who).key))).await?;
    let came = text(&shown["person"]["account"]["level"]);
    holds(came == level, format!("уровень записи {level}"), || came.clone())
}

fn answered(answer: &Value, said: &Said) -> Result<(), Failure> {
    for (pointer, expected) in &said.fields {
        let came = answer.pointer(pointer).unwrap_or(&Value::Null);
        let is_so = came == expected || text(came) == text(expected);
        holds(is_so, format!("{pointer}: {expected}"), || format!("{came} в {answer}"))?;
    }
    Ok(())
}

async fn journal(world: &World, said: &Said) -> Result<(), Failure> {
    let answer = world.stand.call("POST", "requests/expect", Some(&said.body())).await?;
    holds(answer["met"] == true, format!("в журнале: {}", json!(said.fields)), || {
        format!("подходит {}, похожи: {}", answer["count"], answer["near_misses"])
    })
}
