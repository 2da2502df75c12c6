//! Object identifiers of algorithms and attributes, and the names people know them by.
//!
//! Sources: RFC 8017 (RSA), RFC 5652 (CMS attributes), RFC 9215 (ГОСТ), RFC 5280 and
//! the Russian order on qualified certificates (ОГРН, ИНН, СНИЛС in names).

use der::asn1::ObjectIdentifier;

macro_rules! identifiers {
    ($($name:ident = $dotted:literal, $text:literal;)*) => {
        $(#[doc = $text] pub const $name: ObjectIdentifier = ObjectIdentifier::new_unwrap($dotted);)*

        /// The usual name of an identifier, or its dotted form.
        pub fn name(identifier: ObjectIdentifier) -> String {
            match known(identifier) {
                Some(text) => text.to_owned(),
                None => identifier.to_string(),
            }
        }

        /// The usual name of an identifier, if it is in the table.
        pub fn known(identifier: ObjectIdentifier) -> Option<&'static str> {
            $(if identifier == $name { return Some($text); })*
            None
        }
    };
}

identifiers! {
    RSA_ENCRYPTION = "1.2.840.113549.1.1.1", "rsaEncryption";
    MD5_WITH_RSA = "1.2.840.113549.1.1.4", "md5WithRSAEncryption";
    SHA1_WITH_RSA = "1.2.840.113549.1.1.5", "sha1WithRSAEncryption";
    MGF1 = "1.2.840.113549.1.1.8", "MGF1";
    RSASSA_PSS = "1.2.840.113549.1.1.10", "RSASSA-PSS";
    SHA256_WITH_RSA = "1.2.840.113549.1.1.11", "sha256WithRSAEncryption";
    SHA384_WITH_RSA = "1.2.840.113549.1.1.12", "sha384WithRSAEncryption";
    SHA512_WITH_RSA = "1.2.840.113549.1.1.13", "sha512WithRSAEncryption";
    SHA224_WITH_RSA = "1.2.840.113549.1.1.14", "sha224WithRSAEncryption";

    EC_PUBLIC_KEY = "1.2.840.10045.2.1", "elliptic curve key";
    ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2", "ecdsa-with-SHA256";
    ED25519 = "1.3.101.112", "Ed25519";

    MD5 = "1.2.840.113549.2.5", "MD5";
    SHA1 = "1.3.14.3.2.26", "SHA-1";
    SHA256 = "2.16.840.1.101.3.4.2.1", "SHA-256";
    SHA384 = "2.16.840.1.101.3.4.2.2", "SHA-384";
    SHA512 = "2.16.840.1.101.3.4.2.3", "SHA-512";
    SHA224 = "2.16.840.1.101.3.4.2.4", "SHA-224";

    GOST_DIGEST_94 = "1.2.643.2.2.9", "GOST R 34.11-94";
    STREEBOG_256 = "1.2.643.7.1.1.2.2", "GOST R 34.11-2012 (256)";
    STREEBOG_512 = "1.2.643.7.1.1.2.3", "GOST R 34.11-2012 (512)";
    GOST_2001 = "1.2.643.2.2.19", "GOST R 34.10-2001";
    GOST_2001_WITH_94 = "1.2.643.2.2.3", "GOST R 34.10-2001 with GOST R 34.11-94";
    GOST_2012_256 = "1.2.643.7.1.1.1.1", "GOST R 34.10-2012 (256)";
    GOST_2012_512 = "1.2.643.7.1.1.1.2", "GOST R 34.10-2012 (512)";
    GOST_2012_256_WITH_STREEBOG = "1.2.643.7.1.1.3.2", "GOST R 34.10-2012 (256) with GOST R 34.11-2012";
    GOST_2012_512_WITH_STREEBOG = "1.2.643.7.1.1.3.3", "GOST R 34.10-2012 (512) with GOST R 34.11-2012";

    GOST_TEST_256 = "1.2.643.2.2.35.0", "TestParamSet";
    CRYPTO_PRO_A = "1.2.643.2.2.35.1", "CryptoPro-A";
    CRYPTO_PRO_B = "1.2.643.2.2.35.2", "CryptoPro-B";
    CRYPTO_PRO_C = "1.2.643.2.2.35.3", "CryptoPro-C";
    CRYPTO_PRO_XCH_A = "1.2.643.2.2.36.0", "CryptoPro-XchA";
    CRYPTO_PRO_XCH_B = "1.2.643.2.2.36.1", "CryptoPro-XchB";
    TC26_256_A = "1.2.643.7.1.2.1.1.1", "tc26-256-A";
    TC26_256_B = "1.2.643.7.1.2.1.1.2", "tc26-256-B";
    TC26_256_C = "1.2.643.7.1.2.1.1.3", "tc26-256-C";
    TC26_256_D = "1.2.643.7.1.2.1.1.4", "tc26-256-D";
    GOST_TEST_512 = "1.2.643.7.1.2.1.2.0", "tc26-512-test";
    TC26_512_A = "1.2.643.7.1.2.1.2.1", "tc26-512-A";
    TC26_512_B = "1.2.643.7.1.2.1.2.2", "tc26-512-B";
    TC26_512_C = "1.2.643.7.1.2.1.2.3", "tc26-512-C";

    DATA = "1.2.840.113549.1.7.1", "data";
    SIGNED_DATA = "1.2.840.113549.1.7.2", "signedData";
    ENVELOPED_DATA = "1.2.840.113549.1.7.3", "envelopedData";
    CONTENT_TYPE = "1.2.840.113549.1.9.3", "contentType";
    MESSAGE_DIGEST = "1.2.840.113549.1.9.4", "messageDigest";

    SUBJECT_KEY_IDENTIFIER = "2.5.29.14", "subjectKeyIdentifier";
    KEY_USAGE = "2.5.29.15", "keyUsage";
    BASIC_CONSTRAINTS = "2.5.29.19", "basicConstraints";
    NETSCAPE_COMMENT = "2.16.840.1.113730.1.13", "comment";

    COMMON_NAME = "2.5.4.3", "CN";
    SURNAME = "2.5.4.4", "SN";
    COUNTRY = "2.5.4.6", "C";
    LOCALITY = "2.5.4.7", "L";
    STATE = "2.5.4.8", "ST";
    STREET = "2.5.4.9", "STREET";
    ORGANIZATION = "2.5.4.10", "O";
    ORGANIZATIONAL_UNIT = "2.5.4.11", "OU";
    TITLE = "2.5.4.12", "T";
    GIVEN_NAME = "2.5.4.42", "G";
    EMAIL = "1.2.840.113549.1.9.1", "E";
    DOMAIN_COMPONENT = "0.9.2342.19200300.100.1.25", "DC";
    OGRN = "1.2.643.100.1", "OGRN";
    OGRNIP = "1.2.643.100.5", "OGRNIP";
    SNILS = "1.2.643.100.3", "SNILS";
    INN = "1.2.643.3.131.1.1", "INN";
    INN_OF_LEGAL_ENTITY = "1.2.643.100.4", "INNLE";
}
