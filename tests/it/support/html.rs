//! What a browser understands of a page: text, headings, links, forms with their labels.
//!
//! A reader for our own pages, strict where they must be: it does not repair what is wrong.

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Open(String, Vec<(String, String)>),
    Close(String),
    Text(String),
}

/// A form with what is filled in so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    pub(crate) id: String,
    pub(crate) action: String,
    pub(crate) method: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) buttons: Vec<Button>,
}

/// A field of a form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) checked: bool,
}

/// A button that submits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Button {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) name: String,
    pub(crate) value: String,
}

/// Cuts a page into its pieces.
pub(crate) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        if !text.trim().is_empty() {
            pieces.push(Piece::Text(decode(text)));
        }
        let end = tag.find('>').unwrap_or_else(|| panic!("a tag without end: {tag}"));
        let inner = &tag[1..end];
        match inner.strip_prefix('/') {
            Some(name) => pieces.push(Piece::Close(name.to_lowercase())),
            None if inner.starts_with('!') => {}
            None => pieces.push(open(inner)),
        }
        rest = &tag[end + 1..];
    }
    pieces
}

fn open(inner: &str) -> Piece {
    let (name, mut rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let mut attributes = Vec::new();
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let key = rest[..end].to_lowercase();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(given) = rest.strip_prefix('=') {
            let quoted = given.strip_prefix('"').unwrap_or_else(|| panic!("an attribute without quotes: {inner}"));
            let close = quoted.find('"').unwrap_or_else(|| panic!("an attribute without end: {inner}"));
            value = decode(&quoted[..close]);
            rest = &quoted[close + 1..];
        }
        attributes.push((key, value));
    }
    Piece::Open(name.trim_end_matches('/').to_lowercase(), attributes)
}

/// Entities become characters.
pub(crate) fn decode(text: &str) -> String {
    let pairs = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&lt;", "<"), ("&gt;", ">")];
    let decoded = pairs.iter().fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain));
    decoded.replace("&quot;", "\"").replace("&#38;", "&").replace("&amp;", "&")
}

/// The value of an attribute; empty where there is none.
pub(crate) fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> &'a str {
    attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

/// The value that every element having this attribute gives it.
pub(crate) fn values_of(html: &str, name: &str) -> Vec<String> {
    let attributes = pieces(html).into_iter().filter_map(|piece| match piece {
        Piece::Open(_, attributes) => attributes.into_iter().find(|(key, _)| key == name),
        Piece::Close(_) | Piece::Text(_) => None,
    });
    attributes.map(|(_, value)| value).collect()
}

/// Words with single spaces between them.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text inside every element of this name, in their order.
pub(crate) fn texts_of(html: &str, element: &str) -> Vec<String> {
    inside(&pieces(html), |name, _| name == element)
}

/// The text of the element with this id.
pub(crate) fn text_by_id(html: &str, id: &str) -> Option<String> {
    inside(&pieces(html), |_, attributes| attribute(attributes, "id") == id).into_iter().next()
}

/// The text of every element that has this class.
pub(crate) fn texts_by_class(html: &str, class: &str) -> Vec<String> {
    inside(&pieces(html), |_, attributes| attribute(attributes, "class").split(' ').any(|word| word == class))
}

/// Everything that can be read on a page.
pub(crate) fn visible_text(html: &str) -> String {
    texts_of(html, "body").concat()
}

fn inside(pieces: &[Piece], wanted: impl Fn(&str, &[(String, String)]) -> bool) -> Vec<String> {
    let mut texts = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Open(name, attributes) = piece else { continue };
        if wanted(name, attributes) {
            texts.push(text_from(&pieces[at + 1..], name));
        }
    }
    texts
}

/// The text up to the end of the element that has just begun.
fn text_from(pieces: &[Piece], element: &str) -> String {
    let (mut depth, mut text) = (1, String::new());
    for piece in pieces {
        match piece {
            Piece::Open(name, _) if name == element => depth += 1,
            Piece::Close(name) if name == element => depth -= 1,
            Piece::Text(piece) => {
                text.push(' ');
                text.push_str(piece);
            }
            Piece::Open(..) | Piece::Close(_) => {}
        }
        if depth == 0 {
            break;
        }
    }
    tidy(&text)
}

