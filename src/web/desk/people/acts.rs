//! `POST /_mock/people/{oid}`: what a tester does with somebody; `do` says what.

use std::sync::Arc;

use actix_web::web::Data;
use actix_web::web::Path;
use serde_json::Value;
use serde_json::json;

use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::fixtures::PersonGiven;
use crate::fixtures::generator::PASSWORD;
use crate::flow::Stop;
use crate::flow::confirmation::desk as service_centre;
use crate::flow::consents;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::flow::stands::error::Unmade;
use crate::flow::tester::contacts;
use crate::flow::tester::contacts::NotSet;
use crate::flow::tester::put::NotPut;
use crate::flow::tester::sessions;
use crate::flow::tester::wrong_passwords;
use crate::protocol::ids::Oid;
use crate::protocol::reasons;
use crate::storage::accounts;
use crate::storage::checks;
use crate::storage::checks::Arranged;
use crate::texts::Text;
use crate::web::desk::done;
use crate::web::desk::operator::Operator;
use crate::web::desk::people::card;
use crate::web::desk::people::words;
use crate::web::desk::stands::unmade;
use crate::web::errors::exit::Answered;
use crate::web::errors::exit::Exit;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::Posted;
use crate::web::views::Notice;
use crate::web::views::desk::Part;
use crate::web::views::response;

/// What was done, or why it was not.
type Done = Result<Result<&'static str, Text>, Exit>;

/// Somebody who is dealt with.
struct Deed<'a> {
    stands: &'a Stands,
    stand: &'a Arc<Stand>,
    oid: Oid,
    typed: &'a Typed,
}

/// Does it, and shows the card again.
pub async fn post(
    stands: Data<Stands>,
    stand: OfStand,
    oid: Path<String>,
    Posted(operator, typed): Posted<Operator>,
) -> Answered {
    let oid = card::number(&oid)?;
    let deed = Deed { stands: &stands, stand: &stand, oid, typed: &typed };
    match deed.done().await? {
        Ok(word) => {
            let path = if word == "deleted" {
                Part::People.path().to_owned()
            } else {
                format!("{}/{oid}", Part::People.path())
            };
            Ok(response::see(&stand, &done::at(&path, &format!("done={word}"))))
        }
        Err(why) => card::shown(&stand, operator, oid, Some(Notice::error(why))),
    }
}

impl Deed<'_> {
    async fn done(&self) -> Done {
        match self.typed.text("do") {
            "verify" => self.verify(true).await,
            "unverify" => self.verify(false).await,
            "password" => self.change([("password", json!(PASSWORD))], "password").await,
            "block" => self.block().await,
            "unblock" => self.change([("status", json!("registered"))], "unblocked").await,
            "forgive" => self.wrong_passwords(0, "forgiven").await,
            "account" => self.account().await,
            "child" => self.child().await,
            "sessions" => self.sessions().await,
            "revoke" => self.revoke().await,
            "registries" => self.registries().await,
            "delete" => self.delete().await,
            _ => Ok(Err(Text::new("desk-person-nothing"))),
        }
    }

    async fn change<const N: usize>(&self, fields: [(&str, Value); N], word: &'static str) -> Done {
        let put = self.stands.change_person(self.stand, self.oid, PersonGiven::from(fields)).await;
        Ok(put.map_err(unmade)?.map(|_| word).map_err(|not_put: NotPut| words::not_put(&not_put)))
    }

    async fn verify(&self, is_verified: bool) -> Done {
        let (oid, value) = (self.oid, self.typed.text("value").to_owned());
        let set = self.stand.write(move |cx| contacts::set(cx, oid, &value, is_verified)).await?;
        Ok(match set {
            Ok(()) if is_verified => Ok("verified"),
            Ok(()) => Ok("unverified"),
            Err(NotSet::Absent) => Err(Text::new("desk-contact-absent")),
            Err(NotSet::SecondFactor) => Err(Text::new("desk-contact-second-factor")),
            Err(NotSet::Deleted) => Err(Text::new("desk-person-is-deleted")),
        })
    }

    async fn block(&self) -> Done {
        let oid = self.oid;
        self.stand.write(move |cx| service_centre::block(cx, oid, "")).await?;
        Ok(Ok("blocked"))
    }

    async fn wrong_passwords(&self, wanted: u32, word: &'static str) -> Done {
        let oid = self.oid;
        self.stand.write(move |cx| wrong_passwords::set(cx, oid, wanted)).await?;
        Ok(Ok(word))
    }

    /// Level, status and second factor together, then the number of wrong passwords, if that is another one.
    async fn account(&self) -> Done {
        let said = |name: &str| json!(self.typed.text(name));
        let Ok(wrong) = self.typed.text("wrong_passwords").parse() else {
            return Ok(Err(Text::new("desk-person-wrong-passwords-number")));
        };
        let fields = [
            ("level", said("level")),
            ("status", said("status")),
            ("account", json!({ "second_factor": said("second_factor") })),
        ];
        if let Err(why) = self.change(fields, "saved").await? {
            return Ok(Err(why));
        }
        let oid = self.oid;
        let counted = self.stand.read(|cx| match accounts::find(cx.sql, oid)? {
            Some(account) => wrong_passwords::count(cx, &account),
            None => Ok(0),
        })?;
        if counted == wrong { Ok(Ok("saved")) } else { self.wrong_passwords(wrong, "saved").await }
    }

    async fn child(&self) -> Done {
        let given = PersonGiven::from([("age", json!(10))]);
        let put = self.stands.make_child(self.stand, self.oid, given).await;
        Ok(put.map_err(unmade)?.map(|_| "child").map_err(|not_put| words::not_put(&not_put)))
    }

    async fn sessions(&self) -> Done {
        let oid = self.oid;
        self.stand.write(move |cx| sessions::log_out(cx, oid)).await?;
        Ok(Ok("logged_out"))
    }

    async fn revoke(&self) -> Done {
        let Some(party) = self.stand.clients.find(self.typed.text("client")) else {
            return Ok(Err(Text::new("desk-consent-absent")));
        };
        let oid = self.oid;
        let (mnemonic, name) = (party.client.mnemonic.clone(), party.client.name.clone());
        self.stand.write(move |cx| consents::revoke(cx, oid, &mnemonic, &name)).await?;
        Ok(Ok("revoked"))
    }

    async fn registries(&self) -> Done {
        let wanted = Registry::ALL.map(|registry| {
            let (name, _) = words::registry(registry);
            (registry, Outcome::from_name(self.typed.text(name)))
        });
        let key = checks::person_key(self.oid);
        let arrange = self.stand.write(move |cx| {
            for (registry, outcome) in wanted {
                match outcome {
                    Some(outcome) => {
                        let arranged = Arranged { outcome, after: None };
                        checks::insert_arranged(cx.sql, registry, &key, arranged, cx.now)?;
                    }
                    None => drop(checks::delete_arranged(cx.sql, registry, &key)?),
                }
            }
            Ok(())
        });
        arrange.await?;
        Ok(Ok("saved"))
    }

    async fn delete(&self) -> Done {
        let oid = self.oid;
        let account = self.stand.read(|cx| Ok(accounts::find(cx.sql, oid)?))?;
        let account = account.ok_or_else(|| Stop::from(reasons::calls::account_unknown(&oid.to_string())))?;
        self.stands.delete_person(self.stand, account).await.map_err(|error: Unmade| unmade(error))?;
        Ok(Ok("deleted"))
    }
}
