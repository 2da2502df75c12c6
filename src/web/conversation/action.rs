//! The step that is due, as the answers describe it.

use serde_json::Value;
use serde_json::json;

use crate::domain::account::SecondFactor;
use crate::domain::offer::Offer;
use crate::domain::organization::OrganizationData;
use crate::domain::organization::Role;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account::contacts;
use crate::flow::login;
use crate::flow::login::consent;
use crate::flow::login::due::Due;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::SignedIn;
use crate::flow::login::second_factor;
use crate::flow::stand::Stand;
use crate::texts::Language;

/// `action` with what belongs to it.
pub fn due(cx: &Cx<'_>, progress: &Progress) -> Result<Value, Stop> {
    Ok(match login::next(progress) {
        Due::SignIn => json!({ "action": "SIGN_IN" }),
        Due::SecondFactor(citizen) => json!({ "action": "ENTER_MFA", "mfa_details": mfa_details(cx, citizen)? }),
        Due::Offer { offer, is_skippable } => offered(offer, is_skippable),
        Due::Role(citizen) => choose_role(citizen),
        Due::Consent(citizen) if citizen.asks_parent => json!({ "action": "ASK_PARENT" }),
        Due::Consent(citizen) => grant_scope_access(cx, progress, citizen)?,
        // The ending itself is left to the page: it may be a code, a refusal, or a form to be posted.
        Due::Code => json!({ "action": "DONE", "redirect_url": page_of(cx.stand, progress) }),
    })
}

fn offered(offer: Offer, is_skippable: bool) -> Value {
    match offer {
        Offer::FillMfa => json!({ "action": "FILL_MFA" }),
        Offer::MaxQuiz | Offer::MaxQuizRequired => {
            json!({ "action": "MAX_QUIZ", "max_details": { "skippable": is_skippable } })
        }
        Offer::ChangePassword => json!({ "action": "CHANGE_PASSWORD" }),
    }
}

/// Where a browser goes on with this login, and where one of which nothing is pending ends.
fn page_of(stand: &Stand, progress: &Progress) -> String {
    stand.url(&format!("/login?interaction={}", progress.id))
}

/// What is asked as second factor, and how often it may still be tried.
pub fn mfa_details(cx: &Cx<'_>, citizen: &SignedIn) -> Result<Value, Stop> {
    let (kind, details) = match citizen.account.second_factor {
        SecondFactor::Totp => ("TTP", "ttp_details"),
        SecondFactor::Max => ("MAX", "otp_max_details"),
        SecondFactor::Sms | SecondFactor::None => ("SMS", "otp_details"),
    };
    let challenge = second_factor::challenge(citizen);
    let end = challenge.and_then(|challenge| challenge.expires_at);
    let left = end.map(|end| (end - cx.now).num_seconds().max(0));
    let phone = match citizen.account.second_factor {
        SecondFactor::Totp => None,
        SecondFactor::Sms | SecondFactor::Max | SecondFactor::None => contacts::mobile(cx, citizen.account.oid)?,
    };
    let mut of_kind = json!({
        "code_length": second_factor::LENGTH,
        "verify_attempts_left": challenge.map_or(0, |challenge| challenge.attempts_left),
    });
    if let Some(phone) = phone {
        of_kind["phone"] = Value::from(second_factor::masked(&phone));
    }
    if let Some(left) = left {
        of_kind["verify_timeout_secs"] = Value::from(left);
    }
    Ok(json!({ "type": kind, details: of_kind }))
}

fn choose_role(citizen: &SignedIn) -> Value {
    let organization = |(role, data): &(Role, OrganizationData)| {
        json!({
            "role": role.organization.to_string(),
            "name": data.full_name,
            "type": Language::Russian.t(data.kind.title_key()),
            "position": role.position,
        })
    };
    let person = json!({ "role": "person", "name": citizen.person.name.to_string() });
    let roles: Vec<Value> = [person].into_iter().chain(citizen.roles.iter().map(organization)).collect();
    json!({ "action": "CHOOSE_ROLE", "roles": roles })
}

fn grant_scope_access(cx: &Cx<'_>, progress: &Progress, citizen: &SignedIn) -> Result<Value, Stop> {
    let rows = consent::rows(cx, &progress.interaction, citizen)?;
    let scopes = rows.iter().map(|row| {
        let [title, hint] = [row.def.title_key, row.def.hint_key].map(|key| Language::Russian.t(key));
        json!({ "name": row.def.name, "title": title, "description": hint, "available": row.available })
    });
    let permissions = citizen.unpermitted.iter().map(|permission| {
        let scopes: Vec<_> = permission.scopes.iter().map(|scope| &scope.sysname).collect();
        json!({ "sysname": permission.sysname, "expire": permission.expire, "scopes": scopes })
    });
    Ok(json!({
        "action": "GRANT_SCOPE_ACCESS",
        "client": { "mnemonic": progress.party.client.mnemonic.to_string(), "name": progress.party.client.name },
        "scopes": scopes.collect::<Vec<_>>(),
        "permissions": permissions.collect::<Vec<_>>(),
    }))
}
