//! The form of a system, with the fields of the technological portal: it registers one, and changes it.
//!
//! What the form does not ask for stays as it is.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::crypto::pair::Family;
use crate::domain::account::AccountLevel;
use crate::domain::client::Client;
use crate::fixtures::ClientFixture;
use crate::fixtures::Mistake;
use crate::fixtures::given::ClientGiven;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::flow::stands::error::Unmade;
use crate::texts::Text;
use crate::web::desk::boards;
use crate::web::desk::operator::Operator;
use crate::web::desk::systems;
use crate::web::errors::exit::Answered;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Block;
use crate::web::views::BoardForm;
use crate::web::views::Button;
use crate::web::views::Choice;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::Notice;
use crate::web::views::Piece;
use crate::web::views::desk::Part;

/// `GET /_mock/systems/new`.
pub async fn new(stand: OfStand, By(operator): By<Operator>) -> HttpResponse {
    ask(&stand, operator, None, &Typed::default())
}

/// `POST /_mock/systems/new`: registers it, and makes its key where that is wished.
pub async fn register(stands: Data<Stands>, stand: OfStand, Posted(operator, typed): Posted<Operator>) -> Answered {
    save(&stands, &stand, operator, None, typed).await
}

/// `GET /_mock/systems/{mnemonic}/edit`.
pub async fn edit(stand: OfStand, mnemonic: Path<String>, By(operator): By<Operator>) -> Answered {
    let party = systems::find(&stand, &mnemonic)?;
    Ok(ask(&stand, operator, Some(&party.client), &known(&party.client)))
}

/// `POST /_mock/systems/{mnemonic}/edit`.
pub async fn change(
    stands: Data<Stands>,
    stand: OfStand,
    mnemonic: Path<String>,
    Posted(operator, typed): Posted<Operator>,
) -> Answered {
    let party = systems::find(&stand, &mnemonic)?;
    save(&stands, &stand, operator, Some(&party.client), typed).await
}

async fn save(
    stands: &Stands,
    stand: &Stand,
    operator: Operator,
    before: Option<&Client>,
    mut typed: Typed,
) -> Answered {
    let Some(client) = read(stand, before, &mut typed) else { return Ok(ask(stand, operator, before, &typed)) };
    let mnemonic = client.mnemonic.to_string();
    match stands.put_client(&stand.name, client).await {
        Ok(_) => {}
        Err(Unmade::Client(error)) => {
            typed.wrong("certificate", Text::new("desk-systems-wrong").with("why", error.to_string()));
            return Ok(ask(stand, operator, before, &typed));
        }
        Err(other) => return Err(systems::stopped(other).into()),
    }
    if !typed.has("make_key") {
        return Ok(systems::done(stand, &mnemonic));
    }
    systems::with_key(stands, stand, operator, &mnemonic, Family::Rsa).await
}

/// What is known of a system, as if it had been typed.
fn known(client: &Client) -> Typed {
    let lines = |uris: &[url::Url]| uris.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    Typed::known([
        ("mnemonic", client.mnemonic.to_string()),
        ("name", client.name.clone()),
        ("redirect_uris", lines(&client.redirect_uris)),
        ("certificate", client.certificates.join("\n")),
        ("scopes", client.scopes.join(" ")),
        ("level", client.demands.level.map(AccountLevel::name).unwrap_or_default().to_owned()),
    ])
}

/// The client that the form describes; nothing where something is wrong, which stands beside its field then.
fn read(stand: &Stand, before: Option<&Client>, typed: &mut Typed) -> Option<Client> {
    let mnemonic = before.map_or_else(|| typed.text("mnemonic").to_owned(), |before| before.mnemonic.to_string());
    if before.is_none() && stand.clients.find(&mnemonic).is_some() {
        typed.wrong("mnemonic", Text::new("desk-systems-mnemonic-taken"));
        return None;
    }
    let fixture = before.map(ClientFixture::from).and_then(|fixture| serde_json::to_value(fixture).ok());
    let mut fields = match fixture {
        Some(Value::Object(fields)) => fields,
        Some(_) | None => Map::new(),
    };
    fill(&mut fields, typed);
    let given = serde_json::from_value::<ClientGiven>(Value::Object(fields));
    let understood = given.map_err(|error| vec![Mistake::of_field("", error)]);
    match understood.and_then(|given| given.understand(&mnemonic)) {
        Ok((client, _)) => Some(client),
        Err(mistakes) => {
            for mistake in &mistakes {
                wrong(typed, mistake);
            }
            None
        }
    }
}

