//! The first request of a system, for a shell or a browser: as its generation signs it.

use std::fmt::Write as _;

use crate::crypto::certificate::Certificate;
use crate::domain::client::Client;
use crate::flow::clients::RelyingParty;
use crate::flow::clock;
use crate::flow::stand::Stand;
use crate::journal::readable::quoted;
use crate::texts::Text;
use crate::web::views::Block;
use crate::web::views::Code;
use crate::web::views::PageLink;
use crate::web::views::Piece;

/// The examples, each to be unfolded.
pub fn blocks(stand: &Stand, party: &RelyingParty) -> Vec<Block> {
    let Some(redirect) = party.client.redirect_uris.first() else { return Vec::new() };
    let code = |id: &str, key, text| Piece::Code(Code { id: id.to_owned(), label: Text::new(key), text });
    let beginning = beginning(stand, &party.client, redirect.as_str());
    let standard = standard(&party.client, redirect.as_str());
    vec![
        Block::new("v1", Text::new("desk-example-v1"))
            .folded()
            .with(Piece::Words(Text::new("desk-example-shell")))
            .with(code("example-v1", "desk-example-request", format!("{beginning}{V1}{COMMON}"))),
        Block::new("v2", Text::new("desk-example-v2"))
            .folded()
            .with(Piece::Words(Text::new("desk-example-shell")))
            .with(code("example-v2", "desk-example-request", format!("{beginning}{}{V2}{COMMON}", hash(party)))),
        Block::new("oidc", Text::new("desk-example-oidc"))
            .folded()
            .with(Piece::Words(Text::new("desk-example-oidc-what")))
            .with(Piece::Links(vec![PageLink::new(
                format!("{}{standard}", stand.base_path),
                Text::new("desk-example-oidc-open"),
            )]))
            .with(code("example-oidc", "desk-example-address", stand.url(&standard))),
    ]
}

/// The variables of both examples. Where the stand's clock is not the system's, its time is written down.
fn beginning(stand: &Stand, client: &Client, redirect: &str) -> String {
    let face = clock::face(stand);
    // It goes as fast as the system's, and is at most half a minute away from it.
    let is_alike = face.offset.is_some_and(|offset| offset.abs() < 30);
    let time = if is_alike {
        "$(date '+%Y.%m.%d %H:%M:%S %z')".to_owned()
    } else {
        face.now.format("'%Y.%m.%d %H:%M:%S %z'").to_string()
    };
    let mut text = String::new();
    let scopes = scopes(client);
    let variables = [
        ("ESIA", quoted(&stand.url(""))),
        ("CLIENT", quoted(client.mnemonic.as_str())),
        ("REDIRECT", quoted(redirect)),
        ("SCOPE", quoted(&scopes)),
        ("STATE", STATE.to_owned()),
        ("TIME", time),
    ];
    for (name, value) in variables {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{name}={value}");
    }
    text
}

/// A few scopes that every system asks for, as far as it may.
fn scopes(client: &Client) -> String {
    let usual = ["openid", "fullname", "snils", "email"].into_iter();
    let usual: Vec<_> = usual.filter(|name| client.scopes.iter().any(|scope| scope == name)).collect();
    if usual.is_empty() { client.scopes.first().cloned().unwrap_or_default() } else { usual.join(" ") }
}

/// A new identifier, whatever the shell has.
const STATE: &str = r"$(openssl rand -hex 16 | sed -E 's/(.{8})(.{4}).(.{3}).(.{3})(.{12})/\1-\2-4\3-a\4-\5/')";

const V1: &str = r#"SECRET=$(printf '%s' "$SCOPE$TIME$CLIENT$STATE" \
  | openssl smime -sign -binary -outform DER -signer client.crt -inkey client.pem \
  | openssl base64 -A | tr '+/' '-_' | tr -d '=')
curl -s -i -G "$ESIA/aas/oauth2/ac" \
  --data-urlencode "client_id=$CLIENT" \
  --data-urlencode "client_secret=$SECRET" \
"#;

const V2: &str = r#"SECRET=$(printf '%s' "$CLIENT$SCOPE$TIME$STATE$REDIRECT" \
  | openssl dgst -sha256 -sign client.pem -binary \
  | openssl base64 -A | tr '+/' '-_' | tr -d '=')
curl -s -i -G "$ESIA/aas/oauth2/v2/ac" \
  --data-urlencode "client_id=$CLIENT" \
  --data-urlencode "client_secret=$SECRET" \
  --data-urlencode "client_certificate_hash=$HASH" \
"#;

/// What every generation sends after who it is.
const COMMON: &str = r#"  --data-urlencode "redirect_uri=$REDIRECT" \
  --data-urlencode "scope=$SCOPE" \
  --data-urlencode "response_type=code" \
  --data-urlencode "state=$STATE" \
  --data-urlencode "timestamp=$TIME" \
  --data-urlencode "access_type=online"
"#;

/// The hash of the newest certificate, by which v2 knows it.
fn hash(party: &RelyingParty) -> String {
    let hash = party.certificates.last().map(Certificate::streebog256_thumbprint).unwrap_or_default();
    format!("HASH={}\n", quoted(&hash))
}

/// The path of an authentication request of the standard endpoints.
fn standard(client: &Client, redirect: &str) -> String {
    let scopes = scopes(client);
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("response_type", "code").append_pair("client_id", client.mnemonic.as_str());
    query.append_pair("redirect_uri", redirect).append_pair("scope", &scopes).append_pair("state", "1");
    format!("/oidc/authorize?{}", query.finish())
}
