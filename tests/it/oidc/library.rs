//! The crate `openidconnect`, an ordinary relying party, without a single setting for this stand.

use openidconnect::AccessTokenHash;
use openidconnect::AuthorizationCode;
use openidconnect::ClientId;
use openidconnect::ClientSecret;
use openidconnect::CsrfToken;
use openidconnect::HttpRequest;
use openidconnect::HttpResponse;
use openidconnect::IssuerUrl;
use openidconnect::Nonce;
use openidconnect::OAuth2TokenResponse as _;
use openidconnect::PkceCodeChallenge;
use openidconnect::RedirectUrl;
use openidconnect::Scope;
use openidconnect::TokenResponse as _;
use openidconnect::core::CoreAuthenticationFlow;
use openidconnect::core::CoreClient;
use openidconnect::core::CoreProviderMetadata;
use openidconnect::core::CoreUserInfoClaims;

use crate::support::TestApp;
use crate::support::proxy::Way;

/// Sends what the library wants to send.
pub(crate) fn send(app: &TestApp, request: HttpRequest) -> Result<HttpResponse, openidconnect::http::Error> {
    let (parts, body) = request.into_parts();
    let mut sent = app.http.request(parts.method.as_str(), &parts.uri.to_string()).body(body);
    for (name, value) in &parts.headers {
        sent = sent.header(name.as_str(), value.as_bytes());
    }
    let answer = app.http.send(sent);
    let built = answer
        .headers
        .iter()
        .fold(openidconnect::http::Response::builder().status(answer.status), |built, (name, value)| {
            built.header(name.as_str(), value.as_bytes())
        });
    built.body(answer.body)
}

/// Discovery, code with PKCE, verification of the ID token, userinfo, refresh.
#[test]
fn openidconnect_goes_all_the_way() {
    let app = TestApp::start();
    goes_all_the_way(&app, &app.base);
}

#[test]
fn openidconnect_goes_all_the_way_behind_proxies_that_take_the_path_away_or_keep_it() {
    for way in Way::ALL {
        let app = TestApp::build().behind(way, "/idp/esia").start();
        goes_all_the_way(&app, &app.base);
        app.stays_below_its_path();
    }
}

#[test]
fn openidconnect_goes_all_the_way_to_an_issuer_that_ends_with_a_slash() {
    for path in ["", "/idp/esia"] {
        let app = TestApp::build().behind(Way::Strips, path).process(|config| config.issuer_slash = true).start();
        goes_all_the_way(&app, &app.url("/"));
    }
}

fn goes_all_the_way(app: &TestApp, issuer: &str) {
    let now = app.now();
    let http = |request: HttpRequest| send(app, request);
    let address = IssuerUrl::new(issuer.to_owned()).expect("an address");
    let metadata = CoreProviderMetadata::discover(&address, &http).expect("discovery");
    let client = CoreClient::from_provider_metadata(
        metadata,
        ClientId::new("DEMO_RSA".to_owned()),
        Some(ClientSecret::new("demo-secret".to_owned())),
    )
    .set_redirect_uri(RedirectUrl::new("http://127.0.0.1:9090/callback".to_owned()).expect("an address"));
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (url, state, nonce) = client
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
        .add_scope(Scope::new("profile".to_owned()))
        .add_scope(Scope::new("email".to_owned()))
        .add_scope(Scope::new("offline_access".to_owned()))
        .set_pkce_challenge(challenge)
        .url();
    let back = app.citizen("confirmed_mother_of_two").goes_through(&mut app.browser(), url.as_str());
    assert_eq!((&back.get("state"), back.get("iss").as_str()), (state.secret(), issuer));
    let tokens = client
        .exchange_code(AuthorizationCode::new(back.code()))
        .expect("a token endpoint")
        .set_pkce_verifier(verifier)
        .request(&http)
        .expect("tokens");
    let id = tokens.id_token().expect("an ID token");
    // The stand's clock stands still, so the library is to look at it.
    let verifier = client.id_token_verifier().set_time_fn(move || now());
    let claims = id.claims(&verifier, &nonce).expect("a right ID token");
    assert_eq!(claims.subject().as_str(), "1000000702");
    let hash = AccessTokenHash::from_token(
        tokens.access_token(),
        id.signing_alg().expect("an algorithm"),
        id.signing_key(&verifier).expect("a key"),
    );
    assert_eq!(claims.access_token_hash(), Some(&hash.expect("a hash")));
    let told: CoreUserInfoClaims = client
        .user_info(tokens.access_token().clone(), Some(claims.subject().clone()))
        .expect("a userinfo endpoint")
        .request(&http)
        .expect("claims");
    assert_eq!(told.family_name().and_then(|name| name.get(None)).map(|name| name.as_str()), Some("Сидорова"));
    assert_eq!(told.email_verified(), Some(true));
    let refreshed = client
        .exchange_refresh_token(tokens.refresh_token().expect("a refresh token"))
        .expect("a token endpoint")
        .request(&http)
        .expect("tokens");
    let again = refreshed.id_token().expect("an ID token").claims(&verifier, |_: Option<&Nonce>| Ok(()));
    assert_eq!(again.expect("a right ID token").subject().as_str(), "1000000702");
}
