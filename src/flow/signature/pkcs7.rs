//! Generation v1: `client_secret` is PKCS#7 `SignedData`, detached or attached, by a registered certificate.

use chrono::DateTime;
use chrono::Utc;

use crate::crypto::certificate::Certificate;
use crate::crypto::certificate::date_time;
use crate::crypto::cms::CertificateSummary;
use crate::crypto::cms::CmsFailure;
use crate::crypto::cms::Policy;
use crate::crypto::cms::SignedMessage;
use crate::crypto::digest::Digest;
use crate::crypto::evidence::Budget;
use crate::crypto::raw;
use crate::crypto::secret;
use crate::crypto::secret::Layers;
use crate::domain::quirk::Quirk;
use crate::flow::clients::RelyingParty;
use crate::flow::signature::diagnosis;
use crate::flow::signature::kinds;
use crate::flow::signature::signed::Signed;
use crate::flow::signature::signed::acceptable;
use crate::flow::signature::signed::warning;
use crate::protocol::ids::Mnemonic;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::refusal::Warnings;
use crate::protocol::signed_text::Generation;
use crate::protocol::signed_text::V1;
use crate::protocol::words::Words;
use crate::protocol::words::words;

/// Verifies the container over one of the right texts.
pub(super) fn check(party: &RelyingParty, signed: &Signed<'_>, now: DateTime<Utc>) -> Result<Warnings, Refusal> {
    let refuse = |why: Refusal| signed.refuse(party, now, why);
    let decoded = secret::decode(signed.sent.sent("client_secret"))
        .map_err(|error| refuse(kinds::unreadable(party, signed, &error)))?;
    let message = SignedMessage::parse(&decoded.bytes).map_err(|error| {
        let other = || reasons::signature::client_secret_unreadable(&error, kinds::wanted(signed.generation));
        refuse(kinds::no_signature(party, signed).unwrap_or_else(other))
    })?;
    let registered = acceptable(party);
    if registered.is_empty() {
        return Err(refuse(reasons::signature::rsa_refused()));
    }
    let policy = Policy { allow_sha1: party.client.has(Quirk::Sha1Digest), at: now.timestamp() };
    // What is spent here is not there for the search of the reason.
    let budget = Budget::default();
    let texts = signed.texts().chain((signed.generation == Generation::V3).then(|| V1.text(signed.sent)));
    let mut failure = CmsFailure::NoSigner;
    for text in texts {
        match message.verify(text.as_bytes(), &registered, policy, &budget) {
            Ok(certificate) => return Ok(warnings(&message, certificate, decoded.layers)),
            Err(found) => failure = found,
        }
    }
    let case = Case { party, signed, message: &message, budget };
    Err(refuse(case.explain(first(&failure), &registered)))
}

fn warnings(message: &SignedMessage, certificate: &Certificate, layers: Layers) -> Warnings {
    let bare = message.certificates().next().is_none();
    let signers = message.signers().count();
    // That of a ГОСТ key belongs to the key, and SHA-1 is a quirk.
    let other = |digest: &Digest| certificate.has_rsa_key() && ![Digest::Sha256, Digest::Sha1].contains(digest);
    let digest = message.digests().find(other);
    let all = [
        bare.then(reasons::taken::taken_without_certificate),
        digest.map(|digest| reasons::taken::taken_digest(digest.name(), Digest::Sha256.name())),
        (signers > 1).then(|| reasons::taken::taken_second_signer(signers)),
        warning(layers),
    ];
    all.into_iter().flatten().collect()
}

/// Of several signers the first is explained.
fn first(failure: &CmsFailure) -> &CmsFailure {
    match failure {
        CmsFailure::EverySigner(each) => each.first().unwrap_or(failure),
        other => other,
    }
}

/// A message that is not right.
struct Case<'a> {
    party: &'a RelyingParty,
    signed: &'a Signed<'a>,
    message: &'a SignedMessage,
    budget: Budget,
}

