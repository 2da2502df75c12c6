//! The one error of keys, certificates and tokens; CMS and `client_secret` explain themselves in their own.

/// Why a key, certificate or token is of no use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CryptoError {
    /// The input is not what it should be.
    #[error("{what} cannot be read: {why}")]
    Unreadable {
        /// What was being read.
        what: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// An algorithm or key size this program does not know.
    #[error("{0} is not supported")]
    Unsupported(String),
    /// The signature does not belong to this message and key.
    #[error("the signature does not match the message and the key")]
    WrongSignature,
    /// Two things that must belong together do not.
    #[error("{0}")]
    Mismatch(String),
    /// The library refused to sign or to make a key.
    #[error("{0} failed")]
    Failed(&'static str),
}

impl CryptoError {
    #[expect(clippy::needless_pass_by_value, reason = "what map_err hands over")]
    pub(crate) fn unreadable(what: &'static str, why: impl ToString) -> Self {
        Self::Unreadable { what, why: why.to_string() }
    }
}
