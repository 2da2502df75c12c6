//! Simplified accounts of the same person («двойники»): they must be deleted before another one is confirmed.
//!
//! The same person is: the same last and first name, a middle name and a date of birth that contradict nothing; or, by
//! the rule `service_centre.duplicates`, an e-mail that differs in dots, hyphens and underscores only.

use crate::domain::contact::ContactKind;
use crate::domain::rule::Rule;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::confirmation::papers::Papers;
use crate::protocol::ids::Oid;
use crate::storage::contacts;
use crate::storage::people;

/// Those of whoever shows these papers and has this account.
pub fn of(cx: &Cx<'_>, papers: &Papers, own: Oid) -> Result<Vec<Oid>, Stop> {
    let emails = contacts::list(cx.sql, own)?.into_iter().filter(|contact| contact.kind == ContactKind::Email);
    let emails: Vec<String> = emails.map(|contact| contact.value).collect();
    let mut found = find(cx, papers, &emails)?;
    found.retain(|oid| *oid != own);
    Ok(found)
}

/// Those of whoever shows these papers and names these e-mails.
pub fn find(cx: &Cx<'_>, papers: &Papers, emails: &[String]) -> Result<Vec<Oid>, Stop> {
    let rule = cx.stand.config.rules.choice(Rule::ServiceCentreDuplicates);
    let mut found = Vec::new();
    if rule != "ignored" {
        found.extend(people::list_simplified_alike(cx.sql, &papers.name, papers.birth_date)?);
    }
    if rule == "name_or_email" {
        for email in emails {
            found.extend(people::list_simplified_by_email(cx.sql, email)?);
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
