//! Records that are brought into a stand while it serves: clients, organisations and people, all of them or nothing.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use crate::fixtures::brought::Brought;
use crate::flow::platform::StandError;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::flow::stands::blocking;
use crate::flow::stands::change::Changeable;
use crate::flow::stands::error::Unmade;
use crate::flow::tester::import;
use crate::flow::tester::import::Gone;
use crate::flow::tester::organizations::Unfit;
use crate::flow::tester::put::Hashes;

/// Why nothing was taken.
#[derive(Debug)]
pub enum NotTaken {
    /// These fields do not fit to what is there: the file, the field, and why.
    Unfit(Vec<Unfit>),
    /// There is no such stand, or a client cannot be served.
    Unmade(Unmade),
}

impl From<Unmade> for NotTaken {
    fn from(unmade: Unmade) -> Self {
        Self::Unmade(unmade)
    }
}

impl fmt::Display for NotTaken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unfit(unfit) => {
                let told: Vec<_> = unfit.iter().map(ToString::to_string).collect();
                f.write_str(&told.join("\n"))
            }
            Self::Unmade(Unmade::Client(error)) => error.fmt(f),
            Self::Unmade(other) => write!(f, "{other:?}"),
        }
    }
}

impl Stands {
    /// Takes records in, and away what is gone. Whoever and whatever is neither among them nor gone stays.
    pub async fn import(&self, name: &str, mut brought: Brought, gone: Gone) -> Result<Arc<Stand>, NotTaken> {
        let stand = self.known(name)?.stand();
        let passwords: BTreeSet<_> = brought.people.iter().filter_map(|one| one.account.password.clone()).collect();
        let work = blocking(move || {
            passwords.into_iter().map(|password| Ok((stand.hash(&password)?, password))).collect::<Result<Vec<_>, _>>()
        });
        let hashes: Hashes = work
            .await
            .map_err(Unmade::from)?
            .map_err(|error: StandError| Unmade::from(error))?
            .into_iter()
            .map(|(hash, password)| (password, hash))
            .collect();
        let clients = std::mem::take(&mut brought.clients);
        let mut left: Vec<_> = clients.iter().map(|client| client.mnemonic.clone()).collect();
        left.extend(gone.clients.iter().cloned());
        let change = |stand: &mut Changeable| {
            stand.clients.retain(|known| !left.contains(&known.mnemonic));
            stand.clients.extend(clients);
            Ok(())
        };
        self.change_with(name, change, move |cx| {
            let unfit = import::take(cx, brought, &hashes, &gone)?;
            Ok(if unfit.is_empty() { Ok(()) } else { Err(NotTaken::Unfit(unfit)) })
        })
        .await
    }
}
