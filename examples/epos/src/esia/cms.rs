//! `client_secret` of ЕСИА v1: a detached PKCS#7 signature (RFC 5652) by RSA with SHA-256, the certificate inside.
//!
//! The containers are those of the crate `cms`, the signature is made by aws-lc-rs. There are no signed attributes: the
//! signature is over the text itself, which RFC 5652 allows for plain data.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use aws_lc_rs::signature::RsaKeyPair;
use cms::cert::CertificateChoices;
use cms::cert::IssuerAndSerialNumber;
use cms::content_info::CmsVersion;
use cms::content_info::ContentInfo;
use cms::signed_data::CertificateSet;
use cms::signed_data::EncapsulatedContentInfo;
use cms::signed_data::SignedData;
use cms::signed_data::SignerIdentifier;
use cms::signed_data::SignerInfo;
use cms::signed_data::SignerInfos;
use der::Any;
use der::DecodePem as _;
use der::Encode as _;
use der::asn1::Null;
use der::asn1::ObjectIdentifier;
use der::asn1::OctetString;
use der::asn1::SetOfVec;
use spki::AlgorithmIdentifierOwned;
use x509_cert::Certificate;

use super::error::EsiaError;

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");

/// Signs a text by the key and puts the certificate with it; both are PEM.
pub fn sign(text: &[u8], key: &str, certificate: &str) -> Result<Vec<u8>, EsiaError> {
    let signature = signature(text, key)?;
    container(signature, certificate).map_err(|error| EsiaError::Setup(format!("the signature: {error}")))
}

fn signature(text: &[u8], key: &str) -> Result<Vec<u8>, EsiaError> {
    let (_, key) =
        der::pem::decode_vec(key.as_bytes()).map_err(|error| EsiaError::Setup(format!("the key: {error}")))?;
    let key = RsaKeyPair::from_pkcs8(&key).map_err(|error| EsiaError::Setup(format!("the key: {error}")))?;
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text, &mut signature)
        .map_err(|_| EsiaError::Setup("the key cannot sign".to_owned()))?;
    Ok(signature)
}

fn container(signature: Vec<u8>, certificate: &str) -> der::Result<Vec<u8>> {
    let certificate = Certificate::from_pem(certificate)?;
    let sha_256 = AlgorithmIdentifierOwned { oid: SHA_256, parameters: None };
    let signed = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![sha_256.clone()])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: DATA, econtent: None },
        signer_infos: SignerInfos::try_from(vec![SignerInfo {
            version: CmsVersion::V1,
            sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
                issuer: certificate.tbs_certificate().issuer().clone(),
                serial_number: certificate.tbs_certificate().serial_number().clone(),
            }),
            digest_alg: sha_256,
            signed_attrs: None,
            signature_algorithm: AlgorithmIdentifierOwned { oid: RSA, parameters: Some(Any::encode_from(&Null)?) },
            signature: OctetString::new(signature)?,
            unsigned_attrs: None,
        }])?,
        certificates: Some(CertificateSet::try_from(vec![CertificateChoices::Certificate(certificate)])?),
        crls: None,
    };
    ContentInfo { content_type: SIGNED_DATA, content: Any::encode_from(&signed)? }.to_der()
}