impl Case<'_> {
    fn explain(&self, failure: &CmsFailure, registered: &[Certificate]) -> Refusal {
        match failure {
            CmsFailure::Expired { certificate, .. } | CmsFailure::NotYetValid { certificate, .. } => {
                let known = registered.iter().find(|known| known.sha1_thumbprint() == certificate.thumbprint);
                known.map_or_else(|| other(failure), |known| out_of_date(known, failure))
            }
            CmsFailure::CertificateNotRegistered { received, .. } | CmsFailure::SignerIsAnother { received, .. } => {
                reasons::signature::container_certificate(failure, self.registered_for(received))
            }
            CmsFailure::SignerNotRegistered { .. } => reasons::signature::container_certificate(failure, ""),
            CmsFailure::DigestNotAllowed(digest) => {
                let quirk = Words::or_quirk("sha1_digest");
                reasons::signature::container_digest(digest, Digest::Sha256.name(), quirk)
            }
            CmsFailure::DigestUnsupported(digest) => {
                let wanted = registered.first().and_then(raw::digest_of).unwrap_or(Digest::Sha256);
                reasons::signature::container_digest(digest, wanted.name(), "")
            }
            CmsFailure::ContentDiffers { .. }
            | CmsFailure::DigestDiffers { .. }
            | CmsFailure::WrongSignature { .. } => self.of_text_or_key(failure, registered),
            _ => other(failure),
        }
    }

    fn of_text_or_key(&self, failure: &CmsFailure, registered: &[Certificate]) -> Refusal {
        let (signed, budget) = (self.signed, &self.budget);
        let text = signed.texts().next().unwrap_or_default();
        let summary =
            if let CmsFailure::WrongSignature { certificate, .. } = failure { Some(certificate) } else { None };
        let known =
            registered.iter().find(|known| summary.is_none_or(|found| found.thumbprint == known.sha1_thumbprint()));
        let Some(certificate) = known else { return other(failure) };
        let is_text_right = matches!(failure, CmsFailure::WrongSignature { with_attributes: true, .. });
        let evidence = if is_text_right { None } else { self.message.evidence(certificate, budget) };
        match evidence {
            Some(evidence) => diagnosis::of_text(signed, &evidence, budget).unwrap_or_else(|| match failure {
                CmsFailure::WrongSignature { .. } if evidence.is_hidden() => self.of_other_key(certificate, &text),
                _ => diagnosis::of_right_key(signed, &evidence, budget),
            }),
            None => self.of_other_key(certificate, &text),
        }
    }

    fn of_other_key(&self, certificate: &Certificate, text: &str) -> Refusal {
        let is_by = |other: &Certificate| self.message.is_by(other, text.as_bytes(), &self.budget);
        let owner = diagnosis::owner(self.signed, self.party, (certificate, &self.budget), is_by);
        reasons::signature::signed_by_other_key(certificate.subject(), owner)
    }

    /// Whose certificate came with the message, if it is registered for somebody else.
    fn registered_for(&self, received: &[CertificateSummary]) -> Words {
        let has =
            |certificate: &Certificate| received.iter().any(|came| came.thumbprint == certificate.sha1_thumbprint());
        let others = self.signed.clients.iter().filter(|other| other.client.mnemonic != self.party.client.mnemonic);
        let owner = others.into_iter().find(|other| other.certificates.iter().any(has));
        let named = |client: &Mnemonic| {
            words!("; it is registered for client {client}", "; этот сертификат записан у системы {client}")
        };
        owner.map(|owner| named(&owner.client.mnemonic)).unwrap_or_default()
    }
}

fn out_of_date(known: &Certificate, failure: &CmsFailure) -> Refusal {
    let at = match failure {
        CmsFailure::Expired { at, .. } | CmsFailure::NotYetValid { at, .. } => date_time(*at),
        _ => String::new(),
    };
    let (from, to) = (date_time(known.not_before()), date_time(known.not_after()));
    reasons::signature::certificate_out_of_date(known.subject(), from, to, at)
}

fn other(failure: &CmsFailure) -> Refusal {
    reasons::signature::container_not_accepted(failure)
}
