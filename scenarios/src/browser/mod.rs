//! A citizen's browser: what is on its page, forms filled in by their labels, buttons and links by their words. Either
//! without scripts, by HTTP ([`plain`]), or a real one ([`driven`]).

mod driven;
mod plain;

pub use driven::Driver;

use reqwest::Client;
use url::Url;

use self::driven::Driven;
use self::plain::Plain;
use crate::failure::Failure;
use crate::page::Button;
use crate::page::Field;
use crate::page::Form;
use crate::page::Page;

/// A browser.
#[derive(Debug)]
pub struct Browser {
    engine: Engine,
    page: Option<Page>,
}

#[derive(Debug)]
enum Engine {
    Plain(Plain),
    Driven(Driven),
}

/// What is pressed.
enum Target {
    Button(Form, Button),
    Link(String),
}

impl Browser {
    /// A browser that nobody has used: a window of this driver, or one without scripts.
    pub async fn new(http: Client, driver: Option<&str>) -> Result<Self, Failure> {
        let engine = match driver {
            Some(driver) => Engine::Driven(Driven::open(http, driver).await?),
            None => Engine::Plain(Plain::new(http)),
        };
        Ok(Self { engine, page: None })
    }

    /// Closes it.
    pub async fn close(&self) -> Result<(), Failure> {
        match &self.engine {
            Engine::Driven(driven) => driven.close().await,
            Engine::Plain(_) => Ok(()),
        }
    }

    /// The page that it shows.
    pub fn page(&self) -> Result<&Page, Failure> {
        self.page.as_ref().ok_or_else(|| Failure::new("открытая страница", "в браузере ничего не открыто"))
    }

    /// A PNG of that page; one without scripts has none.
    pub async fn picture(&self) -> Result<Option<Vec<u8>>, Failure> {
        match &self.engine {
            Engine::Driven(driven) if self.page.is_some() => driven.picture().await.map(Some),
            Engine::Driven(_) | Engine::Plain(_) => Ok(None),
        }
    }

    /// Forgets its cookies.
    pub async fn forget(&mut self) -> Result<(), Failure> {
        match &mut self.engine {
            Engine::Driven(driven) => driven.forget().await,
            Engine::Plain(plain) => {
                plain.forget();
                Ok(())
            }
        }
    }

    /// Goes to an address.
    pub async fn opens(&mut self, url: Url) -> Result<(), Failure> {
        let page = match &mut self.engine {
            Engine::Driven(driven) => driven.opens(&url).await?,
            Engine::Plain(plain) => plain.opens(url).await?,
        };
        self.page = Some(page);
        Ok(())
    }

    /// Fills in a field of the page, or a group of them, by its label.
    pub async fn fills(&mut self, label: &str, value: &str) -> Result<(), Failure> {
        let page = self.page.as_mut().ok_or_else(|| Failure::new("форма", "в браузере ничего не открыто"))?;
        let at = fill(page, label, value)?;
        if let Engine::Driven(driven) = &self.engine {
            let all = page.forms.iter().flat_map(|form| form.fields.iter().map(move |field| (form, field)));
            if let Some((form, field)) = all.into_iter().nth(at) {
                driven.fills(&form.action, field).await?;
            }
        }
        Ok(())
    }

    /// Chooses or ticks something by its own label.
    pub async fn chooses(&mut self, label: &str) -> Result<(), Failure> {
        self.fills(label, "да").await
    }

    /// Presses a button or follows a link, by its words or its id.
    pub async fn presses(&mut self, words: &str) -> Result<(), Failure> {
        let is_there = self.presses_if_there(words).await?;
        let missing = |page: &Page| Failure::new(format!("кнопка или ссылка «{words}»"), page.line());
        if is_there { Ok(()) } else { Err(missing(self.page()?)) }
    }

