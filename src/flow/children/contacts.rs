//! Contacts of a child: sent to be verified, and copied to every card.

use crate::domain::child::ChildCard;
use crate::domain::contact::ContactKind;
use crate::domain::verification::Purpose;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::contacts;
use crate::flow::account::contacts::Holder;
use crate::flow::outbox::letters;
use crate::flow::verification;
use crate::flow::verification::Unsent;
use crate::flow::verification::Wanted;
use crate::protocol::ids::Oid;
use crate::storage::children as stored;
use crate::storage::contacts as stored_contacts;

/// Every card of a child says which e-mail and phone its account has (`kid_email`, `kid_mobile`).
pub(super) fn copy(cx: &WriteCx<'_>, child: Oid) -> Result<(), Stop> {
    let own = stored_contacts::list(cx.sql, child)?;
    let value = |kind| own.iter().find(|contact| contact.kind == kind).map(|contact| contact.value.clone());
    for (_, id) in stored::list_by_account(cx.sql, child)? {
        if let Some((_, card)) = stored::find(cx.sql, id)? {
            let contacts = (value(ContactKind::Email), value(ContactKind::Mobile));
            stored::update(cx.sql, &ChildCard { contacts, ..card })?;
        }
    }
    Ok(())
}

/// Sends the letter or the code for a contact of the child.
pub(super) fn send(
    cx: &WriteCx<'_>,
    card: &ChildCard,
    kind: ContactKind,
    value: &str,
) -> Result<Result<(), Unsent>, Stop> {
    let own = card.account.map(Holder::Account);
    let name = card.person.name.to_string();
    let wanted = Wanted {
        purpose: Purpose::Child,
        subject: &card.id.to_string(),
        whose: card.account,
        kind,
        value,
        // What the child's account has already, it need not be kept from.
        holds: own.is_none() || contacts::holder(cx, kind, value)? != own,
        name: &name,
        letter: &letters::CHILD_EMAIL,
    };
    Ok(verification::send(cx, &wanted)?.map(|_| ()))
}
