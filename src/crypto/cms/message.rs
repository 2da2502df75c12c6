//! Reading a `SignedData` (RFC 5652, 5) into its parts; nothing is verified here.
//!
//! Taken: DER or BER, PEM around it, content inside or detached, certificates or none, signed attributes or
//! none, a signer named by issuer and serial number or by key identifier. Signed attributes stay the bytes
//! that came, because clients do not all sort them as DER says.

use der::AnyRef;
use der::Decode;
use der::Reader as _;
use der::SliceReader;
use der::Tag;
use der::TagNumber;
use der::Tagged as _;
use der::asn1::ObjectIdentifier;
use der::asn1::OctetStringRef;
use x509_cert::name::Name;

use crate::crypto::ber;
use crate::crypto::certificate::display;
use crate::crypto::digest::Digest;
use crate::crypto::digest::hex_upper;
use crate::crypto::oids;
use crate::crypto::pem;

/// Why the message cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("in {part}: {why}")]
pub struct CmsError {
    /// The structure of RFC 5652 that was being read.
    pub part: &'static str,
    /// What is wrong with it.
    pub why: String,
}

/// A message taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedMessage {
    pub(super) content_type: ObjectIdentifier,
    pub(super) content: Option<Vec<u8>>,
    pub(super) certificates: Vec<Vec<u8>>,
    pub(super) signers: Vec<SignerInfo>,
}

/// One signer of the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SignerInfo {
    pub(super) id: SignerId,
    pub(super) digest: ObjectIdentifier,
    pub(super) attributes: Option<Attributes>,
    pub(super) algorithm: Algorithm,
    pub(super) signature: Vec<u8>,
}

/// How a signer names its certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SignerId {
    IssuerAndSerial { issuer: Vec<u8>, serial: Vec<u8> },
    KeyIdentifier(Vec<u8>),
}

/// An algorithm with its parameters, DER.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Algorithm {
    pub(super) identifier: ObjectIdentifier,
    pub(super) parameters: Option<Vec<u8>>,
}

impl Algorithm {
    /// Whether nothing or NULL stands where parameters may stand.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self.parameters.as_deref(), None | Some([5, 0]))
    }
}

/// The signed attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attributes {
    /// What is signed: the attributes as received, with the tag of a SET.
    pub(super) signed: Vec<u8>,
    /// DER values of every `contentType`.
    pub(super) content_types: Vec<Vec<u8>>,
    /// DER values of every `messageDigest`.
    pub(super) digests: Vec<Vec<u8>>,
}

impl SignedMessage {
    /// Reads one message, DER, BER or PEM.
    pub fn parse(input: &[u8]) -> Result<Self, CmsError> {
        if input.len() > MAX_LENGTH {
            return Err(error(CONTENT_INFO, format!("{} bytes, more than {MAX_LENGTH}", input.len())));
        }
        let armoured = std::str::from_utf8(input).ok().filter(|text| pem::is_armoured(text));
        let der = match armoured {
            Some(text) => {
                let block = pem::first(text, |_| true).map_err(|why| error("PEM", why))?;
                ber::to_der(&block.bytes)
            }
            None => ber::to_der(input),
        };
        let der = der.map_err(|why| error("the encoding (BER)", why))?;
        let mut outer = Fields::of(&der, CONTENT_INFO)?;
        let content_info = outer.required(Tag::Sequence)?;
        outer.end()?;
        signed_data(unwrap(content_info)?)
    }

    /// The text inside, if the signature is not detached.
    pub fn content(&self) -> Option<&[u8]> {
        self.content.as_deref()
    }

    /// The certificates that came along, DER of each.
    pub fn certificates(&self) -> impl Iterator<Item = &[u8]> {
        self.certificates.iter().map(Vec::as_slice)
    }

    /// The digests that its signers name, as far as they are known ones.
    pub fn digests(&self) -> impl Iterator<Item = Digest> {
        self.signers.iter().filter_map(|signer| Digest::find(signer.digest))
    }

    /// How the signers name themselves, for the log.
    pub fn signers(&self) -> impl Iterator<Item = String> {
        self.signers.iter().map(|signer| signer.id.to_string())
    }
}

impl std::fmt::Display for SignerId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::IssuerAndSerial { issuer, serial } => {
                let issuer = Name::from_der(issuer).map_or_else(|_| hex_upper(issuer), |name| display(&name));
                let number = hex_upper(serial.get(2..).unwrap_or_default());
                write!(formatter, "issuer {issuer}, serial number {number}")
            }
            Self::KeyIdentifier(identifier) => write!(formatter, "key identifier {}", hex_upper(identifier)),
        }
    }
}

