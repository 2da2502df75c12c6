//! What is asked about somebody: name, birth and the numbers of documents.

use crate::domain::birth_certificate::BirthCertificate;
use crate::domain::check::CheckSubject;
use crate::domain::check::Registry;
use crate::domain::document::Document;
use crate::domain::document::main_identity;
use crate::domain::papers::free_number;
use crate::domain::passport::Passport;
use crate::domain::person::Person;
use crate::domain::snils::Snils;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::protocol::ids::Oid;
use crate::storage::checks;
use crate::storage::children;
use crate::storage::corrections;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::people;

/// Somebody's data, as registries are asked about them.
#[derive(Clone, Debug)]
pub struct Record {
    /// Who is asked about.
    pub subject: CheckSubject,
    /// Whose account it is, or that of the parent whose card it is.
    pub holder: Option<Oid>,
    /// Who, as they want to be known.
    pub person: Person,
    /// What was checked before, and what is to be checked.
    pub documents: Vec<Document>,
    /// Is its СНИЛС searched for, if it is not known? Only that of a child is.
    pub is_searched: bool,
}

impl Record {
    /// The data of a subject, if it is still there.
    pub fn of(cx: &Cx<'_>, subject: CheckSubject) -> Result<Option<Self>, Stop> {
        match subject {
            CheckSubject::Person(oid) => {
                let corrected = corrections::find(cx.sql, oid)?;
                let Some(person) = corrected.map_or_else(|| people::find(cx.sql, oid), |person| Ok(Some(person)))?
                else {
                    return Ok(None);
                };
                let documents = documents::list(cx.sql, DocumentOwner::Person(oid))?;
                Ok(Some(Self { subject, holder: Some(oid), person, documents, is_searched: false }))
            }
            CheckSubject::Card(id) => Ok(children::find(cx.sql, id)?.map(|(parent, card)| Self {
                subject,
                holder: Some(parent),
                person: card.person,
                documents: card.documents,
                is_searched: true,
            })),
        }
    }

    /// Is it about this very account?
    pub fn is_of(&self, oid: Oid) -> bool {
        self.subject == CheckSubject::Person(oid)
    }

    /// The document that a registry is asked about: the newest one that was not checked, or the main one.
    pub fn document(&self, registry: Registry) -> Option<&Document> {
        let fits = |document: &&Document| match registry {
            Registry::Mvd => document.kind.is_identity(),
            Registry::Zags => document.kind.is_birth_certificate(),
            Registry::Sfr => false,
        };
        let unchecked = self.documents.iter().rev().filter(fits).find(|document| !document.verified);
        unchecked.or_else(|| match registry {
            Registry::Mvd => main_identity(&self.documents),
            Registry::Zags | Registry::Sfr => self.documents.iter().find(fits),
        })
    }

    /// The number by which a registry knows somebody: `5709 000702`, `II-ВГ 123456`, `000-000-702 23`. A child whose
    /// СНИЛС is searched for is known to СФР by the birth certificate.
    pub fn number(&self, registry: Registry) -> Option<String> {
        match &self.person.snils {
            Some(snils) if registry == Registry::Sfr => Some(snils.to_string()),
            None if registry == Registry::Sfr && self.is_searched => self.document_number(Registry::Zags),
            _ => self.document_number(registry),
        }
    }

    fn document_number(&self, registry: Registry) -> Option<String> {
        let data = &self.document(registry)?.data;
        let series = data.series.as_deref().map(|series| format!("{series} ")).unwrap_or_default();
        data.number.as_deref().map(|number| format!("{series}{number}"))
    }
}

/// The one spelling of a number that a tester has written; none, if the registry knows no such number.
pub fn spelling(registry: Registry, text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(oid) = text.strip_prefix("oid:") {
        return oid.parse().ok().map(|oid| checks::person_key(Oid(oid)));
    }
    match registry {
        // Of a child whose СНИЛС is searched for, the certificate is what is known.
        Registry::Sfr => Snils::parse(text).map(|snils| snils.to_string()).ok().or_else(|| certificate(text)),
        Registry::Mvd => match text.parse::<Passport>() {
            Ok(passport) => Some(format!("{} {}", passport.series(), passport.number())),
            Err(_) => free_number(text).ok().filter(|number| !number.is_empty()),
        },
        Registry::Zags => certificate(text),
    }
}

/// `II-ВГ 123456`.
fn certificate(text: &str) -> Option<String> {
    let (series, number) = text.rsplit_once(' ')?;
    let read = BirthCertificate::parse(series, number).ok()?;
    Some(format!("{} {}", read.series(), read.number()))
}
