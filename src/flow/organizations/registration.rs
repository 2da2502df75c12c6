//! A head registers the organisation: with a confirmed account, and with the organisation's electronic signature.

use serde_json::json;

use crate::domain::account::AccountLevel;
use crate::domain::event::EventKind;
use crate::domain::name::FullName;
use crate::domain::organization::OrganizationData;
use crate::domain::organization::OrganizationKind;
use crate::domain::organization::Role;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::creation;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::organizations;

/// The electronic signature that is laid before the stand; which one it is, the tester chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// Of this organisation, with the name of its head.
    OfHead,
    /// With the name of somebody else.
    OfAnother,
    /// Its time is over.
    Expired,
}

impl Signature {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::OfHead, Self::OfAnother, Self::Expired];

    /// The word in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::OfHead => "head",
            Self::OfAnother => "another",
            Self::Expired => "expired",
        }
    }

    /// Reads the word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|signature| signature.name() == name)
    }
}

/// An organisation to be.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What kind.
    pub kind: OrganizationKind,
    /// Полное наименование; of a sole proprietor it follows from the name.
    pub full_name: String,
    /// Краткое наименование.
    pub short_name: String,
    /// ОГРН or ОГРНИП, its control digit right.
    pub ogrn: String,
    /// ИНН, likewise.
    pub inn: String,
    /// КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// The signature.
    pub signature: Signature,
}

/// Why it is not registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRegistered {
    /// The head has no confirmed account.
    NotConfirmed,
    /// The signature is of somebody else.
    ForeignSignature,
    /// Its time is over.
    ExpiredSignature,
    /// There is an organisation with this number.
    Taken,
}

/// The full and the short name of a sole proprietor.
pub fn names_of_proprietor(name: &FullName) -> (String, String) {
    (format!("Индивидуальный предприниматель {name}"), format!("ИП {}", name.last_name()))
}

/// Registers it, and makes the person its head.
pub fn register(cx: &WriteCx<'_>, head: Oid, draft: &Draft) -> Result<Result<Oid, NotRegistered>, Stop> {
    let account = accounts::find(cx.sql, head)?;
    if account.is_none_or(|account| account.level != AccountLevel::Confirmed) {
        return Ok(Err(NotRegistered::NotConfirmed));
    }
    match draft.signature {
        Signature::OfHead => {}
        Signature::OfAnother => return Ok(Err(NotRegistered::ForeignSignature)),
        Signature::Expired => return Ok(Err(NotRegistered::ExpiredSignature)),
    }
    if organizations::find_by_ogrn(cx.sql, &draft.ogrn)?.is_some() {
        return Ok(Err(NotRegistered::Taken));
    }
    let oid = creation::free_oid(cx)?;
    organizations::insert(cx.sql, oid, &data(draft))?;
    let role = Role {
        organization: oid,
        position: None,
        chief: true,
        admin: true,
        active: true,
        phone: None,
        email: None,
        branch: None,
    };
    organizations::insert_role(cx.sql, head, &role)?;
    account::happened(cx, head, EventKind::OrganizationAdded, json!({ "organization": oid.0 }))?;
    let facts = [("Организация", draft.full_name.clone()), ("ОГРН", draft.ogrn.clone())];
    outbox::write(cx, head, &letters::ORGANIZATION_ADDED, &facts)?;
    Ok(Ok(oid))
}

fn data(draft: &Draft) -> OrganizationData {
    OrganizationData {
        name: None,
        about: String::new(),
        kind: draft.kind,
        full_name: draft.full_name.clone(),
        short_name: draft.short_name.clone(),
        ogrn: draft.ogrn.clone(),
        inn: draft.inn.clone(),
        kpp: draft.kpp.clone(),
        legal_form: None,
        agency_type: None,
        agency_territory: None,
        oktmo: None,
        is_liquidated: false,
        branches: Vec::new(),
        access_groups: Vec::new(),
    }
}
