//! What is asked about somebody: name, birth and the numbers of documents.

use crate::domain::check::CheckSubject;
use crate::domain::check::Registry;
use crate::domain::child::ChildCard;
use crate::domain::document::Document;
use crate::domain::document::main_identity;
use crate::domain::person::Person;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::storage::children;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::people;

/// Somebody's data, as registries are asked about them.
#[derive(Clone, Debug)]
pub struct Record {
    /// Who.
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
                let Some(person) = people::find(cx.sql, oid)? else { return Ok(None) };
                let documents = documents::list(cx.sql, DocumentOwner::Person(oid))?;
                Ok(Some(Self { person, documents, is_searched: false }))
            }
            CheckSubject::Card(id) => {
                let of_card =
                    |card: ChildCard| Self { person: card.person, documents: card.documents, is_searched: true };
                Ok(children::find(cx.sql, id)?.map(|(_, card)| of_card(card)))
            }
        }
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