/// Says what was typed in the words of fixtures.
fn fill(fields: &mut Map<String, Value>, typed: &Typed) {
    let words = |name: &str| typed.text(name).split_whitespace().map(ToOwned::to_owned).collect::<Vec<_>>();
    let mut put = |name: &str, value: Value| {
        fields.insert(name.to_owned(), value);
    };
    if !typed.text("name").is_empty() {
        put("name", json!(typed.text("name")));
    }
    put("redirect_uris", json!(words("redirect_uris")));
    put("certificates", json!(pems(typed.text("certificate"))));
    if typed.has("public_redirects") {
        put("allow_public_redirect", json!(true));
    }
    if !typed.text("client_secret").is_empty() {
        put("client_secret", json!(typed.text("client_secret")));
    }
    let scopes = words("scopes");
    if !scopes.is_empty() {
        put("scopes", json!(scopes));
    }
    let demands = fields.entry("demands").or_insert_with(|| json!({}));
    if let Some(demands) = demands.as_object_mut() {
        match typed.text("level") {
            "" => demands.remove("level"),
            level => demands.insert("level".to_owned(), json!(level)),
        };
    }
}

/// Each certificate of a text; one that does not begin as it should is one as well, and found wrong later.
fn pems(text: &str) -> Vec<Value> {
    const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
    let all = text.split(BEGIN).map(str::trim).enumerate().filter(|(_, part)| !part.is_empty());
    all.map(|(at, part)| json!({ "pem": if at == 0 { format!("{part}\n") } else { format!("{BEGIN}\n{part}\n") } }))
        .collect()
}

/// Puts a mistake beside the field that it is about.
fn wrong(typed: &mut Typed, mistake: &Mistake) {
    let about = mistake.field.split(['.', '[']).next().unwrap_or_default();
    let said = |key| Text::new(key).with("why", mistake.message.as_str());
    match about {
        "mnemonic" => typed.wrong("mnemonic", Text::new("desk-systems-mnemonic-wrong")),
        "name" => typed.wrong("name", Text::new("mistake-empty")),
        "redirect_uris" => typed.wrong("redirect_uris", said("desk-systems-redirect-wrong")),
        "certificates" => typed.wrong("certificate", said("desk-systems-certificate-wrong")),
        "scopes" => typed.wrong("scopes", said("desk-systems-wrong")),
        "demands" => typed.wrong("level", said("desk-systems-wrong")),
        "client_secret" => typed.wrong("client_secret", said("desk-systems-wrong")),
        _ => typed.wrong("mnemonic", said("desk-systems-wrong")),
    }
}

fn ask(stand: &Stand, operator: Operator, before: Option<&Client>, typed: &Typed) -> HttpResponse {
    let field = |name, key, kind| typed.fill(FormField::new(name, Text::new(key), kind));
    let hinted = |name, key, kind, hint| field(name, key, kind).hint(Text::new(hint));
    let levels = [AccountLevel::Standard, AccountLevel::Confirmed];
    let levels = levels.map(|level| Choice::new(level.name(), systems::level_words(level)));
    let levels = std::iter::once(Choice::new("", Text::new("desk-systems-any-level"))).chain(levels).collect();
    let action = match before {
        Some(before) => systems::address(stand, &format!("{}/edit", before.mnemonic)),
        None => systems::address(stand, "new"),
    };
    let mut form = BoardForm::deed(action);
    if before.is_none() {
        form.fields.push(hinted("mnemonic", "desk-systems-mnemonic", FieldKind::Text, "desk-systems-mnemonic-hint"));
    }
    form.fields.extend([
        hinted("name", "desk-systems-name", FieldKind::Text, "desk-systems-name-hint").alternative(),
        hinted("redirect_uris", "desk-systems-redirects", FieldKind::Area, "desk-systems-redirects-hint"),
        FormField::new("public_redirects", Text::new("desk-systems-public"), FieldKind::Check)
            .ticked(typed.has("public_redirects"))
            .alternative(),
        hinted("certificate", "desk-systems-certificate", FieldKind::Pem, "desk-systems-certificate-hint")
            .alternative(),
    ]);
    if before.is_none() {
        let make = FormField::new("make_key", Text::new("desk-systems-make-key-too"), FieldKind::Check);
        form.fields.push(make.ticked(typed.has("make_key")).alternative());
    }
    form.fields.extend([
        hinted("scopes", "desk-systems-scopes", FieldKind::Text, "desk-systems-scopes-hint").alternative(),
        field("level", "desk-systems-level", FieldKind::Select(levels)).alternative(),
        hinted("client_secret", "desk-systems-secret", FieldKind::Text, "desk-systems-secret-hint").optional(),
    ]);
    form.buttons =
        vec![Button::main(Text::new(if before.is_some() { "desk-systems-save" } else { "desk-systems-register" }))];
    let title = if before.is_some() { "desk-systems-edit" } else { "desk-systems-new" };
    let wrong = (!typed.is_right()).then(|| Notice::error(Text::new("desk-systems-mistakes")));
    let page = boards::board(stand, &operator, Part::Systems, Text::new(title))
        .link(systems::address(stand, ""), Text::new("desk-systems-back"))
        .notice(wrong)
        .block(Block::new("form", Text::new("desk-systems-data")).with(Piece::Form(form)));
    boards::answer(operator, &page, StatusCode::OK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certificates_are_told_apart_wherever_they_begin() {
        assert!(pems("").is_empty());
        let two = pems("-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\nB");
        assert_eq!(two.len(), 2);
        assert_eq!(pems("anything").len(), 1);
    }
}
