//! A form that was sent: bounded, and from a page of ours in the same browser.

use std::future::Future;
use std::pin::Pin;

use actix_web::FromRequest;
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::web::Form;
use actix_web::web::FormConfig;

use super::answer::Trouble;
use super::visit::Visit;

/// No form is longer.
pub(super) const LARGEST: usize = 64 * 1024;

/// Who sends it, and its fields.
#[derive(Debug)]
pub(super) struct Posted {
    /// Who sends it.
    pub(super) visit: Visit,
    fields: Vec<(String, String)>,
}

impl FromRequest for Posted {
    type Error = Trouble;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Trouble>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visit = Visit::from_request(request, &mut Payload::None);
        let fields = Form::<Vec<(String, String)>>::from_request(request, payload);
        Box::pin(async move {
            let visit = visit.await?;
            let fields = fields.await.map_err(|error| Trouble::Unreadable(error.to_string()))?.into_inner();
            let posted = Self { visit, fields };
            if posted.visit.fits(posted.field("csrf")) { Ok(posted) } else { Err(Trouble::Form) }
        })
    }
}

impl Posted {
    /// What a field says; the empty text if it is not there.
    pub(super) fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// The same without spaces around it.
    pub(super) fn trimmed(&self, name: &str) -> String {
        self.field(name).trim().to_owned()
    }
}

/// The limit, for the list of routes.
pub(super) fn limit() -> FormConfig {
    FormConfig::default().limit(LARGEST)
}
