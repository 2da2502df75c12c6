//! People of a stand, put, changed and deleted while it serves: passwords are hashed before the transaction, and requests
//! after it are told of whom pages name now.

use std::sync::Arc;

use crate::domain::account::Account;
use crate::fixtures::PersonGiven;
use crate::fixtures::generator::PASSWORD;
use crate::flow::Stop;
use crate::flow::account::passwords;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::flow::stands::error::Unmade;
use crate::flow::tester::families;
use crate::flow::tester::families::Family;
use crate::flow::tester::people;
use crate::flow::tester::put::Hashes;
use crate::flow::tester::put::NotPut;
use crate::flow::tester::put::Put;
use crate::protocol::ids::Oid;

/// What became of somebody, or why nothing did.
pub type Settled<T> = Result<Result<T, NotPut>, Unmade>;

impl Stands {
    /// Makes somebody under a persona that is made up, or one that nobody has.
    pub async fn make_person(&self, stand: &Arc<Stand>, given: PersonGiven) -> Settled<Put> {
        let hashes = hashes(stand, &given)?;
        self.told(stand, stand.write(move |cx| people::make(cx, &given, &hashes)).await?).await
    }

    /// Puts somebody under this persona, in the place of the one who has it.
    pub async fn put_person(&self, stand: &Arc<Stand>, persona: String, given: PersonGiven) -> Settled<Put> {
        let hashes = hashes(stand, &given)?;
        self.told(stand, stand.write(move |cx| people::put(cx, &persona, given, &hashes)).await?).await
    }

    /// Changes somebody by force: a merge patch over what they are now.
    pub async fn change_person(&self, stand: &Arc<Stand>, oid: Oid, given: PersonGiven) -> Settled<Put> {
        let hashes = hashes(stand, &given)?;
        self.told(stand, stand.write(move |cx| people::change(cx, oid, given, &hashes)).await?).await
    }

    /// Makes a child with an account that this parent made.
    pub async fn make_child(&self, stand: &Arc<Stand>, parent: Oid, given: PersonGiven) -> Settled<Put> {
        let hashes = hashes(stand, &given)?;
        self.told(stand, stand.write(move |cx| people::make_child(cx, parent, &given, &hashes)).await?).await
    }

    /// Makes people who belong together: all of them or nobody. The first is whom it is about.
    pub async fn make_family(&self, stand: &Arc<Stand>, family: Family) -> Settled<Vec<Put>> {
        let hashes = hashes(stand, &PersonGiven::default())?;
        Ok(stand.attempt(move |cx| families::make(cx, family, &hashes)).await?)
    }

    /// Deletes somebody as they would themselves, and sets their name free.
    pub async fn delete_person(&self, stand: &Arc<Stand>, account: Account) -> Result<(), Unmade> {
        let is_told_of = stand.write(move |cx| people::delete(cx, &account)).await?;
        if is_told_of { self.tell_of_people_again(&stand.name).await } else { Ok(()) }
    }

    async fn told(&self, stand: &Stand, put: Result<Put, NotPut>) -> Settled<Put> {
        if put.as_ref().is_ok_and(|put| put.is_told_of) {
            self.tell_of_people_again(&stand.name).await?;
        }
        Ok(put)
    }
}

/// Hashes of the passwords that somebody may get: slow on purpose, so outside the transaction.
fn hashes(stand: &Stand, given: &PersonGiven) -> Result<Hashes, Stop> {
    let wanted = [Some(PASSWORD), given.password()].into_iter().flatten();
    wanted.map(|password| Ok((password.to_owned(), passwords::hash(stand, password)?))).collect()
}
