//! What a browser without scripts understands of a page: words, links, forms with their labels.

use html5gum::DefaultEmitter;
use html5gum::HtmlString;
use html5gum::Token;
use html5gum::Tokenizer;
use url::Url;

/// The status of a page that redirects without end; HTTP has none.
pub const LOOP: u16 = 310;

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it is.
    pub url: Url,
    /// The status of the answer.
    pub status: u16,
    /// Its heading.
    pub title: String,
    /// What can be read of its main part.
    pub main: String,
    /// The headings of what it lists.
    pub items: Vec<String>,
    /// Everything that can be read.
    pub words: String,
    /// Texts and addresses of its links.
    pub links: Vec<(String, String)>,
    /// Its forms.
    pub forms: Vec<Form>,
}

/// A form with what is filled in so far.
#[derive(Clone, Debug, Default)]
pub struct Form {
    id: String,
    /// Where it goes.
    pub action: String,
    /// By POST?
    pub is_post: bool,
    /// In parts, because of files?
    pub is_multipart: bool,
    /// Its fields.
    pub fields: Vec<Field>,
    /// What sends it.
    pub buttons: Vec<Button>,
}

/// A field.
#[derive(Clone, Debug, Default)]
pub struct Field {
    at: usize,
    /// Its id.
    pub id: String,
    /// Its name in what is sent.
    pub name: String,
    /// `text`, `radio`, `select` and so on.
    pub kind: String,
    /// Its label.
    pub label: String,
    /// The legend of its group.
    pub group: String,
    /// What is in it.
    pub value: String,
    /// Is it ticked or chosen?
    pub checked: bool,
    /// Of a list: values and texts.
    pub options: Vec<(String, String)>,
}

/// A button that sends its form.
#[derive(Clone, Debug, Default)]
pub struct Button {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// The name of what it adds.
    pub name: String,
    /// The value of that.
    pub value: String,
}

#[derive(Debug)]
enum Piece {
    Open(String, Vec<(String, String)>),
    Close(String),
    Text(String),
}

impl Piece {
    fn opens(&self, wanted: &str) -> bool {
        matches!(self, Self::Open(name, _) if name == wanted)
    }

    fn attribute(&self, wanted: &str) -> Option<&str> {
        let Self::Open(_, attributes) = self else { return None };
        attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    fn says(&self, wanted: &str) -> String {
        self.attribute(wanted).unwrap_or_default().to_owned()
    }
}

/// What is inside them is not read.
const UNREAD: [&str; 5] = ["script", "style", "title", "template", "head"];

/// What is inside them is no part of a label.
const NO_LABEL: [&str; 4] = ["select", "textarea", "script", "style"];

impl Page {
    /// Reads an answer.
    pub fn read(url: Url, status: u16, html: &str) -> Self {
        let pieces = pieces(html);
        let texts = |name: &str| {
            let found = pieces.iter().enumerate().filter(|(_, piece)| piece.opens(name)).map(|(at, _)| at);
            found.map(|at| text(inside(&pieces, at), &UNREAD)).collect::<Vec<_>>()
        };
        let links = pieces.iter().enumerate().filter(|(_, piece)| piece.opens("a"));
        let links = links.map(|(at, piece)| (text(inside(&pieces, at), &UNREAD), piece.says("href"))).collect();
        let first = |name: &str| texts(name).into_iter().next();
        let words = text(&pieces, &UNREAD);
        let (title, main) = (first("h1").unwrap_or_default(), first("main").unwrap_or_else(|| words.clone()));
        Self { url, status, title, main, items: texts("h3"), words, links, forms: forms(&pieces) }
    }

    /// Is there a field of this name?
    pub fn has_field(&self, name: &str) -> bool {
        self.forms.iter().flat_map(|form| &form.fields).any(|field| field.name == name)
    }

    /// Is there a button of this id?
    pub fn has_button(&self, id: &str) -> bool {
        self.forms.iter().flat_map(|form| &form.buttons).any(|button| button.id == id)
    }

    /// What it is, in a line, for whoever reads why a step failed.
    pub fn line(&self) -> String {
        let words: String = self.main.chars().take(500).collect();
        format!("{} {}, «{}»: {words}", self.status, self.url, self.title)
    }
}

fn pieces(html: &str) -> Vec<Piece> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let plain = |text: &HtmlString| String::from_utf8_lossy(text).into_owned();
    let read = Tokenizer::new_with_emitter(html, emitter).flatten().filter_map(|token| match token {
        Token::StartTag(tag) => {
            let attributes = tag.attributes.iter().map(|(name, value)| (plain(name), plain(&value.value))).collect();
            Some(Piece::Open(plain(&tag.name), attributes))
        }
        Token::EndTag(tag) => Some(Piece::Close(plain(&tag.name))),
        Token::String(text) => Some(Piece::Text(plain(&text.value))),
        _ => None,
    });
    read.collect()
}

