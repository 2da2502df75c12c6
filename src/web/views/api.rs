//! The tester's API: every call, what it reads and answers, an example, and a form to send it.

use askama::Template;

use super::Frame;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "api.html")]
pub struct ApiPage {
    /// Where the page stands.
    pub frame: Frame,
    /// What calls say that come from this page, where the stand has a control token.
    pub guard: String,
    /// Calls, by what they are about.
    pub groups: Vec<ApiGroup>,
    /// Shapes of bodies and answers.
    pub shapes: Vec<ApiShape>,
}

/// Calls about the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiGroup {
    /// What they are about.
    pub name: String,
    /// The calls.
    pub calls: Vec<ApiCall>,
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiCall {
    /// Its name, which is no other's.
    pub id: String,
    /// `GET` and so on.
    pub method: String,
    /// Its path, from the beginning of the stand on.
    pub path: String,
    /// What it does.
    pub about: String,
    /// What stands in its path and query.
    pub parameters: Vec<ApiField>,
    /// What stands in its body, if it has one.
    pub body: Option<ApiBody>,
    /// What is answered.
    pub answers: Vec<ApiAnswer>,
    /// The call, as curl sends it to the stand `$ESIA`.
    pub curl: String,
}

/// A field of a body or an answer, or a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiField {
    /// Its name.
    pub name: String,
    /// `path` or `query`; empty for a field.
    pub place: String,
    /// What kind of value.
    pub kind: String,
    /// The shape of the value, where it has one.
    pub shape: Option<String>,
    /// Must it be there?
    pub needed: bool,
    /// What it says.
    pub about: String,
    /// A value that can be sent.
    pub example: String,
}

/// The body of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiBody {
    /// Its type: `application/json`.
    pub media: String,
    /// Its shape, where it has one.
    pub shape: Option<String>,
    /// Must it be there?
    pub needed: bool,
    /// One that can be sent.
    pub example: String,
}

impl ApiBody {
    /// Is it a file that is chosen, and nothing that one types?
    fn is_file(&self) -> bool {
        self.media != "application/json"
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiAnswer {
    /// Its status, or a kind of status: `200`, `4XX`.
    pub status: String,
    /// When it comes.
    pub about: String,
    /// The shape of its body, where it has one.
    pub shape: Option<String>,
}

/// The shape of a body or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiShape {
    /// Its name.
    pub name: String,
    /// What it is.
    pub about: String,
    /// What it is made of, where it has no fields: words, or other shapes.
    pub kind: String,
    /// Its fields.
    pub fields: Vec<ApiField>,
}

impl ApiPage {
    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let name = ApiField {
            name: "name".to_owned(),
            place: "path".to_owned(),
            kind: "text".to_owned(),
            shape: None,
            needed: true,
            about: "its name: a-z, 0-9 and -, at most 40".to_owned(),
            example: "one".to_owned(),
        };
        let put = ApiCall {
            id: "stands_put".to_owned(),
            method: "PUT".to_owned(),
            path: "/_mock/api/v1/stands/{name}".to_owned(),
            about: "makes a stand, in place of one of this name".to_owned(),
            parameters: vec![name.clone()],
            body: Some(ApiBody {
                media: "application/json".to_owned(),
                shape: Some("StandWish".to_owned()),
                needed: false,
                example: r#"{"idle": "PT1H"}"#.to_owned(),
            }),
            answers: vec![ApiAnswer {
                status: "201".to_owned(),
                about: "made".to_owned(),
                shape: Some("StandWish".to_owned()),
            }],
            curl: r#"curl -X PUT "$ESIA/_mock/api/v1/stands/one" -d '{"idle": "PT1H"}'"#.to_owned(),
        };
        let import = ApiCall {
            id: "import".to_owned(),
            method: "POST".to_owned(),
            path: "/_mock/api/v1/import".to_owned(),
            about: "takes a packed folder of fixtures".to_owned(),
            parameters: Vec::new(),
            body: Some(ApiBody {
                media: "application/zip".to_owned(),
                shape: None,
                needed: true,
                example: String::new(),
            }),
            answers: Vec::new(),
            curl: "curl -X POST \"$ESIA/_mock/api/v1/import\" --data-binary @stand.zip".to_owned(),
        };
        let shape = ApiShape {
            name: "StandWish".to_owned(),
            about: "What a stand is to be like.".to_owned(),
            kind: String::new(),
            fields: vec![ApiField { place: String::new(), ..name }],
        };
        let frame = Frame::sample();
        let groups = vec![ApiGroup { name: "stands".to_owned(), calls: vec![put, import] }];
        vec![("calls", Self { frame, guard: String::new(), groups, shapes: vec![shape] })]
    }
}
