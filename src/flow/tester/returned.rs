//! Where the browser would go in the end, with what; nobody calls that address.

use url::Url;

use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::ending::Ending;
use crate::flow::login::client_check;
use crate::flow::login::code;
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
    /// Why there is no code.
    pub refusal: Option<Refusal>,
}

impl Returned {
    /// What came of a sign-in; codes are signed here, after the commit.
    pub fn of(stand: &Stand, came: Came) -> Result<Self, Stop> {
        Ok(match came {
            Came::Denied(Denied { by, .. }) => match *by {
                DeniedBy::Esia(denied) => Self::denied(denied),
                DeniedBy::Standard(denied) => match denied.way_back {
                    Some(way_back) => Self::answer(stand, way_back.refused(*denied.refusal)),
                    None => Self::page(*denied.refusal),
                },
            },
            Came::Passed(End::Ended(ending)) => Self::ended(stand, ending)?,
            Came::Passed(End::Refused(refusal) | End::Waits(refusal)) => Self::page(*refusal),
            Came::Passed(End::Misfit(misfit)) => return Err(Broken::Page(format!("{misfit:?} was not told")).into()),
        })
    }

    fn ended(stand: &Stand, ending: Ending) -> Result<Self, Stop> {
        Ok(match ending {
            Ending::Code(issued) => Self { redirect_url: Some(code::sign(stand, &issued)?), ..Self::default() },
            Ending::Denied(denied) => Self::denied(denied),
            Ending::Standard(answer) => Self::answer(stand, *answer),
            Ending::Own(path) => Self { redirect_url: Some(stand.url(&path)), ..Self::default() },
        })
    }

    /// A page says it, for there is nowhere to go.
    pub fn page(refusal: Refusal) -> Self {
        Self { refusal: Some(refusal), ..Self::default() }
    }

    fn denied(denied: client_check::Denied) -> Self {
        let redirect_url = denied.way_back.map(|way_back| way_back.refused(&denied.refusal));
        Self { redirect_url, refusal: Some(*denied.refusal), form: None }
    }

    fn answer(stand: &Stand, answer: Answer) -> Self {
        let delivery = answer.delivery(stand.standard_issuer());
        let refusal = answer.result.err();
        match delivery {
            Delivery::Redirect(address) => Self { redirect_url: Some(address), form: None, refusal },
            Delivery::Form { action, fields } => Self { redirect_url: None, form: Some((action, fields)), refusal },
        }
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
