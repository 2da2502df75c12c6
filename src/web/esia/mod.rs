//! ЕСИА's own paths: `/aas/oauth2/…`, `/public/…`.

pub mod api_key;
pub mod authorize;
pub mod public_keys;
pub mod token;
