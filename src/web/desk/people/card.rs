//! `/_mock/people/{oid}`: somebody on one screen, with everything that can be done with them.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::web::Path;

use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::account::SecondFactor;
use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::domain::contact::Contact;
use crate::domain::contact::ContactKind;
use crate::domain::document::main_identity;
use crate::fixtures::to_json;
use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::account::finding;
use crate::flow::account::finding::Meant;
use crate::flow::confirmation::papers;
use crate::flow::stand::Stand;
use crate::flow::tester::card;
use crate::flow::tester::card::Card;
use crate::flow::tester::entering;
use crate::protocol::ids::Oid;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::storage::consents::Given;
use crate::texts::Text;
use crate::web::answer::see_other;
use crate::web::desk::boards;
use crate::web::desk::done;
use crate::web::desk::operator::Operator;
use crate::web::desk::people::words;
use crate::web::errors::exit::Answered;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::views::Action;
use crate::web::views::Badge;
use crate::web::views::Block;
use crate::web::views::BoardForm;
use crate::web::views::BoardPage;
use crate::web::views::Choice;
use crate::web::views::Code;
use crate::web::views::Fact;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::Item;
use crate::web::views::Notice;
use crate::web::views::Piece;
use crate::web::views::Tone;
use crate::web::views::Weight;
use crate::web::views::desk::Part;

/// `GET /_mock/people/{oid}`; whoever is named otherwise, by a persona or a login, is found and led there.
pub async fn get(stand: OfStand, name: Path<String>, By(operator): By<Operator>) -> Answered {
    if let Ok(number) = number(&name) {
        return shown(&stand, operator, number, None);
    }
    match stand.read(|cx| finding::meant(cx, &name))? {
        Meant::One(account) => Ok(see_other(&path(&stand, account.oid))),
        Meant::Several(_) => {
            let found = done::asking(Part::People.path(), &[("q", &name)]);
            Ok(see_other(&format!("{}{found}", stand.base_path)))
        }
        Meant::Nobody => Err(reasons::calls::account_unknown(&name).into()),
    }
}

/// `GET /_mock/people/{oid}/fixture`: somebody as they are now, as a file that makes them again.
pub async fn fixture(stand: OfStand, oid: Path<String>, By(_): By<Operator>) -> Answered {
    let card = known(&stand, number(&oid)?)?;
    let name = format!("attachment; filename=\"{}.json\"", card.fixture.persona);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .insert_header((header::CONTENT_DISPOSITION, name))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(to_json(&card.fixture).map_err(|error| Stop::from(Broken::Page(error.to_string())))?))
}

/// `GET /_mock/people/{oid}/deletion`: are they to be deleted?
pub async fn deletion(stand: OfStand, oid: Path<String>, By(operator): By<Operator>) -> Answered {
    let card = known(&stand, number(&oid)?)?;
    let here = path(&stand, card.account.oid);
    let delete = Action::post(&here, Text::new("desk-person-delete"), Weight::Danger).carrying("do", "delete");
    let ask = Block::new("deletion", Text::plain(card.person.name.to_string()))
        .words(Text::new("desk-person-delete-what"))
        .action(delete)
        .action(Action::link(here, Text::new("desk-person-keep")));
    let page = boards::board(&stand, &operator, Part::People, Text::new("desk-person-delete-title")).block(ask);
    Ok(operator.sees(&page, StatusCode::OK))
}

/// The number that a path names.
pub fn number(oid: &str) -> Result<Oid, Refusal> {
    oid.parse().map_err(|_| reasons::calls::account_unknown(oid))
}

/// Where the card of somebody is.
pub fn path(stand: &Stand, oid: Oid) -> String {
    format!("{}{}/{oid}", stand.base_path, Part::People.path())
}

fn known(stand: &Stand, oid: Oid) -> Result<Card, Stop> {
    let card = stand.read(|cx| card::of(cx, oid))?;
    card.ok_or_else(|| reasons::calls::account_unknown(&oid.to_string()).into())
}

/// Answers with the card; something may be told above it.
pub fn shown(stand: &Stand, mut operator: Operator, oid: Oid, notice: Option<Notice>) -> Answered {
    let card = known(stand, oid)?;
    // A form may be posted elsewhere; there is nothing to come back to.
    operator.here = format!("{}/{oid}", Part::People.path());
    let waiting = stand.read(|cx| entering::waiting(cx, &operator.visitor, None))?;
    let waiting = waiting.map(|progress| (progress.id, progress.party.client.name.clone()));
    let status = if notice.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let frame = match notice {
        Some(notice) => operator.frame_telling(stand, Part::People, Some(notice)),
        None => operator.frame(stand, Part::People),
    };
    let here = path(stand, oid);
    let page = BoardPage::new(frame, Text::plain(card.person.name.to_string()))
        .lead(about(&card))
        .block(entering_block(stand, &card, &here, waiting))
        .block(contacts(&card, &here))
        .block(family(stand, &card, &here))
        .block(told(&card))
        .block(account(&card, &here))
        .block(data(&card))
        .block(sessions(&card, &here))
        .block(registries(&card, &here))
        .block(record(&card, &here));
    Ok(operator.sees(&page, status))
}

