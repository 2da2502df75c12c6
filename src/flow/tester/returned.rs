//! Where the browser would go in the end, with what; nobody calls that address.

use std::sync::Arc;

use url::Url;

use crate::faults::meeting::Acting;
use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::delivery;
use crate::flow::delivery::About;
use crate::flow::delivery::Home;
use crate::flow::delivery::Sent;
use crate::flow::ending::Ending;
use crate::flow::login::client_check;
use crate::flow::oidc::way_back::Answer;
use crate::flow::oidc::way_back::Delivery;
use crate::flow::stand::Stand;
use crate::flow::tester::passage::End;
use crate::flow::tester::request::Denied;
use crate::flow::tester::request::DeniedBy;
use crate::flow::tester::sign_in::Came;
use crate::protocol::refusal::Refusal;

/// Where the browser would go.
#[derive(Debug, Default)]
pub struct Returned {
    /// To this address.
    pub redirect_url: Option<String>,
    /// Or with this form: its address and its fields.
    pub form: Option<(String, Vec<(&'static str, String)>)>,
    /// Every address that it would go to, where it is not one alone.
    pub redirect_urls: Vec<String>,
    /// Why there is no code.
    pub refusal: Option<Refusal>,
}

impl Returned {
    /// What came of a sign-in; codes are signed here, after the commit. Whoever calls knows what is wrong on purpose.
    pub async fn of(stand: &Arc<Stand>, came: Came, wrong: impl FnOnce(&About) -> Vec<Acting>) -> Result<Self, Stop> {
        Ok(match came {
            Came::Denied(Denied { by, .. }) => match *by {
                DeniedBy::Esia(denied) => Self::denied(stand, denied, wrong),
                DeniedBy::Standard(denied) => match denied.way_back {
                    Some(way_back) => Self::answer(stand, way_back.refused(*denied.refusal), wrong),
                    None => Self::page(*denied.refusal),
                },
            },
            Came::Passed(End::Ended(ending)) => Self::ended(stand, ending, wrong).await?,
            Came::Passed(End::Refused(refusal) | End::Waits(refusal)) => Self::page(*refusal),
            Came::Passed(End::Misfit(misfit)) => return Err(Broken::Page(format!("{misfit:?} was not told")).into()),
        })
    }

    async fn ended(
        stand: &Arc<Stand>,
        ending: Ending,
        wrong: impl FnOnce(&About) -> Vec<Acting>,
    ) -> Result<Self, Stop> {
        let (home, refusal) = match ending {
            Ending::Code(issued) => (Home::Code(issued), None),
            Ending::Standard(answer) => {
                let refusal = answer.result.as_ref().err().cloned();
                (Home::Standard(answer), refusal)
            }
            Ending::Denied(denied) => return Ok(Self::denied(stand, denied, wrong)),
            Ending::Own(path) => return Ok(Self { redirect_url: Some(stand.url(&path)), ..Self::default() }),
        };
        let wrong = wrong(&home.about());
        Ok(Self::sent(home.send(stand, &wrong).await?, refusal))
    }

    /// A page says it, for there is nowhere to go.
    pub fn page(refusal: Refusal) -> Self {
        Self { refusal: Some(refusal), ..Self::default() }
    }

    fn denied(stand: &Stand, denied: client_check::Denied, wrong: impl FnOnce(&About) -> Vec<Acting>) -> Self {
        let Some(way_back) = denied.way_back else { return Self::page(*denied.refusal) };
        let wrong = wrong(&About::of_refused(&way_back));
        let delivery = Delivery::Redirect(way_back.refused(&denied.refusal));
        Self::sent(delivery::spoiled(stand, delivery, &wrong), Some(*denied.refusal))
    }

    fn answer(stand: &Stand, answer: Answer, wrong: impl FnOnce(&About) -> Vec<Acting>) -> Self {
        let wrong = wrong(&About::of_answer(&answer));
        let delivery = answer.delivery(stand.standard_issuer());
        Self::sent(delivery::spoiled(stand, delivery, &wrong), answer.result.err())
    }

    fn sent(Sent { delivery, twice }: Sent, refusal: Option<Refusal>) -> Self {
        let mut returned = Self::delivered(delivery, refusal);
        if twice {
            returned.redirect_urls = returned.redirect_url.iter().cycle().take(2).cloned().collect();
        }
        returned
    }

    fn delivered(delivery: Delivery, refusal: Option<Refusal>) -> Self {
        let (redirect_url, form) = match delivery {
            Delivery::Redirect(address) => (Some(address), None),
            Delivery::Form { action, fields } => (None, Some((action, fields))),
        };
        Self { redirect_url, form, refusal, redirect_urls: Vec::new() }
    }

    /// A parameter that travels there.
    pub fn parameter(&self, name: &str) -> Option<String> {
        if let Some((_, fields)) = &self.form {
            return fields.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
        }
        let url = Url::parse(self.redirect_url.as_deref()?).ok()?;
        let in_fragment = url.fragment().map(|text| url::form_urlencoded::parse(text.as_bytes()));
        // The registered address may have parameters of its own; what is added comes last.
        let pairs = url.query_pairs().chain(in_fragment.into_iter().flatten());
        pairs.filter(|(known, _)| known == name).last().map(|(_, value)| value.into_owned())
    }
}
