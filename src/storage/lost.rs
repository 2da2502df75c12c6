//! What fixtures have no words for: how much of it a database holds.

use crate::storage::Sql;
use crate::storage::StorageError;

/// The tables of which nothing is written into fixtures. Jobs and answers of registries are in them in part.
pub const TABLES: [&str; 29] = [
    "attempts",
    "checks",
    "child_applications",
    "child_consents",
    "codes",
    "consents",
    "corrections",
    "declined_offers",
    "drafts",
    "events",
    "interactions",
    "invitations",
    "known_browsers",
    "oidc_grants",
    "oidc_pushed_requests",
    "oidc_refresh_tokens",
    "oidc_spent_tokens",
    "old_passwords",
    "outbox",
    "permissions",
    "post_codes",
    "qr_codes",
    "refresh_tokens",
    "registrations",
    "security_questions",
    "sendings",
    "sessions",
    "trusted_contacts",
    "verifications",
];

/// How many rows each of those tables has, where it has any.
pub fn count(sql: &Sql) -> Result<Vec<(&'static str, i64)>, StorageError> {
    let mut counted = Vec::new();
    for table in TABLES {
        counted.push((table, one(sql, &format!("SELECT count(*) FROM {table}"))?));
    }
    // About people they are in their fixtures.
    let answers = "SELECT count(*) FROM registry_answers WHERE number NOT LIKE 'oid:%'";
    counted.push(("registry_answers", one(sql, answers)?));
    counted.retain(|(_, count)| *count > 0);
    Ok(counted)
}

/// How many jobs of a kind wait.
pub fn count_jobs(sql: &Sql, kind: &str) -> Result<i64, StorageError> {
    let mut query = sql.prepare_cached("SELECT count(*) FROM jobs WHERE kind = ?1 AND done_at IS NULL")?;
    Ok(query.query_row([kind], |row| row.get(0))?)
}

fn one(sql: &Sql, query: &str) -> Result<i64, StorageError> {
    Ok(sql.prepare_cached(query)?.query_row([], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What fixtures hold, what follows from that, the keys of the stand, and what is counted in part.
    const KEPT: [&str; 16] = [
        "accounts",
        "addresses",
        "children",
        "clients",
        "contacts",
        "documents",
        "jobs",
        "meta",
        "organizations",
        "people",
        "personas",
        "registry_answers",
        "roles",
        "search",
        "search_pending",
        "vehicles",
    ];

    #[test]
    fn every_table_is_written_into_fixtures_or_counted() {
        let schema = include_str!("schema.sql");
        let tables = schema.lines().filter_map(|line| line.strip_prefix("CREATE TABLE ")?.split(' ').next());
        let unknown: Vec<_> = tables.filter(|table| !TABLES.contains(table) && !KEPT.contains(table)).collect();
        assert_eq!(unknown, Vec::<&str>::new());
    }
}
