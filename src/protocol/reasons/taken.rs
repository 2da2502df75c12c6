//! What is taken although the real ЕСИА may refuse it: no refusals but warnings, told to log, journal and a header.

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "taken-timestamp-old" taken_timestamp_old(sent: impl Display, distance: impl Display), [] [] ""
        "timestamp {sent} is {distance} from the clock; ЕСИА refuses such a request with ESIA-007015" => "take the time when the request is made; --timestamp-tolerance makes the stand strict";
    "taken-secret-as-pem" taken_secret_as_pem(), [] [] ""
        "client_secret is PEM" => "send base64url of the DER: ЕСИА's manual knows nothing else";
    "taken-secret-encoded-twice" taken_secret_encoded_twice(), [] [] ""
        "client_secret is base64 of base64" => "encode once, as base64url";
    "taken-without-certificate" taken_without_certificate(), [] [] ""
        "the PKCS#7 message carries no certificate (-nocerts)" => "leave the certificate in the message: ЕСИА's manual demands it";
    "taken-loopback-address" taken_loopback_address(sent: impl Display), [] [] ""
        "redirect_uri {sent} is not a registered one; on a loopback host the stand takes any port and path" => "register the address that is really used: ЕСИА compares it";
    "taken-value-odd" taken_value_odd(name: impl Display, flaw: &str), [] [] ""
        "{name} came {flaw}" => "send the value itself, percent-encoded once; what is signed and echoed is what came";
    "taken-request-again" taken_request_again(), [] [] ""
        "this client_secret was sent before: the request is a repetition" => "sign every request anew, with a state and a timestamp of its own";
    "taken-nonce" taken_nonce(), [] [] ""
        "nonce is no parameter of ЕСИА's own endpoints" => "switch nonce off in the library, or ask at the standard endpoints, /oidc/authorize; quirk echo_nonce returns it";
    "taken-pkce-ignored" taken_pkce_ignored(), [] [] ""
        "PKCE is ignored in generation v1" => "switch PKCE off in the library, or ask at /aas/oauth2/v2/ac, which checks it";
    "taken-content-type" taken_content_type(sent: &str), [] [] ""
        "Content-Type is {sent:?}, the body was read as a form" => "send Content-Type: application/x-www-form-urlencoded";
    "taken-without-login" taken_without_login(), [] [] ""
        "/login was opened without a login on its way, so the citizen's own pages are shown" => "begin at /aas/oauth2/ac or /oidc/authorize, and let the browser keep its cookies";
    "taken-logout-address" taken_logout_address(), [] [] ""
        "redirect_uri is no parameter of /idp/ext/Logout: it is not followed" => "name it redirect_url, or give the client quirk logout_redirect_uri";
}
