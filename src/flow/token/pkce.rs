//! Does a `code_verifier` belong to the `code_challenge` of the code request (RFC 7636, 4.6)?

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::crypto::digest::Digest;
use crate::crypto::digest::hex_upper;
use crate::crypto::digest::same;
use crate::protocol::pkce;
use crate::protocol::pkce::ChallengeMethod;
use crate::protocol::pkce::CodeChallenge;
use crate::protocol::pkce::PkceError;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::words::Words;
use crate::protocol::words::words;

/// Why a verifier is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mistake {
    /// There was nothing to compare with (ESIA-007039).
    #[error("code_verifier is given, but the code request had no code_challenge")]
    NoChallenge,
    /// The verifier is absent.
    #[error("the code request had a code_challenge, so code_verifier is needed")]
    NoVerifier,
    /// It is not well-formed.
    #[error(transparent)]
    Malformed(#[from] PkceError),
    /// It belongs to another challenge (ESIA-007040).
    #[error("code_verifier gives {made:?} by {method}, code_challenge was {expected:?}{hint}")]
    Differs {
        /// By which method.
        method: &'static str,
        /// What it makes.
        made: String,
        /// What was sent.
        expected: String,
        /// The method by which it would have fitted.
        hint: Words,
    },
}

impl Mistake {
    /// What the client is told.
    pub fn refusal(&self) -> Refusal {
        match self {
            Self::NoChallenge => reasons::token::code_challenge_absent(self),
            Self::NoVerifier => reasons::token::code_verifier_absent(self).naming("code_verifier"),
            Self::Malformed(error) => reasons::token::code_verifier_malformed(error.words()),
            Self::Differs { method, made, expected, hint } => reasons::token::code_verifier_wrong(words!(
                "{self}",
                "по {method} из него выходит {made:?}, а code_challenge был {expected:?}{hint:#}"
            )),
        }
    }
}

/// Compares verifier and challenge; neither given is right as well.
pub fn check(challenge: Option<&CodeChallenge>, verifier: Option<&str>) -> Result<(), Mistake> {
    let (challenge, verifier) = match (challenge, verifier) {
        (None, None) => return Ok(()),
        (None, Some(_)) => return Err(Mistake::NoChallenge),
        (Some(_), None) => return Err(Mistake::NoVerifier),
        (Some(challenge), Some(verifier)) => (challenge, pkce::verifier(verifier)?),
    };
    let made = challenge_of(challenge.method, verifier);
    if same(made.as_bytes(), challenge.value.as_bytes()) {
        return Ok(());
    }
    let fitting = ChallengeMethod::ALL.into_iter().find(|method| challenge_of(*method, verifier) == challenge.value);
    let fits_by = |method: ChallengeMethod| {
        let name = method.name();
        words!("; it would fit by method {name}", "; подошёл бы метод {name}")
    };
    let hint = fitting.map(fits_by);
    let hint = hint.or_else(|| slip(verifier, &challenge.value)).unwrap_or_default();
    Err(Mistake::Differs { method: challenge.method.name(), made, expected: challenge.value.clone(), hint })
}

/// What clients do in place of base64url of the digest.
fn slip(verifier: &str, challenge: &str) -> Option<Words> {
    let digest = Digest::Sha256.of(verifier.as_bytes());
    let hex = hex_upper(&digest).to_lowercase();
    let slips = [
        ("the SHA-256 of the code_verifier in hex", "SHA-256 от code_verifier в hex", hex.clone()),
        (
            "base64url of the SHA-256 in hex, not of its bytes",
            "base64url от SHA-256 в hex, а не от его байтов",
            URL_SAFE_NO_PAD.encode(&hex),
        ),
        (
            "base64url of the code_verifier itself, not hashed",
            "base64url от самого code_verifier, без свёртки",
            URL_SAFE_NO_PAD.encode(verifier),
        ),
    ];
    let (english, russian, _) = slips.into_iter().find(|(_, _, made)| made.eq_ignore_ascii_case(challenge))?;
    Some(words!("; code_challenge is {english}", "; code_challenge — {russian}"))
}

fn challenge_of(method: ChallengeMethod, verifier: &str) -> String {
    let digest = match method {
        ChallengeMethod::Plain => return verifier.to_owned(),
        ChallengeMethod::S256 => Digest::Sha256,
        ChallengeMethod::St256 | ChallengeMethod::Gost3411 => Digest::Streebog256,
    };
    URL_SAFE_NO_PAD.encode(digest.of(verifier.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn challenge(method: ChallengeMethod, value: &str) -> CodeChallenge {
        CodeChallenge { method, value: value.to_owned() }
    }

    #[test]
    fn rfc_7636_b_the_example_fits() {
        assert_eq!(check(Some(&challenge(ChallengeMethod::S256, CHALLENGE)), Some(VERIFIER)), Ok(()));
        assert_eq!(check(None, None), Ok(()));
    }

    #[test]
    fn each_method_fits_its_own_challenge_only() {
        for method in ChallengeMethod::ALL {
            let own = challenge(method, &challenge_of(method, VERIFIER));
            assert_eq!(check(Some(&own), Some(VERIFIER)), Ok(()), "{}", method.name());
            assert!(matches!(check(Some(&own), Some(CHALLENGE)), Err(Mistake::Differs { .. })));
        }
    }

    #[test]
    fn mistakes_name_the_way_out() {
        let hinted = check(Some(&challenge(ChallengeMethod::Gost3411, CHALLENGE)), Some(VERIFIER)).expect_err("other");
        assert!(hinted.to_string().ends_with("; it would fit by method S256"), "{hinted}");
        assert_eq!(check(None, Some(VERIFIER)), Err(Mistake::NoChallenge));
        assert_eq!(check(Some(&challenge(ChallengeMethod::S256, CHALLENGE)), None), Err(Mistake::NoVerifier));
        let hex = hex_upper(&Digest::Sha256.of(VERIFIER.as_bytes())).to_lowercase();
        let slipped = check(Some(&challenge(ChallengeMethod::S256, &hex)), Some(VERIFIER)).expect_err("hex");
        assert!(
            slipped.to_string().ends_with("code_challenge is the SHA-256 of the code_verifier in hex"),
            "{slipped}"
        );
        let short = check(Some(&challenge(ChallengeMethod::S256, CHALLENGE)), Some("short"));
        assert!(matches!(short, Err(Mistake::Malformed(_))));
    }
}