fn about(card: &Card) -> Text {
    Text::new("desk-person-about")
        .with("persona", card.fixture.persona.as_str())
        .with("oid", card.account.oid.to_string())
        .with("about", card.fixture.about.as_str())
}

fn post(here: &str, deed: &'static str, key: &'static str) -> Action {
    Action::post(here, Text::new(key), Weight::Plain).carrying("do", deed)
}

fn entering_block(stand: &Stand, card: &Card, here: &str, waiting: Option<(String, String)>) -> Block {
    let fact = |key, value: String| Fact::new(Text::new(key), Text::plain(value));
    let oid = card.account.oid.to_string();
    let enter = format!("{}{}/enter", stand.base_path, Part::People.path());
    let into = |label, weight| Action::post(&enter, label, weight).carrying("person", &oid);
    let mut block = Block::new("entering", Text::new("desk-person-entering"));
    let mut badges = words::badges(card.account.level, card.account.status).into_iter().rev();
    block = block.fact(
        Fact::new(Text::new("mfc-level"), Text::new(card.account.level.title_key()))
            .badge(badges.next().filter(|_| card.account.status != AccountStatus::Registered)),
    );
    block = block.fact(Fact::or_absent(
        Text::new("desk-person-logins"),
        Some(card.logins.join(", ")).filter(|logins| !logins.is_empty()),
    ));
    block = block.fact(match &card.fixture.account.password {
        Some(password) => fact("desk-person-password", password.clone()),
        None => Fact::new(Text::new("desk-person-password"), Text::new("desk-person-password-unknown")),
    });
    block = block.fact(fact("desk-person-wrong-passwords", card.wrong_passwords.to_string())).fact(Fact::new(
        Text::new("desk-person-second-factor"),
        Text::new(words::second_factor_key(card.account.second_factor)),
    ));
    if let Some((login, client)) = waiting {
        let on = Text::new("desk-person-enter-waiting").with("client", client);
        block = block
            .action(into(on, Weight::Main).carrying("into", login))
            .action(into(Text::new("desk-person-enter-cabinet"), Weight::Plain));
    } else {
        block = block.action(into(Text::new("desk-person-enter"), Weight::Main));
    }
    block = block.action(post(here, "password", "desk-person-reset-password"));
    if card.wrong_passwords > 0 {
        block = block.action(post(here, "forgive", "desk-person-forgive"));
    }
    block.action(if card.account.status == AccountStatus::Registered {
        post(here, "block", "desk-person-block")
    } else {
        post(here, "unblock", "desk-person-unblock")
    })
}

fn contacts(card: &Card, here: &str) -> Block {
    let item = |contact: &Contact| {
        // «Почта» is feminine.
        let [verified, not_verified] = match contact.kind {
            ContactKind::Email | ContactKind::WorkEmail => ["desk-email-verified", "desk-email-not-verified"],
            _ => ["desk-contact-verified", "desk-contact-not-verified"],
        };
        let (badge, deed, key) = if contact.verification.is_verified() {
            (Badge::new(Tone::Good, "VERIFIED", Text::new(verified)), "unverify", "desk-contact-unverify")
        } else {
            (Badge::new(Tone::Waiting, "NOT_VERIFIED", Text::new(not_verified)), "verify", "desk-contact-verify")
        };
        let set = post(here, deed, key).carrying("value", contact.value.clone());
        Item::new(contact.id.to_string(), Text::plain(contact.value.clone())).badge(badge).action(set)
    };
    Block::new("contacts", Text::new("mfc-contacts"))
        .records(card.contacts.iter().map(item), Text::new("desk-person-no-contacts"))
}

fn family(stand: &Stand, card: &Card, here: &str) -> Block {
    let child = |(name, account): (String, Option<Oid>)| {
        let item = Item::new(name.clone(), Text::plain(name));
        match account {
            Some(oid) => item.action(Action::link(path(stand, oid), Text::new("desk-child-open"))),
            None => item.badge(Badge::new(Tone::Neutral, "NO_ACCOUNT", Text::new("desk-child-no-account"))),
        }
    };
    let children = card.children.iter().map(|child| (child.person.name.to_string(), child.account));
    let block = Block::new("family", Text::new("desk-person-children"))
        .records(children.map(child), Text::new("desk-person-no-children"));
    let block = match &card.parent {
        Some((oid, name)) => {
            block.action(Action::link(path(stand, *oid), Text::new("desk-person-parent").with("name", name.as_str())))
        }
        None => block,
    };
    if card.account.level == AccountLevel::Child || card.account.status == AccountStatus::Deleted {
        return block;
    }
    block.action(post(here, "child", "desk-child-make"))
}