/// `ContentInfo` (3) → the content of `SignedData`.
fn unwrap(content_info: AnyRef<'_>) -> Result<AnyRef<'_>, CmsError> {
    let mut fields = Fields::of(content_info.value(), CONTENT_INFO)?;
    let kind: ObjectIdentifier = fields.read()?;
    if kind != oids::SIGNED_DATA {
        return Err(error(CONTENT_INFO, format!("it holds {}, not signedData", oids::name(kind))));
    }
    let wrapper = fields.required(context(0, true))?;
    fields.end()?;
    let mut inside = Fields::of(wrapper.value(), CONTENT_INFO)?;
    let signed_data = inside.required(Tag::Sequence)?;
    inside.end()?;
    Ok(signed_data)
}

/// `SignedData` (5.1).
fn signed_data(value: AnyRef<'_>) -> Result<SignedMessage, CmsError> {
    let mut fields = Fields::of(value.value(), "SignedData")?;
    fields.version(&[1, 3, 4, 5])?;
    // What signers use is said by each of them; this list is often wrong and never needed.
    fields.required(Tag::Set)?;
    let (content_type, content) = encapsulated(fields.required(Tag::Sequence)?)?;
    let certificates = match fields.optional(context(0, true))? {
        Some(set) => certificates(set)?,
        None => Vec::new(),
    };
    let _revocations = fields.optional(context(1, true))?;
    let infos = fields.required(Tag::Set)?;
    fields.end()?;
    let mut infos = Fields::of(infos.value(), "SignedData.signerInfos")?;
    let mut signers = Vec::new();
    while !infos.is_empty() {
        if signers.len() == MAX_SIGNERS {
            return Err(error("SignedData.signerInfos", format!("more than {MAX_SIGNERS} signers")));
        }
        signers.push(signer_info(infos.required(Tag::Sequence)?)?);
    }
    Ok(SignedMessage { content_type, content, certificates, signers })
}

/// `EncapsulatedContentInfo` (5.2).
fn encapsulated(value: AnyRef<'_>) -> Result<(ObjectIdentifier, Option<Vec<u8>>), CmsError> {
    const PART: &str = "SignedData.encapContentInfo";
    let mut fields = Fields::of(value.value(), PART)?;
    let content_type = fields.read()?;
    let content = match fields.optional(context(0, true))? {
        Some(wrapper) => {
            let mut inside = Fields::of(wrapper.value(), PART)?;
            let octets = inside.required(Tag::OctetString)?;
            inside.end()?;
            Some(octets.value().to_vec())
        }
        None => None,
    };
    fields.end()?;
    Ok((content_type, content))
}

/// `CertificateSet` (10.2.3); kinds other than X.509 stay in the list and equal no registered certificate.
fn certificates(set: AnyRef<'_>) -> Result<Vec<Vec<u8>>, CmsError> {
    const PART: &str = "SignedData.certificates";
    let mut fields = Fields::of(set.value(), PART)?;
    let mut certificates = Vec::new();
    while !fields.is_empty() {
        if certificates.len() == MAX_CERTIFICATES {
            return Err(error(PART, format!("more than {MAX_CERTIFICATES} certificates")));
        }
        certificates.push(fields.raw()?.to_vec());
    }
    Ok(certificates)
}

/// `SignerInfo` (5.3).
fn signer_info(value: AnyRef<'_>) -> Result<SignerInfo, CmsError> {
    let mut fields = Fields::of(value.value(), "SignerInfo")?;
    // RFC 5652 has 1 and 3; node-crypto-gost writes 0, which OpenSSL takes as well.
    fields.version(&[0, 1, 3])?;
    let id = match fields.optional(context(0, false))? {
        Some(identifier) => SignerId::KeyIdentifier(identifier.value().to_vec()),
        None => issuer_and_serial(fields.required(Tag::Sequence)?)?,
    };
    let digest = algorithm(fields.required(Tag::Sequence)?, "SignerInfo.digestAlgorithm")?.identifier;
    let attributes = fields.optional(context(0, true))?.map(attributes).transpose()?;
    let algorithm = algorithm(fields.required(Tag::Sequence)?, "SignerInfo.signatureAlgorithm")?;
    let signature: &OctetStringRef = fields.read()?;
    let _unsigned = fields.optional(context(1, true))?;
    fields.end()?;
    Ok(SignerInfo { id, digest, attributes, algorithm, signature: signature.as_bytes().to_vec() })
}

fn issuer_and_serial(value: AnyRef<'_>) -> Result<SignerId, CmsError> {
    let mut fields = Fields::of(value.value(), "SignerInfo.sid")?;
    let issuer = fields.raw()?.to_vec();
    let serial = fields.raw()?.to_vec();
    fields.end()?;
    Ok(SignerId::IssuerAndSerial { issuer, serial })
}

/// `SignedAttributes` (5.3 and 5.4): hashed with the tag of a SET OF in place of `[0]`.
fn attributes(value: AnyRef<'_>) -> Result<Attributes, CmsError> {
    const PART: &str = "SignerInfo.signedAttrs";
    let mut signed = Vec::with_capacity(value.value().len() + 4);
    ber::append(&mut signed, 0x31, value.value());
    let (mut content_types, mut digests) = (Vec::new(), Vec::new());
    let mut all = Fields::of(value.value(), PART)?;
    while !all.is_empty() {
        let mut attribute = Fields::of(all.required(Tag::Sequence)?.value(), PART)?;
        let kind: ObjectIdentifier = attribute.read()?;
        let values = attribute.required(Tag::Set)?.value().to_vec();
        attribute.end()?;
        match kind {
            oids::CONTENT_TYPE => content_types.push(values),
            oids::MESSAGE_DIGEST => digests.push(values),
            _ => {}
        }
    }
    Ok(Attributes { signed, content_types, digests })
}

/// `AlgorithmIdentifier`.
pub(super) fn algorithm(value: AnyRef<'_>, part: &'static str) -> Result<Algorithm, CmsError> {
    if value.tag() != Tag::Sequence {
        return Err(error(part, format!("SEQUENCE expected, {} found", value.tag())));
    }
    let mut fields = Fields::of(value.value(), part)?;
    let identifier = fields.read()?;
    let parameters = if fields.is_empty() { None } else { Some(fields.raw()?.to_vec()) };
    fields.end()?;
    Ok(Algorithm { identifier, parameters })
}

/// The fields of one structure, one after the other.
pub(super) struct Fields<'a> {
    reader: SliceReader<'a>,
    part: &'static str,
}

