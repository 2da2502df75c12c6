//! An employee is invited by letter, and accepts with a confirmed account of their own.

use serde_json::json;

use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::contact::ContactKind;
use crate::domain::email::Email;
use crate::domain::event::EventKind;
use crate::domain::organization::Invitation;
use crate::domain::organization::OrganizationData;
use crate::domain::organization::Role;
use crate::domain::rule::Rule;
use crate::domain::snils::Snils;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::contacts;
use crate::flow::organizations;
use crate::flow::outbox;
use crate::flow::outbox::Addressee;
use crate::flow::outbox::letters;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::invitations;
use crate::storage::organizations as rows;
use crate::storage::people;

/// Who is invited, and as what.
#[derive(Clone, Debug)]
pub struct Invited {
    /// Their e-mail; without it the letter goes to that of the account with this СНИЛС, if there is one.
    pub email: Option<Email>,
    /// Their СНИЛС: nobody else can accept then.
    pub snils: Option<Snils>,
    /// Position.
    pub position: Option<String>,
    /// As administrator of the profile?
    pub admin: bool,
}

/// Why nobody becomes an employee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAccepted {
    /// The link was used, taken back or never made.
    Unknown,
    /// It is too old.
    Expired,
    /// The account is not confirmed; it may come again.
    NotConfirmed,
    /// Somebody else is invited.
    OtherPerson,
    /// They work there already.
    AlreadyThere,
}

/// Sends an invitation; `false` where the one who invites may not. Whether anybody has the СНИЛС nobody learns.
pub fn invite(cx: &WriteCx<'_>, by: Oid, organization: Oid, invited: &Invited) -> Result<bool, Stop> {
    let Some(place) = organizations::led(cx, by, organization)? else { return Ok(false) };
    let Some((whose, email, name)) = addressee(cx, invited)? else { return Ok(true) };
    let token = cx.stand.random.token();
    let invitation = Invitation {
        number: 0,
        organization,
        email: email.clone(),
        snils: invited.snils.clone(),
        position: invited.position.clone(),
        admin: invited.admin,
        expires_at: cx.ends(Rule::InvitationLifetime),
    };
    invitations::insert(cx.sql, &invitation, &cx.stand.fingerprint(&token))?;
    let facts = [
        ("Организация", place.data.full_name),
        ("Приглашение действует до", outbox::time_at(cx, invitation.expires_at)),
    ];
    outbox::write_to(cx, Addressee { whose, to: &email, name: &name }, &letters::INVITATION, &facts, &token)?;
    Ok(true)
}

/// Whose letter it is, to which address it goes, and whom it greets.
fn addressee(cx: &Cx<'_>, invited: &Invited) -> Result<Option<(Option<Oid>, String, String)>, Stop> {
    if let Some(email) = &invited.email {
        return Ok(Some((None, email.to_string(), "коллега".to_owned())));
    }
    let Some(snils) = &invited.snils else { return Ok(None) };
    for account in accounts::list_by_snils(cx.sql, snils)? {
        let is_sure = account.status != AccountStatus::Deleted && account.level.shows_snils();
        if let Some(email) = contacts::verified(cx, account.oid, ContactKind::Email)?.filter(|_| is_sure) {
            let name = people::find(cx.sql, account.oid)?.map(|person| person.name.to_string()).unwrap_or_default();
            return Ok(Some((Some(account.oid), email, name)));
        }
    }
    Ok(None)
}

/// What a link invites to.
pub fn open(cx: &Cx<'_>, token: &str) -> Result<Result<(Invitation, OrganizationData), NotAccepted>, Stop> {
    let Some(invitation) = invitations::find_by_token(cx.sql, &cx.stand.fingerprint(token))? else {
        return Ok(Err(NotAccepted::Unknown));
    };
    if invitation.expires_at <= cx.now {
        return Ok(Err(NotAccepted::Expired));
    }
    let data = rows::find(cx.sql, invitation.organization)?.filter(|data| !data.is_liquidated);
    Ok(data.map(|data| (invitation, data)).ok_or(NotAccepted::Unknown))
}

/// Accepts: the role is there at once, and the link is used up.
pub fn accept(cx: &WriteCx<'_>, person: Oid, token: &str) -> Result<Result<Oid, NotAccepted>, Stop> {
    let (invitation, _) = match open(cx, token)? {
        Ok(found) => found,
        Err(why) => return Ok(Err(why)),
    };
    if let Some(why) = unfit(cx, person, &invitation)? {
        return Ok(Err(why));
    }
    let organization = invitation.organization;
    let before = rows::find_role(cx.sql, person, organization)?;
    if before.as_ref().is_some_and(|role| role.active) {
        return Ok(Err(NotAccepted::AlreadyThere));
    }
    let role = Role {
        organization,
        position: invitation.position.clone(),
        chief: false,
        admin: invitation.admin,
        active: true,
        phone: None,
        email: Some(invitation.email.clone()),
        branch: None,
    };
    if before.is_some() {
        rows::update_role(cx.sql, person, &role)?;
    } else {
        rows::insert_role(cx.sql, person, &role)?;
    }
    invitations::delete(cx.sql, organization, invitation.number)?;
    let data = json!({ "organization": organization.0, "admin": role.admin });
    account::happened(cx, person, EventKind::RoleGiven, data)?;
    Ok(Ok(organization))
}

fn unfit(cx: &Cx<'_>, person: Oid, invitation: &Invitation) -> Result<Option<NotAccepted>, Stop> {
    let account = accounts::find(cx.sql, person)?;
    if account.is_none_or(|account| account.level != AccountLevel::Confirmed) {
        return Ok(Some(NotAccepted::NotConfirmed));
    }
    let Some(wanted) = &invitation.snils else { return Ok(None) };
    let own = people::find(cx.sql, person)?.and_then(|person| person.snils);
    Ok((own.as_ref() != Some(wanted)).then_some(NotAccepted::OtherPerson))
}

/// Takes an invitation back; `false` where they may not, or there is none of this number.
pub fn cancel(cx: &WriteCx<'_>, by: Oid, organization: Oid, number: i64) -> Result<bool, Stop> {
    if organizations::led(cx, by, organization)?.is_none() {
        return Ok(false);
    }
    Ok(invitations::delete(cx.sql, organization, number)?)
}
