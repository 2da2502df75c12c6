//! `GET /_mock/api/v1/people`: who is there.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::flow::tester::listing;
use crate::flow::tester::listing::Seen;
use crate::protocol::ids::Oid;
use crate::storage::search::Wanted;
use crate::web::control::openapi::parts::Asked;
use crate::web::control::openapi::parts::Shown;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

/// How many there are in an answer where nothing else is said.
const USUAL: u32 = 100;

/// Whom a list is about.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Whom {
    /// Words that must all occur in a name, a phone, an e-mail, СНИЛС, a document's number, a persona or an oid, anywhere.
    pub q: Option<String>,
    /// Of this level.
    pub level: Option<AccountLevel>,
    /// Of this status; where it is absent, of any but `deleted`.
    pub status: Option<AccountStatus>,
    /// How many at most; 100 where it is not said.
    #[schemars(range(min = 1, max = 1_000))]
    pub limit: Option<u32>,
    /// `next` of the part before.
    #[schemars(range(min = 0, max = 9_007_199_254_740_991_u64))]
    pub after: Option<u64>,
}

/// A part of the list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct People {
    /// By their numbers.
    people: Vec<PersonListed>,
    /// `after` for the next part; null in the last one. A part may have nobody in it, and yet not be the last.
    next: Option<u64>,
}

/// Somebody in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PersonListed {
    /// The name in fixtures; of who came through the pages `oid-` and the number.
    persona: String,
    /// The number in ЕСИА.
    oid: u64,
    /// Full name.
    name: String,
    /// Level of the account.
    level: AccountLevel,
    /// Its status.
    status: AccountStatus,
    /// What they can sign in with now.
    logins: Vec<String>,
    /// What they are for.
    about: String,
}

/// `GET /_mock/api/v1/people`.
pub async fn list(stand: OfStand, Asked(whom): Asked<Whom>) -> Result<Shown<People>, Problem> {
    let wanted = Wanted {
        q: whom.q.as_deref().unwrap_or_default(),
        level: whom.level,
        status: whom.status,
        email_unverified: false,
        after: whom.after.map(Oid),
        limit: usize::try_from(whom.limit.unwrap_or(USUAL)).unwrap_or(usize::MAX),
    };
    let (seen, next) = stand.read(|cx| listing::list(cx, &wanted))?;
    Ok(Shown(People { people: seen.into_iter().map(PersonListed::from).collect(), next: next.map(|oid| oid.0) }))
}

impl From<Seen> for PersonListed {
    fn from(seen: Seen) -> Self {
        let Seen { listed, persona, logins, about } = seen;
        Self {
            persona,
            oid: listed.oid.0,
            name: listed.name.to_string(),
            level: listed.level,
            status: listed.status,
            logins,
            about,
        }
    }
}
