//! Fixture folders with as many people as wanted, and relying parties for them.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use esia_mock::crypto::gost::GostSigner;
use esia_mock::crypto::rsa::RsaSigner;
use serde_json::Value;
use serde_json::json;

use crate::login::Account;
use crate::login::PASSWORD;
use crate::login::Party;
use crate::login::REDIRECT_URI;
use crate::login::SCOPE;
use crate::openssl::Cms;

/// Relying parties of a folder: each account can give its first consent to each of them but one.
pub(crate) const PARTIES: usize = 10;

/// Who can sign in, and where.
#[derive(Clone, Debug)]
pub(crate) struct Cast {
    /// People.
    pub(crate) accounts: Vec<Account>,
    /// Relying parties.
    pub(crate) parties: Parties,
}

/// Relying parties, with their requests signed.
#[derive(Clone, Debug)]
pub(crate) struct Parties {
    /// Of generation v1, by RSA.
    v1: Vec<Party>,
    /// Of v2 and v3, by RSA.
    pub(crate) v3: Party,
    /// Of v2 and v3, by ГОСТ; its tokens are signed by ГОСТ too.
    pub(crate) gost: Party,
    /// Of the standard endpoints.
    pub(crate) standard: Party,
}

impl Cast {
    /// The relying party that [`Self::regulars`] have allowed everything.
    pub(crate) fn usual(&self) -> &Party {
        &self.parties.v1[0]
    }

    /// Up to a thousand people, spread over all.
    pub(crate) fn regulars(&self) -> Vec<&Account> {
        const MOST: usize = 1_000;
        self.accounts.iter().step_by(self.accounts.len().div_ceil(MOST)).collect()
    }

    /// Somebody, and a relying party other than the usual one; each pair once.
    pub(crate) fn newcomer(&self, number: usize) -> (&Account, &Party) {
        let people = self.accounts.len();
        (&self.accounts[number % people], &self.parties.v1[1 + number / people])
    }

    /// How many such pairs there are.
    pub(crate) fn newcomers(&self) -> usize {
        self.accounts.len() * (self.parties.v1.len() - 1)
    }
}

/// Makes them.
pub(crate) fn parties() -> anyhow::Result<Parties> {
    let cms = Cms::new()?;
    let party = |number| Party::v1(&mnemonic(number), &cms);
    Ok(Parties {
        v1: (0..PARTIES).map(party).collect::<anyhow::Result<_>>()?,
        v3: Party::v3(V3, Arc::new(RsaSigner::from_pem(RSA_KEY.0)?), RSA_KEY.1)?,
        gost: Party::v3(GOST, Arc::new(GostSigner::from_pem(GOST_KEY.0)?), GOST_KEY.1)?,
        standard: Party::standard(STANDARD, SECRET),
    })
}

const V3: &str = "LOAD_V3";
const RSA_KEY: (&str, &str) =
    (include_str!("../../keys/client_demo_rsa.pem"), include_str!("../../keys/client_demo_rsa.crt"));
const GOST: &str = "LOAD_GOST";
const GOST_KEY: (&str, &str) =
    (include_str!("../../keys/client_demo_gost.pem"), include_str!("../../keys/client_demo_gost.crt"));
const STANDARD: &str = "LOAD_STANDARD";
const SECRET: &str = "load-secret";

/// Writes a fixture folder.
pub(crate) fn write(folder: &Path, people: usize, parties: &Parties) -> anyhow::Result<Cast> {
    fs::create_dir_all(folder.join("people"))?;
    fs::create_dir_all(folder.join("clients"))?;
    let client = |mnemonic: &str, proof: Value| {
        let mut client = json!({
            "mnemonic": mnemonic,
            "name": format!("Система {mnemonic}"),
            "redirect_uris": [REDIRECT_URI],
            "scopes": SCOPE.split(' ').collect::<Vec<_>>(),
        });
        if let (Some(client), Value::Object(proof)) = (client.as_object_mut(), proof) {
            client.extend(proof);
        }
        fs::write(folder.join(format!("clients/{}.json", mnemonic.to_lowercase())), client.to_string())
    };
    for number in 0..parties.v1.len() {
        client(&mnemonic(number), json!({ "certificates": [{ "pem": RSA_KEY.1 }] }))?;
    }
    client(V3, json!({ "certificates": [{ "pem": RSA_KEY.1 }] }))?;
    client(GOST, json!({ "certificates": [{ "pem": GOST_KEY.1 }], "token_alg": "GOST3410_2012_256" }))?;
    client(STANDARD, json!({ "client_secret": SECRET }))?;
    let write = |number| {
        let (account, person) = person(number);
        fs::write(folder.join(format!("people/{}.json", persona(number))), person)?;
        Ok(account)
    };
    let accounts = (0..people).map(write).collect::<anyhow::Result<_>>()?;
    Ok(Cast { accounts, parties: parties.clone() })
}

fn mnemonic(number: usize) -> String {
    format!("LOAD_{number}")
}

fn persona(number: usize) -> String {
    format!("load_{number:06}")
}

/// A confirmed account with what people usually have: two contacts, a passport, an address.
fn person(number: usize) -> (Account, String) {
    let account = Account { login: format!("load{number}@example.test"), oid: 1_100_000_000 + number as u64 };
    let fixture = json!({
        "persona": persona(number),
        "about": "Запись для измерений.",
        "oid": account.oid,
        "account": { "level": "confirmed", "password": PASSWORD },
        "last_name": "Измеров",
        "first_name": "Пётр",
        "middle_name": "Алексеевич",
        "birth_date": "1990-07-21",
        "birth_place": "г. Примерск",
        "gender": "male",
        "citizenship": "RUS",
        "snils": snils(100_000_000 + number),
        "contacts": [
            { "kind": "mobile", "value": format!("+7(900){number:07}"), "verified": true },
            { "kind": "email", "value": account.login, "verified": true },
        ],
        "documents": [{
            "kind": "domestic_passport",
            "series": "5710",
            "number": format!("{number:06}"),
            "issue_date": "2010-08-10",
            "issuer_code": "590004",
            "issued_by": "ОВД Примерный",
            "verified": true,
        }],
        "addresses": [{
            "kind": "registration",
            "address": "Пермский край, г. Примерск, ул. Примерная",
            "zip_code": "614000",
            "region": "Пермский край",
            "city": "Примерск",
            "street": "Примерная",
            "house": "7",
            "flat": "12",
            "country": "RUS",
        }],
    });
    (account, format!("{fixture:#}\n"))
}

/// A СНИЛС with its control number (nine digits weighted 9 to 1, modulo 101).
fn snils(number: usize) -> String {
    let digits = format!("{number:09}");
    let weighted = digits.bytes().zip((1..=9).rev()).map(|(digit, weight)| usize::from(digit - b'0') * weight);
    let control = weighted.sum::<usize>() % 101 % 100;
    format!("{}-{}-{} {control:02}", &digits[..3], &digits[3..6], &digits[6..])
}
