//! The words of the wire: parse and print, nothing else.
//!
//! | file | defined by |
//! |---|---|
//! | [`ids`] | МР: мнемоника, ОИД |
//! | [`base64`] | RFC 4648, as clients write it |
//! | [`parameters`] | RFC 6749 section 3.1, `application/x-www-form-urlencoded` |
//! | [`authorize`] | МР, request of an authorization code, generation v1 |
//! | [`token`] | МР, request of tokens, generation v1; RFC 6749 sections 4.1.3, 4.4.2, 6 |
//! | [`permissions`] | DP-МР, digital-profile consents |
//! | [`subject_filter`] | МР, `person_filter`, `obj_type`, `roles` |
//! | [`pkce`] | RFC 7636, with ЕСИА's and FAPI's ГОСТ methods |
//! | [`claims`] | МР, access, identity and refresh tokens, authorization code |
//! | [`signed_text`] | МР, what clients sign |
//! | [`scope`] | МР, spelling of scopes |
//! | [`dates`] | МР, spellings of time |
//! | [`embed`] | МР app. Б REST, the `embed` parameter |
//! | [`meant`] | ours: what was probably meant by a word that is not known |
//! | [`error`] | МР and DP-МР, error codes |
//! | [`place`] | ours: what a request asks for |
//! | [`alike`] | which error is like which code |
//! | [`refusal`], [`reasons`], [`words`] | ours: why something is refused, and what to do, in both languages |
//! | [`oidc`] | OpenID Connect Core 1.0 and what belongs to it |

pub mod alike;
pub mod authorize;
pub mod base64;
pub mod claims;
pub mod dates;
pub mod embed;
pub mod error;
pub mod ids;
pub mod lack;
pub mod meant;
pub mod oidc;
pub mod parameters;
pub mod permissions;
pub mod pkce;
pub mod place;
pub mod reasons;
pub mod refusal;
pub mod scope;
pub mod signed_text;
pub mod subject_filter;
pub mod times;
pub mod token;
pub mod words;
