//! Replays: what known client libraries that live only in git send, byte for byte as far as known, and what they check on
//! the answers. The libraries that can be installed are run themselves (`tests/judges`).
//!
//! Nothing is copied from a library: each file is written from facts (names, order, escapes, containers, checks).
//!
//! | client | version | language | generation | signature | file |
//! |---|---|---|---|---|---|
//! | `ekapusta/oauth2-esia` | 1.5.1 | PHP | v1 | CMS without attributes, base64url | [`ekapusta`] |
//! | `fr05t1k/esia` | 2.4.2, 3.x | PHP | v1; v3 signed as v1 | CMS, base64url | [`fr05t1k`] |
//! | `ilimurzin/esia` | 3.2.1, 4.0.0 | PHP | v1; v3 | CMS; bare ГОСТ, base64url | [`ilimurzin`] |
//! | `pavelrockjob/esia` | 1.0.61 | PHP | v1 | CMS by ГОСТ, base64url | [`pavelrockjob`] |
//! | `smskin/esia-socialite-provider` | 1.0.0 | PHP | v1 | CMS, base64url | [`smskin`] |
//! | `gebvlad/esia` | 2017 | PHP | v1 | CMS, base64url | [`gebvlad`] |
//! | `AISGorod.AspNetCore.Authentication.Esia` | 2.x | C# | v3 | bare ГОСТ, standard base64 | [`aisgorod`] |
//! | `EsiaNET.AspNetCore.Authentication` | 6.0.0 | C# | v1 | CMS, `UrlTokenEncode` | [`esianet`] |
//! | EsiaClientService | git | C# | v3, permissions | bare ГОСТ, base64url | [`esia_client_service`] |
//! | `esia-oauth2` (sokolovs) | 1.0.2 | Python | v1 | CMS, base64url with `=` | [`sokolovs`] |
//! | `esia-client` (pyrolynx) | 0.4.1 | Python | v1 | CMS, SHA-1 or SHA-256, base64url with `=` | [`pyrolynx`] |
//! | `epgu` (yellow444) | git | Python | API-Key; v1 | CMS by ГОСТ, base64url | [`epgu_api`] |
//! | `esia-gosuslugi` (kmorpex) | 0.1.3 | Node | v1 | CMS by ГОСТ, standard base64 | [`kmorpex`] |
//! | a controller with PKCE | git | Node | v3 | CMS over the text of v3, standard base64 | [`node_pkce`] |
//! | `go-api-epgu` | 0.5.0, head | Go | v3, permissions; v1 | bare ГОСТ; CMS, base64url with `=` | [`go_api_epgu`] |
//! | `esia-potato` | git | Go | v1, code request only | CMS by ГОСТ, base64url with `=` | [`esia_potato`] |
//! | `omniauth-esia_openid` | 0.2 | Ruby | v1 | CMS, base64url | [`omniauth`] |
//! | `omniauth-ruesia` | 1.0.0 | Ruby | v3 | bare ГОСТ, base64url | [`ruesia`] |
//! | `esia-auth-code` | git | Java | v1 | CMS by ГОСТ with an old name in its head, base64url with `=` | [`esia_auth_code`] |
//! | unisuite identity | git | Java | v3 | bare ГОСТ, base64url with `=` | [`unisuite`] |
//! | demo of habr 864318 | git | Java | v1 | attached CMS by ГОСТ, base64url | [`habr_864318`] |
//!
//! [`wire`] signs, sends and walks the citizen through the login.

mod aisgorod;
mod ekapusta;
mod epgu_api;
mod esia_auth_code;
mod esia_client_service;
mod esia_potato;
mod esianet;
mod fr05t1k;
mod gebvlad;
mod go_api_epgu;
mod habr_864318;
mod ilimurzin;
mod kmorpex;
mod node_pkce;
mod omniauth;
mod pavelrockjob;
mod pyrolynx;
mod ruesia;
mod smskin;
mod sokolovs;
mod unisuite;
mod wire;
