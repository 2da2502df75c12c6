//! What somebody shows to prove who they are, beside what the account says.

use chrono::NaiveDate;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::dates::check_birth_date;
use crate::domain::document::Document;
use crate::domain::document::DocumentData;
use crate::domain::document::DocumentKind;
use crate::domain::document::main_identity;
use crate::domain::name::FullName;
use crate::domain::papers;
use crate::domain::papers::Demands;
use crate::domain::person::Person;
use crate::domain::reading::Reading;
use crate::domain::snils::Snils;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::confirmation::hindrance::Matter;
use crate::flow::confirmation::hindrance::NotConfirmed;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::people;

/// A passport and a СНИЛС, as they lie on the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Papers {
    /// ФИО.
    pub name: FullName,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// СНИЛС.
    pub snils: Snils,
    /// Which identity document.
    pub kind: DocumentKind,
    /// What it says; at least its number.
    pub document: DocumentData,
}

/// One line of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is compared.
    pub matter: Matter,
    /// What the account says.
    pub known: Option<String>,
    /// What is shown.
    pub shown: String,
    /// Is it the same?
    pub is_equal: bool,
}

/// The whole comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Its lines, in the order of [`Matter`].
    pub lines: Vec<Line>,
}

impl Papers {
    /// Reads what lies on the table, typed field by field.
    pub fn read(reading: &mut Reading<'_>, kind: DocumentKind, demands: &Demands, today: NaiveDate) -> Option<Self> {
        let name = reading.name();
        let birth_date = reading.required("birth_date", |text| check_birth_date((demands.date)(text)?, today));
        let snils = reading.required("snils", Snils::parse);
        let document = papers::read(reading, kind, demands);
        Some(Self { name: name?, birth_date: birth_date?, snils: snils?, kind, document: document? })
    }

    /// What would prove this person; absent where a part is not known.
    pub fn of(person: &Person, documents: &[Document]) -> Option<Self> {
        let document = main_identity(documents)?;
        Some(Self {
            name: person.name.clone(),
            birth_date: person.birth_date?,
            snils: person.snils.clone()?,
            kind: document.kind,
            document: document.data.clone(),
        })
    }

    /// Is this the document that is shown? Series and number tell.
    pub fn is_document(&self, document: &Document) -> bool {
        document.kind == self.kind && number(&document.data) == number(&self.document)
    }

    /// Beside what an account says of its holder.
    pub fn compare(&self, account: &Account, person: &Person, documents: &[Document]) -> Comparison {
        let date = |date: NaiveDate| date.format("%d.%m.%Y").to_string();
        let identity = documents.iter().find(|document| self.is_document(document)).or(main_identity(documents));
        // A child had no passport when its account was made.
        let is_new = identity.is_none() && account.level == AccountLevel::Child;
        let lines = vec![
            Line {
                matter: Matter::Name,
                is_equal: is_same_name(&person.name, &self.name),
                known: Some(person.name.to_string()),
                shown: self.name.to_string(),
            },
            Line {
                matter: Matter::BirthDate,
                is_equal: person.birth_date == Some(self.birth_date),
                known: person.birth_date.map(date),
                shown: date(self.birth_date),
            },
            Line {
                matter: Matter::Snils,
                is_equal: person.snils.as_ref() == Some(&self.snils),
                known: person.snils.as_ref().map(ToString::to_string),
                shown: self.snils.to_string(),
            },
            Line {
                matter: Matter::Document,
                is_equal: is_new || identity.is_some_and(|document| self.is_document(document)),
                known: identity.map(|document| number(&document.data)),
                shown: number(&self.document),
            },
        ];
        Comparison { lines }
    }
}

impl Comparison {
    /// Why it does not prove who they are.
    pub fn fault(&self) -> Option<NotConfirmed> {
        let matters = |lines: &mut dyn Iterator<Item = &Line>| lines.map(|line| line.matter).collect::<Vec<_>>();
        let absent = matters(&mut self.lines.iter().filter(|line| !line.is_equal && line.known.is_none()));
        if !absent.is_empty() {
            return Some(NotConfirmed::Incomplete(absent));
        }
        let different = matters(&mut self.lines.iter().filter(|line| !line.is_equal));
        (!different.is_empty()).then_some(NotConfirmed::Different(different))
    }
}

/// Compares papers with an account; nothing where it is nobody's.
pub fn compare_with(cx: &Cx<'_>, account: &Account, papers: &Papers) -> Result<Option<Comparison>, Stop> {
    let Some(person) = people::find(cx.sql, account.oid)? else { return Ok(None) };
    let documents = documents::list(cx.sql, DocumentOwner::Person(account.oid))?;
    Ok(Some(papers.compare(account, &person, &documents)))
}

/// Passports write names in capitals; ё and е stay different, as they are for МВД.
pub fn is_same_name(one: &FullName, other: &FullName) -> bool {
    one.to_string().to_lowercase() == other.to_string().to_lowercase()
}

/// Series and number as they are read.
pub fn number(document: &DocumentData) -> String {
    let series = document.series.as_deref().map(|series| format!("{series} ")).unwrap_or_default();
    format!("{series}{}", document.number.as_deref().unwrap_or_default())
}
