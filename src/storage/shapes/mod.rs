//! How values of the domain are kept as JSON: the words of a file, whatever the domain calls them today.
//!
//! | file | of what |
//! |---|---|
//! | [`belongings`] | addresses, documents, vehicles: what is absent is left out, for there are many of them |
//! | [`checks`] | whose data registries check, and what came of it |
//! | [`logins`] | clients, logins on their way |
//! | [`messages`] | what messages say, and what became of them |
//! | [`organizations`] | organisations |
//! | [`permissions`] | consents of the digital profile |
//! | [`sessions`] | what a session knows of its person |
//!
//! Each shape has the fields of a type of the domain, by which the compiler holds it: a field that is new wants its word
//! here, with a default, and one that is renamed keeps its word by `rename`. A column is written and read by [`text`] and
//! [`of_text`], which know no type that has no shape; `storage/words.rs` has every word of a file.

pub(in crate::storage) mod belongings;
pub(in crate::storage) mod checks;
pub(in crate::storage) mod kept;
pub(in crate::storage) mod logins;
pub(in crate::storage) mod messages;
pub(in crate::storage) mod organizations;
pub(in crate::storage) mod permissions;
pub(in crate::storage) mod sessions;
