//! Paths for relying parties: those of ЕСИА, and the standard OpenID Connect endpoints.

use crate::web::esia;
use crate::web::oidc;
use crate::web::pages;
use crate::web::routes::row::routes;

routes! {
    get  "/aas/oauth2/ac"             Esia "request" "request of an authorization code, v1" esia::authorize::v1;
    post "/aas/oauth2/ac"             Esia "request" "the same with parameters in the body" esia::authorize::v1;
    get  "/aas/oauth2/v2/ac"          Esia "request" "request of an authorization code, v2" esia::authorize::v2;
    post "/aas/oauth2/v2/ac"          Esia "request" "the same with parameters in the body" esia::authorize::v2;
    post "/aas/oauth2/te"             Esia as OauthJson "token" "tokens for a code, a refresh token or the client itself, v1" esia::token::v1;
    post "/aas/oauth2/v3/te"          Esia as OauthJson "token" "the same, v3" esia::token::v3;
    post "/aas/oauth2/v2/te"          Esia as OauthJson "token" "another name of v3/te" esia::token::v3;
    get  "/esia-rs/api/public/v1/orgs/ext-app/{key}/tkn" Esia as RestJson "token" "an organisation's token for its API-Key" esia::api_key::token;
    get  "/idp/ext/Logout"            Esia "logout" "end of the single sign-on session" pages::logout::logout;
    get  "/public/{file}"             Esia "public" "esia.zip: certificate, public key and JWK of the issuer" esia::public_keys::public_file;
    get  "/.well-known/openid-configuration" Oidc "metadata" "metadata of the standard endpoints" oidc::discovery::metadata;
    get  "/.well-known/oauth-authorization-server" Oidc "metadata" "the same where OAuth clients look for it" oidc::discovery::metadata;
    get  "/oidc/authorize"            Oidc as StandardPage "request" "authentication request" oidc::authorize::authorize;
    post "/oidc/authorize"            Oidc as StandardPage "request" "the same with parameters in the body" oidc::authorize::authorize;
    post "/oidc/par"                  Oidc "request" "pushed authorization request" oidc::pushed_request::push;
    post "/oidc/token"                Oidc "token" "tokens for a code, a refresh token or the client itself" oidc::token::token;
    get  "/oidc/jwks"                 Oidc "metadata" "keys that verify tokens" oidc::discovery::jwks;
    get  "/oidc/userinfo"             Oidc as Bearer "userinfo" "claims about the citizen" oidc::userinfo::userinfo;
    post "/oidc/userinfo"             Oidc as Bearer "userinfo" "the same with the token in the body" oidc::userinfo::userinfo;
    post "/oidc/introspect"           Oidc "introspect" "is a token good?" oidc::introspection::introspect;
    post "/oidc/revoke"               Oidc "revoke" "a token is given back" oidc::revocation::revoke;
    get  "/oidc/end_session"          Oidc as StandardPage "logout" "logout begun by the relying party" pages::end_session::end_session;
    post "/oidc/end_session"          Oidc as StandardPage "logout" "the same with parameters in the body" pages::end_session::end_session;
}