/// What stands between the beginning of an element and its end.
fn inside(pieces: &[Piece], at: usize) -> &[Piece] {
    let Some(Piece::Open(name, _)) = pieces.get(at) else { return &[] };
    let after = &pieces[at + 1..];
    let mut depth = 1;
    let end = after.iter().position(|piece| {
        match piece {
            Piece::Open(other, _) if other == name => depth += 1,
            Piece::Close(other) if other == name => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    &after[..end.unwrap_or(after.len())]
}

/// The words, with single spaces between them.
fn text(pieces: &[Piece], without: &[&str]) -> String {
    let mut words = String::new();
    let mut hidden: Option<&str> = None;
    for piece in pieces {
        match (piece, hidden) {
            (Piece::Open(name, _), None) if without.contains(&name.as_str()) => hidden = Some(name),
            (Piece::Close(name), Some(of)) if name == of => hidden = None,
            (Piece::Text(text), None) => {
                words.push_str(text);
                words.push(' ');
            }
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn forms(pieces: &[Piece]) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut is_inside = false;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(name, _) if name == "form" => {
                forms.push(Form {
                    id: piece.says("id"),
                    action: piece.says("action"),
                    is_post: piece.says("method").eq_ignore_ascii_case("post"),
                    is_multipart: piece.says("enctype") == "multipart/form-data",
                    ..Form::default()
                });
                is_inside = true;
            }
            Piece::Close(name) if name == "form" => is_inside = false,
            Piece::Open(name, _) => {
                let owner = piece.attribute("form");
                let form = match owner.and_then(|owner| forms.iter().position(|form| form.id == owner)) {
                    Some(named) => forms.get_mut(named),
                    None if is_inside => forms.last_mut(),
                    None => None,
                };
                if let Some(form) = form {
                    control(form, name, pieces, at);
                }
            }
            Piece::Close(_) | Piece::Text(_) => {}
        }
    }
    let fields: Vec<&mut Field> = forms.iter_mut().flat_map(|form| &mut form.fields).collect();
    name_fields(fields, pieces);
    forms
}

fn control(form: &mut Form, element: &str, pieces: &[Piece], at: usize) {
    let piece = &pieces[at];
    let field = Field {
        at,
        id: piece.says("id"),
        name: piece.says("name"),
        kind: element.to_owned(),
        checked: piece.attribute("checked").is_some(),
        ..Field::default()
    };
    match element {
        "input" => {
            let kind = piece.attribute("type").unwrap_or("text").to_owned();
            // A box without a value sends `on`.
            let unsaid = if matches!(kind.as_str(), "checkbox" | "radio") { "on" } else { "" };
            let value = piece.attribute("value").unwrap_or(unsaid).to_owned();
            form.fields.push(Field { kind, value, ..field });
        }
        "textarea" => form.fields.push(Field { value: text(inside(pieces, at), &[]), ..field }),
        "select" => {
            let list = inside(pieces, at);
            let found = list.iter().enumerate().filter(|(_, piece)| piece.opens("option"));
            let options: Vec<_> = found
                .map(|(at, piece)| {
                    // Ends of options may be left out: the text goes to the next tag.
                    let words = match list.get(at + 1) {
                        Some(Piece::Text(text)) => text.split_whitespace().collect::<Vec<_>>().join(" "),
                        _ => String::new(),
                    };
                    (piece.attribute("value").map_or_else(|| words.clone(), str::to_owned), words, piece)
                })
                .collect();
            let chosen = options.iter().find(|(_, _, piece)| piece.attribute("selected").is_some()).or(options.first());
            let value = chosen.map(|(value, ..)| value.clone()).unwrap_or_default();
            let options = options.into_iter().map(|(value, words, _)| (value, words)).collect();
            form.fields.push(Field { value, options, ..field });
        }
        "button" if piece.attribute("type").unwrap_or("submit") == "submit" => form.buttons.push(Button {
            id: piece.says("id"),
            text: text(inside(pieces, at), &[]),
            name: piece.says("name"),
            value: piece.says("value"),
        }),
        _ => {}
    }
}

/// Gives fields their labels, which stand around them or name them, and the legends of their groups.
fn name_fields(mut fields: Vec<&mut Field>, pieces: &[Piece]) {
    for (at, piece) in pieces.iter().enumerate() {
        let parts = inside(pieces, at);
        if piece.opens("label") {
            let (label, target) = (text(parts, &NO_LABEL), piece.attribute("for"));
            let is_its = |field: &Field| match target {
                Some(id) => field.id == id,
                None => (at..=at + parts.len()).contains(&field.at),
            };
            fields.iter_mut().filter(|field| is_its(field)).for_each(|field| field.label.clone_from(&label));
        } else if piece.opens("fieldset") {
            let Some(legend) = parts.iter().position(|part| part.opens("legend")) else { continue };
            let legend = text(inside(parts, legend), &NO_LABEL);
            let its = fields.iter_mut().filter(|field| (at..=at + parts.len()).contains(&field.at));
            its.for_each(|field| field.group.clone_from(&legend));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str) -> Page {
        Page::read("http://127.0.0.1/".parse().expect("an address"), 200, html)
    }

    #[test]
    fn labels_around_fields_and_beside_them_are_understood() {
        let page = page(
            "<h1>A &#38; b</h1><script>var x = '<p>no</p>';</script><form method=post id=z action=/x enctype=\"multipart/form-data\">\
             <label>Тема<select name=t><option value=\"\">Выберите<option value=1 selected>Раз</select></label>\
             <label for=n>Имя <i>нужно</i></label><input id=n name=n value='&quot;'>\
             <fieldset><legend>Пол</legend><label><input type=radio name=s value=m checked> муж</label></fieldset>\
             <button type=button>Показать</button><button id=go>Да</button></form><button form=z name=b value=2>И</button>",
        );
        assert_eq!((page.title.as_str(), page.forms.len()), ("A & b", 1));
        assert!(!page.words.contains("no"));
        let form = &page.forms[0];
        let fields: Vec<_> = form.fields.iter().map(|field| (&*field.label, &*field.group, &*field.value)).collect();
        assert_eq!(fields, [("Тема", "", "1"), ("Имя нужно", "", "\""), ("муж", "Пол", "m")]);
        assert_eq!(form.fields[0].options, [(String::new(), "Выберите".into()), ("1".into(), "Раз".into())]);
        let buttons: Vec<_> = form.buttons.iter().map(|button| &*button.text).collect();
        assert_eq!((buttons, form.is_post, form.is_multipart), (vec!["Да", "И"], true, true));
    }
}