/// Text and address of every link.
pub(crate) fn links(html: &str) -> Vec<(String, String)> {
    let pieces = pieces(html);
    let links = pieces.iter().enumerate().filter_map(|(at, piece)| match piece {
        Piece::Open(name, attributes) if name == "a" => {
            Some((text_from(&pieces[at + 1..], "a"), attribute(attributes, "href").to_owned()))
        }
        Piece::Open(..) | Piece::Close(_) | Piece::Text(_) => None,
    });
    links.collect()
}

/// Every form of a page, fields elsewhere that name it included.
pub(crate) fn forms(html: &str) -> Vec<Form> {
    let pieces = pieces(html);
    let mut forms: Vec<Form> = Vec::new();
    let mut inside = false;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(name, attributes) if name == "form" => {
                let get = |key| attribute(attributes, key).to_owned();
                forms.push(Form { id: get("id"), action: get("action"), method: get("method"), ..Form::default() });
                inside = true;
            }
            Piece::Close(name) if name == "form" => inside = false,
            Piece::Open(name, attributes) => {
                let owner = attribute(attributes, "form");
                let form = match forms.iter_mut().position(|form| !owner.is_empty() && form.id == owner) {
                    Some(named) => forms.get_mut(named),
                    None if inside => forms.last_mut(),
                    None => None,
                };
                if let Some(form) = form {
                    control(form, name, attributes, &pieces[at + 1..]);
                }
            }
            Piece::Close(_) | Piece::Text(_) => {}
        }
    }
    label(&mut forms, &pieces);
    forms
}

fn control(form: &mut Form, element: &str, attributes: &[(String, String)], after: &[Piece]) {
    let get = |key| attribute(attributes, key).to_owned();
    match element {
        "input" => form.fields.push(Field {
            id: get("id"),
            name: get("name"),
            kind: get("type"),
            label: String::new(),
            value: get("value"),
            checked: attributes.iter().any(|(key, _)| key == "checked"),
        }),
        "select" => form.fields.push(Field {
            id: get("id"),
            name: get("name"),
            kind: "select".to_owned(),
            label: String::new(),
            value: chosen(after),
            checked: false,
        }),
        "textarea" => form.fields.push(Field {
            id: get("id"),
            name: get("name"),
            kind: "textarea".to_owned(),
            label: String::new(),
            value: text_from(after, "textarea"),
            checked: false,
        }),
        "button" if matches!(attribute(attributes, "type"), "" | "submit") => form.buttons.push(Button {
            id: get("id"),
            text: text_from(after, "button"),
            name: get("name"),
            value: get("value"),
        }),
        _ => {}
    }
}

/// The value of the option that is chosen in a list that has just begun: the first, where none is marked.
fn chosen(after: &[Piece]) -> String {
    let options = after.iter().take_while(|piece| **piece != Piece::Close("select".to_owned()));
    let options: Vec<_> = options
        .filter_map(|piece| match piece {
            Piece::Open(name, attributes) if name == "option" => Some(attributes),
            Piece::Open(..) | Piece::Close(_) | Piece::Text(_) => None,
        })
        .collect();
    let marked = options.iter().find(|attributes| attributes.iter().any(|(key, _)| key == "selected"));
    marked.or(options.first()).map(|attributes| attribute(attributes, "value").to_owned()).unwrap_or_default()
}

fn label(forms: &mut [Form], pieces: &[Piece]) {
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Open(name, attributes) = piece else { continue };
        let target = attribute(attributes, "for");
        if name == "label" && !target.is_empty() {
            let text = text_from(&pieces[at + 1..], "label");
            let fields = forms.iter_mut().flat_map(|form| &mut form.fields);
            fields.filter(|field| field.id == target).for_each(|field| field.label.clone_from(&text));
        }
    }
}

#[test]
fn the_reader_understands_forms_labels_and_entities() {
    let html = "<body><form action=\"/x\" method=\"post\"><label for=\"a\">Имя &#60;1&#62;</label>\
                <input id=\"a\" name=\"n\" value=\"v&#34;\" checked><button type=\"submit\" name=\"b\"><span>Да</span></button></form>\
                <button type=\"submit\" form=\"z\">нет</button></body>";
    let forms = forms(html);
    assert_eq!((forms.len(), forms[0].action.as_str(), forms[0].buttons[0].text.as_str()), (1, "/x", "Да"));
    let field = &forms[0].fields[0];
    assert_eq!((field.label.as_str(), field.value.as_str(), field.checked), ("Имя <1>", "v\"", true));
    assert_eq!(visible_text(html), "Имя <1> Да нет");
}