fn told(card: &Card) -> Block {
    let json = serde_json::to_string_pretty(&card.told).unwrap_or_default();
    let code = Code { id: "told-json".to_owned(), label: Text::plain("JSON"), text: json };
    Block::new("told", Text::new("desk-person-told"))
        .words(Text::new("desk-person-told-what"))
        .with(Piece::Code(code))
        .folded()
}

fn select(name: &'static str, key: &'static str, value: &str, choices: Vec<Choice>) -> FormField {
    FormField::new(name, Text::new(key), FieldKind::Select(choices)).value(value)
}

fn account(card: &Card, here: &str) -> Block {
    let level = |level: AccountLevel| Choice::new(level.name(), Text::new(level.title_key()));
    let status = |status: AccountStatus| Choice::new(status.name(), Text::new(words::status_key(status)));
    let factor = |factor: SecondFactor| Choice::new(factor.name(), Text::new(words::second_factor_key(factor)));
    let statuses = AccountStatus::ALL
        .into_iter()
        .filter(|status| *status != AccountStatus::Deleted || card.account.status == AccountStatus::Deleted);
    let fields = vec![
        select("level", "mfc-level", card.account.level.name(), AccountLevel::ALL.map(level).to_vec()),
        select("status", "desk-person-status", card.account.status.name(), statuses.map(status).collect()),
        select(
            "second_factor",
            "desk-person-second-factor",
            card.account.second_factor.name(),
            SecondFactor::ALL.map(factor).to_vec(),
        ),
        FormField::new("wrong_passwords", Text::new("desk-person-wrong-passwords"), FieldKind::Digits)
            .value(card.wrong_passwords.to_string()),
    ];
    let form = BoardForm::dense(here, "account", fields, Text::new("desk-person-save"));
    Block::new("account", Text::new("desk-person-account"))
        .words(Text::new("desk-person-account-what"))
        .with(Piece::Form(form))
        .folded()
}

fn data(card: &Card) -> Block {
    let (person, fixture) = (&card.person, &card.fixture);
    let born = person.birth_date.map(|born| born.format("%d.%m.%Y").to_string());
    let document = main_identity(&card.documents).map(|document| papers::number(&document.data));
    let mut block = Block::new("data", Text::new("desk-person-data"))
        .fact(Fact::or_absent(Text::new("confirm-matter-birth-date"), born))
        .fact(Fact::or_absent(Text::new("desk-person-age"), card.age.map(|age| age.to_string())))
        .fact(Fact::or_absent(Text::new("confirm-matter-snils"), person.snils.as_ref().map(ToString::to_string)))
        .fact(Fact::or_absent(Text::new("desk-person-inn"), person.inn.as_ref().map(ToString::to_string)))
        .fact(Fact::or_absent(Text::new("confirm-matter-document"), document));
    for role in &fixture.roles {
        let place = Text::plain(format!("{} {}", role.organization, role.position.clone().unwrap_or_default()));
        block = block.fact(Fact::new(Text::new("desk-person-role"), place));
    }
    block.folded()
}

fn sessions(card: &Card, here: &str) -> Block {
    let consent = |given: &Given| {
        let scopes = given.scopes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let revoke = post(here, "revoke", "desk-consent-revoke").carrying("client", given.client.to_string());
        Item::new(given.client.to_string(), Text::plain(given.client.to_string()))
            .fact(Fact::new(Text::new("stand-scopes"), Text::plain(scopes)))
            .action(revoke)
    };
    let open = Fact::new(Text::new("desk-person-sessions-open"), Text::plain(card.sessions.to_string()));
    let block = Block::new("sessions", Text::new("desk-person-sessions"))
        .fact(open)
        .records(card.consents.iter().map(consent), Text::new("desk-person-no-consents"));
    let block =
        if card.sessions > 0 { block.action(post(here, "sessions", "desk-person-sessions-end")) } else { block };
    block.folded()
}

fn registries(card: &Card, here: &str) -> Block {
    let outcome = |outcome: Outcome| Choice::new(outcome.name(), Text::new(words::outcome_key(outcome)));
    let usual = Choice::new("usual", Text::new("desk-outcome-usual"));
    let choices: Vec<_> = [usual].into_iter().chain(Outcome::ALL.map(outcome)).collect();
    let field = |registry: Registry| {
        let (name, key) = words::registry(registry);
        let now = card.fixture.registries.get(&registry).map_or("usual", |outcome| outcome.name());
        select(name, key, now, choices.clone())
    };
    let fields = Registry::ALL.map(field).to_vec();
    let form = BoardForm::dense(here, "registries", fields, Text::new("desk-person-save"));
    Block::new("registries", Text::new("desk-person-registries"))
        .words(Text::new("desk-person-registries-what"))
        .with(Piece::Form(form))
        .folded()
}

fn record(card: &Card, here: &str) -> Block {
    let block = Block::new("record", Text::new("desk-person-record"))
        .action(Action::link(format!("{here}/fixture"), Text::new("desk-person-fixture")));
    if card.account.status == AccountStatus::Deleted {
        return block;
    }
    block.action(Action::link(format!("{here}/deletion"), Text::new("desk-person-delete")))
}
