//! Station 8, `token`: a file for each grant.

mod authorization_code;
mod client_credentials;
mod refresh_token;
mod request;
