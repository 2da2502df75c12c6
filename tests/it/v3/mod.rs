//! Generations v2 and v3: `/aas/oauth2/v2/ac`, `/aas/oauth2/v3/te` (protocol notes, sections 1.6–1.8, 2.1–2.6).

mod api_key;
mod demands;
mod diagnosis;
mod permissions;
mod pkce;
mod request;
mod signature;
mod token;
