//! Reasons for which the signature of an ЕСИА client is not accepted: ESIA-007005 in generation v1, ESIA-007053 after it.

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "certificate-absent" certificate_absent(client: impl Display), [CertificateUnknown] [] ""
        "client {client} has no certificate" + "add one to its fixture";
    "client-secret-unreadable" client_secret_unreadable(why: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "client_secret: {why}" => "send base64url of the DER in generation v1, of the bare signature in v2 and v3";
    "rsa-refused" rsa_refused(), [UnauthorizedClient SecretWrong] [] ""
        "RSA signatures are refused for this client by its quirk reject_rsa, and it has no other certificate"
        => "give it a certificate with a ГОСТ key, or take the quirk off";
    "container-not-accepted" container_not_accepted(why: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "{why}" => "compare the facts below with what the client signs and by which certificate";
    "signature-wrong" signature_wrong(why: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "{why}" => "compare the facts below with what the client signs and by which key";
    "signature-byte-order" signature_byte_order(why: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "{why}, or the client needs quirk signature_byte_order" => "turn the bytes round, or give the client quirk signature_byte_order";
    "signature-in-container" signature_in_container(why: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "{why}; client_secret is a PKCS#7 container; v3 wants the bare signature (64 bytes for a ГОСТ 256 key), or the client needs quirk v1_signature"
        => "send the bare signature, or give the client quirk v1_signature";
    "certificate-out-of-date" certificate_out_of_date(certificate: impl Display, from: impl Display, to: impl Display, clock: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "certificate {certificate} is valid from {from} to {to}, the stand's clock shows {clock}" => "renew the certificate, or move the stand's clock";
    "certificate-hash-unknown" certificate_hash_unknown(hash: &str, client: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "client_certificate_hash {hash:?} belongs to no certificate of client {client}" => "send the hash of a certificate in the client's fixture, or add the certificate there";
    "certificate-hash-spelt-otherwise" certificate_hash_spelt_otherwise(hash: &str, digest: impl Display, of: impl Display, subject: impl Display, right: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "client_certificate_hash {hash:?} is {digest} of the {of} {subject}; right is Streebog-256 of its DER in upper-case hex, {right} (quirk certificate_hash_any accepts Streebog-512 and SHA-256 of the DER in any spelling)"
        => "send {right}, or give the client quirk certificate_hash_any";
    "signed-other-order" signed_other_order(before: &str, about: &str, position: usize), [UnauthorizedClient SecretWrong] [] ""
        "{before}: {about} was signed; it differs from the right text at byte {position}" => "sign the parameters in the order that is due";
    "signed-other-value" signed_other_value(before: &str, about: &str, position: usize), [UnauthorizedClient SecretWrong] [] ""
        "{before}: {about} was signed; it differs from the right text at byte {position}" => "sign the values exactly as they are sent, decoded";
    "signed-with-separators" signed_with_separators(before: &str, about: &str, position: usize), [UnauthorizedClient SecretWrong] [] ""
        "{before}: {about} was signed; it differs from the right text at byte {position}" => "sign the values one after another, with nothing between them";
}
