//! ЕСИА's own paths: `/aas/oauth2/…`, `/idp/ext/Logout`, `/public/…`.

pub mod authorize;
pub mod logout;
pub mod public_keys;
pub mod token;
