//! What the holder of an account does not have: a value of the reason `holder-lacks`, in both languages.

use std::fmt;

use crate::protocol::words::Words;

/// What is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Data that they write themselves.
    OwnData,
    /// A session of this name.
    Session,
    /// An address of this kind.
    Address,
    /// A kind of documents that can be added.
    NewDocument,
    /// A document that can be taken away.
    Document,
    /// A kind of contacts.
    ContactKind,
    /// A contact that is not verified yet.
    WaitingContact,
    /// A contact of this number.
    Contact,
}

impl fmt::Display for Lack {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (english, russian) = match self {
            Self::OwnData => ("data that the holder writes", "данных, которые пишет он сам"),
            Self::Session => ("session of this name", "такого сеанса"),
            Self::Address => ("address of this kind", "адреса такого вида"),
            Self::NewDocument => ("document of this kind to add", "документа такого вида, который можно добавить"),
            Self::Document => ("document that may be removed", "документа, который можно удалить"),
            Self::ContactKind => ("contact of this kind", "контакта такого вида"),
            Self::WaitingContact => ("contact that waits", "контакта, который ждёт подтверждения"),
            Self::Contact => ("contact with this number", "контакта с таким номером"),
        };
        Words::new(english, russian).fmt(formatter)
    }
}
