//! `/public/…`: the keys by which clients verify tokens. ЕСИА publishes an archive and no JWKS.

use std::io::Cursor;
use std::io::Write as _;

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::crypto::Algorithm;
use crate::crypto::keyring::IssuerKey;
use crate::faults::spoiled::Published;
use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::keys;
use crate::flow::stand::Stand;
use crate::protocol::reasons;
use crate::web::errors::exit::Answered;
use crate::web::meeting;
use crate::web::state::OfStand;

/// `GET /public/{file}`: the archive `esia.zip`, or one of the files in it.
pub async fn public_file(stand: OfStand, http: HttpRequest, file: Path<String>) -> Answered {
    let wrong = meeting::with_keys(&http);
    let files = files(&stand, wrong);
    if file.as_str() == "esia.zip" && wrong != Some(Published::Missing) {
        let archive = archive(&files).map_err(|error| Stop::from(Broken::Page(format!("esia.zip: {error}"))))?;
        return Ok(HttpResponse::Ok().content_type("application/zip").body(archive));
    }
    let Some((_, kind, bytes)) = files.into_iter().find(|(name, _, _)| *name == file.as_str()) else {
        return Err(reasons::calls::public_file_unknown(&file).into());
    };
    Ok(HttpResponse::Ok().content_type(kind).body(bytes))
}

type File = (String, &'static str, Vec<u8>);

fn files(stand: &Stand, wrong: Option<Published>) -> Vec<File> {
    let published = keys::published(stand, wrong).into_iter();
    published.flat_map(|(key, is_current)| of_key(key, name_of(key, is_current))).collect()
}

/// As ЕСИА names its files: the kind of key, the stand, what it is for.
fn name_of(key: &IssuerKey, is_current: bool) -> &'static str {
    match (key.signer().algorithm(), is_current) {
        (Algorithm::Rs256, true) => "RSA_MOCK",
        (Algorithm::Rs256, false) => "RSA_MOCK_NEXT",
        (Algorithm::Gost3410_2012_256 | Algorithm::Gost3410_2012_512, true) => "GOST_MOCK",
        (Algorithm::Gost3410_2012_256 | Algorithm::Gost3410_2012_512, false) => "GOST_MOCK_NEXT",
    }
}

fn of_key(key: &IssuerKey, name: &str) -> Vec<File> {
    let jwk = key.jwk().map(|jwk| (format!("{name}_JWK.jwk"), "application/json", jwk.to_string().into_bytes()));
    [
        (format!("{name}.cer"), "application/pkix-cert", key.certificate_der().to_vec()),
        (format!("{name}.crt"), "application/x-pem-file", key.certificate().pem().into_bytes()),
        (format!("{name}.pem"), "application/x-pem-file", key.public_pem().into_bytes()),
    ]
    .into_iter()
    .chain(jwk)
    .collect()
}

fn archive(files: &[File]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, _, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default())?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