impl<'a> Fields<'a> {
    pub(super) fn of(content: &'a [u8], part: &'static str) -> Result<Self, CmsError> {
        let reader = SliceReader::new(content).map_err(|why| error(part, why))?;
        Ok(Self { reader, part })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.reader.is_finished()
    }

    pub(super) fn read<T: Decode<'a, Error = der::Error>>(&mut self) -> Result<T, CmsError> {
        self.reader.decode().map_err(|why| error(self.part, why))
    }

    pub(super) fn required(&mut self, tag: Tag) -> Result<AnyRef<'a>, CmsError> {
        match self.optional(tag)? {
            Some(value) => Ok(value),
            None => Err(error(self.part, format!("{} expected, {} found", tag, self.found()))),
        }
    }

    pub(super) fn optional(&mut self, tag: Tag) -> Result<Option<AnyRef<'a>>, CmsError> {
        if Tag::peek(&self.reader).ok() == Some(tag) { self.read().map(Some) } else { Ok(None) }
    }

    /// The next field as it stands, tag and length included.
    pub(super) fn raw(&mut self) -> Result<&'a [u8], CmsError> {
        self.reader.tlv_bytes().map_err(|why| error(self.part, why))
    }

    pub(super) fn end(self) -> Result<(), CmsError> {
        if self.is_empty() { Ok(()) } else { Err(error(self.part, format!("unexpected {}", self.found()))) }
    }

    fn version(&mut self, known: &[u8]) -> Result<(), CmsError> {
        let version: u8 = self.read()?;
        if known.contains(&version) { Ok(()) } else { Err(error(self.part, format!("unknown version {version}"))) }
    }

    fn found(&self) -> String {
        Tag::peek(&self.reader).map_or_else(|_| "the end".to_owned(), |tag| tag.to_string())
    }
}

pub(super) fn context(number: u32, constructed: bool) -> Tag {
    Tag::ContextSpecific { constructed, number: TagNumber(number) }
}

#[expect(clippy::needless_pass_by_value, reason = "what map_err hands over")]
fn error(part: &'static str, why: impl ToString) -> CmsError {
    CmsError { part, why: why.to_string() }
}

const CONTENT_INFO: &str = "ContentInfo";
const MAX_LENGTH: usize = 64 * 1024;
const MAX_SIGNERS: usize = 8;
const MAX_CERTIFICATES: usize = 32;