    /// The same, where the page has such a thing; says whether it has.
    pub async fn presses_if_there(&mut self, words: &str) -> Result<bool, Failure> {
        let page = self.page()?;
        let Some(target) = target(page, words) else { return Ok(false) };
        let from = page.url.clone();
        let page = match (target, &mut self.engine) {
            (Target::Link(href), _) => {
                self.opens(from.join(&href)?).await?;
                return Ok(true);
            }
            (Target::Button(_, button), Engine::Driven(driven)) => driven.presses(&button.id, &button.text).await?,
            (Target::Button(form, button), Engine::Plain(plain)) => {
                plain.sends(from.join(&form.action)?, &form, &button).await?
            }
        };
        self.page = Some(page);
        Ok(true)
    }
}

/// What these words mean: whole words first, buttons before links, then beginnings.
fn target(page: &Page, words: &str) -> Option<Target> {
    let button = |fits: &dyn Fn(&Button) -> bool| {
        let mut all = page.forms.iter().flat_map(|form| form.buttons.iter().map(move |button| (form, button)));
        all.find(|(_, button)| fits(button)).map(|(form, button)| Target::Button(form.clone(), button.clone()))
    };
    let link = |fits: &dyn Fn(&str) -> bool| {
        page.links.iter().find(|(text, _)| fits(text)).map(|(_, href)| Target::Link(href.clone()))
    };
    button(&|button| button.text == words || button.id == words)
        .or_else(|| link(&|text| text == words))
        .or_else(|| button(&|button| button.text.starts_with(words)))
        .or_else(|| link(&|text| text.starts_with(words)))
}

/// Fills in the model of a page; gives the number of the field among all of them.
fn fill(page: &mut Page, label: &str, value: &str) -> Result<usize, Failure> {
    let line = page.line();
    let mut fields: Vec<&mut Field> = page.forms.iter_mut().flat_map(|form| &mut form.fields).collect();
    let place = best(&fields, label).ok_or_else(|| Failure::new(format!("поле «{label}»"), line.clone()))?;
    if place.is_group && fields[place.at].kind == "radio" {
        let fits = |field: &Field| field.group == label && (field.label == value || field.label.starts_with(value));
        let found = fields.iter().position(|field| fits(field));
        let found = found.ok_or_else(|| Failure::new(format!("«{label}»: выбор «{value}»"), line))?;
        choose(&mut fields, found);
        return Ok(found);
    }
    let field = &mut *fields[place.at];
    match field.kind.as_str() {
        "checkbox" => field.checked = matches!(value, "да" | "true"),
        "radio" => choose(&mut fields, place.at),
        "select" => {
            let option = field.options.iter().find(|(known, words)| words == value || known == value);
            let told = || Failure::new(format!("«{label}»: «{value}» в списке"), line);
            field.value.clone_from(&option.ok_or_else(told)?.0);
        }
        _ => value.clone_into(&mut field.value),
    }
    Ok(place.at)
}

struct Place {
    at: usize,
    is_group: bool,
}

/// The field that is meant: by its whole label, its legend, its name, or the beginning of its label.
fn best(fields: &[&mut Field], label: &str) -> Option<Place> {
    let is_seen = |field: &Field| field.kind != "hidden";
    let find = |fits: &dyn Fn(&Field) -> bool| fields.iter().position(|field| is_seen(field) && fits(field));
    let alone = |at| Place { at, is_group: false };
    let group = |at| Place { at, is_group: true };
    find(&|field| field.label.trim_end_matches('*') == label)
        .map(alone)
        .or_else(|| find(&|field| !label.is_empty() && field.group == label).map(group))
        .or_else(|| find(&|field| field.name == label).map(alone))
        .or_else(|| find(&|field| field.label.starts_with(label)).map(alone))
}

/// One of a group is chosen, the others are not.
fn choose(fields: &mut [&mut Field], at: usize) {
    let name = fields[at].name.clone();
    for field in fields.iter_mut().filter(|field| field.kind == "radio" && field.name == name) {
        field.checked = false;
    }
    fields[at].checked = true;
}
