//! THE KINDS of faults: by which field of `do` each is armed, at which places it can act, and which of them cannot act
//! together.

use std::ops::BitOr;

use crate::protocol::place;

/// How a kind of fault meets a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// It takes longer.
    Pause,
    /// There is no answer.
    Silence,
    /// The answer does not arrive whole.
    Cut,
    /// There is another answer.
    Instead,
    /// What the answer says is changed.
    Changed,
}

/// A row of the table.
#[derive(Debug)]
pub struct KindDef {
    /// The kind.
    pub kind: Kind,
    /// The field of `do`.
    pub field: &'static str,
    /// How it meets a request.
    pub family: Family,
    /// The places where it can act, each with its parts; anywhere on the line where there are none.
    pub places: &'static [&'static str],
}

macro_rules! kinds {
    ($($kind:ident $field:literal $family:ident [$($place:literal)*];)*) => {
        /// A kind of fault. Of several that fit a request, the first made of each kind acts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $(#[doc = concat!("`", $field, "`.")] $kind),* }

        /// Every kind.
        pub const KINDS: &[KindDef] = &[$(KindDef {
            kind: Kind::$kind, field: $field, family: Family::$family, places: &[$($place),*],
        }),*];
    };
}

kinds! {
    Delay "delay" Pause [];
    Hang "hang" Silence [];
    Reset "reset" Silence [];
    ResetInBody "reset" Cut [];
    Truncate "truncate" Cut [];
    Status "status" Instead [];
    Maintenance "maintenance" Instead [];
    Esia "esia" Instead [];
    Oauth "oauth" Instead [];
    Callback "callback" Changed ["callback"];
    Token "token" Changed ["token" "callback"];
    Claims "claims" Changed ["token" "callback"];
    Response "response" Changed ["token"];
    Data "data" Changed ["rest" "userinfo"];
    DataOf "data_of" Changed ["rest" "userinfo"];
    Keys "keys" Changed ["keys"];
}

impl Kind {
    /// The row of the table.
    pub fn def(self) -> &'static KindDef {
        &KINDS[self as usize]
    }

    /// Can it act at a place of this name?
    pub fn acts_at(self, at: &str) -> bool {
        match self.def().places {
            // A letter has a line and no answer of ours: the mail server is slow, silent, refuses it or breaks off.
            [] if at == place::MAIL => matches!(self, Self::Status | Self::Reset | Self::Delay | Self::Hang),
            [] => at != CALLBACK,
            places => places.iter().any(|name| place::is_meant(at, name)),
        }
    }

    /// Can it not act together with another one on the same request?
    pub fn contradicts(self, other: Self) -> bool {
        if self == other {
            return false;
        }
        match (self.def().family, other.def().family) {
            (Family::Pause, _) => other == Self::Hang,
            (_, Family::Pause) => self == Self::Hang,
            (Family::Silence, _) | (_, Family::Silence) => true,
            (Family::Cut, theirs) => theirs == Family::Cut,
            (Family::Instead, theirs) => theirs != Family::Cut,
            (Family::Changed, theirs) => theirs == Family::Instead,
        }
    }

    /// Is the answer of the handler needed for it? Nothing else has a body, or something to be changed.
    pub fn needs_answer(self) -> bool {
        matches!(self.def().family, Family::Cut | Family::Changed)
    }
}

/// The way back is no request, so there is no line and no answer of its own.
const CALLBACK: &str = "callback";

/// Several kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u32);

impl Kinds {
    /// None.
    pub const NONE: Self = Self(0);

    /// These.
    pub const fn of(kinds: &[Kind]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < kinds.len() {
            bits |= 1 << kinds[at] as u32;
            at += 1;
        }
        Self(bits)
    }

    /// Those that the entrance meets.
    pub const AT_ENTRANCE: Self = Self::of(&[
        Kind::Delay,
        Kind::Hang,
        Kind::Reset,
        Kind::ResetInBody,
        Kind::Truncate,
        Kind::Status,
        Kind::Maintenance,
        Kind::Esia,
        Kind::Oauth,
    ]);

    /// Is there none?
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Is this one of them?
    pub fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }

    /// Each of them, in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        KINDS.iter().map(|row| row.kind).filter(move |kind| self.has(*kind))
    }

    /// Those that are among others too.
    #[must_use]
    pub fn and(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// Those of them that can still act where others have: each acts once, and none with what contradicts it.
    #[must_use]
    pub fn beside(self, taken: Self) -> Self {
        let fits = |kind: &Kind| !taken.has(*kind) && !taken.iter().any(|other| kind.contradicts(other));
        self.iter().filter(fits).collect()
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::NONE, |all, kind| all | Self::of(&[kind]))
    }
}

impl BitOr for Kinds {
    type Output = Self;

    fn bitor(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_their_kind_and_name_places_that_are_there() {
        for row in KINDS {
            assert_eq!(row.kind.def().kind, row.kind);
            for at in row.places {
                assert!(place::names().any(|name| name == *at), "{at}");
            }
            assert!(place::names().any(|at| row.kind.acts_at(at)), "{}", row.field);
        }
    }

    #[test]
    fn whatever_contradicts_is_contradicted() {
        for one in KINDS {
            for other in KINDS {
                let (one, other) = (one.kind, other.kind);
                assert_eq!(one.contradicts(other), other.contradicts(one), "{one:?} {other:?}");
            }
        }
        for (one, other, contradicts) in [
            (Kind::Delay, Kind::Status, false),
            (Kind::Delay, Kind::Hang, true),
            (Kind::Delay, Kind::Reset, false),
            (Kind::Status, Kind::Maintenance, true),
            (Kind::Status, Kind::Truncate, false),
            (Kind::Status, Kind::Token, true),
            (Kind::Truncate, Kind::ResetInBody, true),
            (Kind::Truncate, Kind::Claims, false),
            (Kind::Token, Kind::Claims, false),
            (Kind::Reset, Kind::Data, true),
        ] {
            assert_eq!(one.contradicts(other), contradicts, "{one:?} {other:?}");
        }
    }

    #[test]
    fn each_kind_acts_once_and_never_with_what_contradicts_it() {
        let asked = Kinds::of(&[Kind::Delay, Kind::Status, Kind::Truncate]);
        assert_eq!(asked.beside(Kinds::NONE), asked);
        assert_eq!(asked.beside(Kinds::of(&[Kind::Esia])), Kinds::of(&[Kind::Delay, Kind::Truncate]));
        assert_eq!(asked.beside(Kinds::of(&[Kind::Hang])), Kinds::NONE);
        assert_eq!(asked.beside(asked), Kinds::NONE);
    }
}
