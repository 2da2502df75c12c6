//! The envelopes of REST answers (МР app. Б REST): `stateFacts`, `size`, `elements`, `eTag`.
//!
//! An `eTag` is the SHA-1 of what the token shows of a thing: the same while nothing changes, another one as soon
//! as anything does. `stateFacts` stay out of it and so does the way a collection is written, so a contact has one
//! `eTag` alone and among others, and a list of addresses tells that one of its elements has changed.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::crypto::digest;
use crate::flow::stand::Stand;

/// Fields of an object, in the order of captured answers.
#[derive(Clone, Debug, Default)]
pub struct Fields(Map<String, Value>);

impl Fields {
    /// Adds a field.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    /// Adds a field if there is a value: what is unknown or not granted is absent, never null.
    #[must_use]
    pub fn with_some(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }
}

/// `stateFacts` of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facts {
    /// People and children.
    EntityRoot,
    /// Documents: `Identifiable` in a list of them, `EntityRoot` by themselves and inside a person.
    Document,
    /// Contacts, addresses, vehicles, organisations.
    Identifiable,
    /// Roles and access groups: captures show neither `stateFacts` nor `eTag`.
    None,
}

/// Where an object is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// By itself, or inside its owner.
    Owner,
    /// In a list that was asked for.
    List,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// The addresses of its elements.
    Addresses,
    /// The elements.
    Elements,
    /// The elements, inside their owner.
    Embedded,
}

/// One object.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Where it is found, without the address of the stand.
    pub path: String,
    /// Its `stateFacts`.
    pub facts: Facts,
    /// What is shown of it.
    pub fields: Fields,
}

/// A list of objects.
#[derive(Clone, Debug)]
pub struct Collection {
    /// What is in it.
    pub elements: Vec<Entity>,
    /// Written out even where nobody asks for it.
    pub is_always_inline: bool,
    /// Has it an `eTag` in its body?
    pub is_tagged: bool,
}

/// A picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Where it is found, without the address of the stand.
    pub path: String,
    /// Its bytes.
    pub png: &'static [u8],
}

/// What an address leads to.
#[derive(Clone, Debug)]
pub enum Body {
    /// A picture, which is no JSON.
    Picture(Picture),
    /// One object.
    Entity(Entity),
    /// A list.
    Collection(Collection),
}

/// JSON and its `eTag`.
#[derive(Clone, Debug)]
pub struct Written {
    /// The JSON.
    pub value: Value,
    /// Forty upper-case hexadecimal digits.
    pub tag: String,
}

impl Collection {
    /// A list with an `eTag`, written as addresses unless asked otherwise.
    pub fn new(elements: Vec<Entity>) -> Self {
        Self { elements, is_always_inline: false, is_tagged: true }
    }

    /// Writes it, with its elements or with their addresses.
    pub fn write(self, stand: &Stand, manner: Manner) -> Written {
        let inline = manner != Manner::Addresses || self.is_always_inline;
        let within = if manner == Manner::Embedded { Within::Owner } else { Within::List };
        let paths: Vec<String> = self.elements.iter().map(|element| stand.url(&element.path)).collect();
        let written: Vec<Written> = self.elements.into_iter().map(|element| element.write(within)).collect();
        let tags: Vec<&str> = written.iter().map(|element| element.tag.as_str()).collect();
        let tag = digest::sha1_hex(tags.concat().as_bytes());
        let mut object = Fields::default().with("stateFacts", json!(["hasSize"])).with("size", written.len());
        if self.is_tagged {
            object = object.with("eTag", tag.as_str());
        }
        let elements: Vec<Value> = if inline {
            written.into_iter().map(|element| element.value).collect()
        } else {
            paths.into_iter().map(Value::from).collect()
        };
        Written { value: Value::Object(object.with("elements", elements).0), tag }
    }
}

impl Entity {
    /// Writes it.
    pub fn write(self, within: Within) -> Written {
        let fields = Value::Object(self.fields.0);
        let tag = digest::sha1_hex(fields.to_string().as_bytes());
        let fact = match (self.facts, within) {
            (Facts::EntityRoot, _) | (Facts::Document, Within::Owner) => "EntityRoot",
            (Facts::Identifiable, _) | (Facts::Document, Within::List) => "Identifiable",
            (Facts::None, _) => return Written { value: fields, tag },
        };
        let mut object = Map::new();
        object.insert("stateFacts".to_owned(), json!([fact]));
        if let Value::Object(fields) = fields {
            object.extend(fields);
        }
        object.insert("eTag".to_owned(), Value::from(tag.as_str()));
        Written { value: Value::Object(object), tag }
    }
}

impl Body {
    /// Writes it.
    pub fn write(self, stand: &Stand, manner: Manner) -> Written {
        match self {
            Self::Entity(entity) => entity.write(Within::Owner),
            Self::Collection(collection) => collection.write(stand, manner),
            // Inside something else it is its address.
            Self::Picture(picture) => {
                Written { value: stand.url(&picture.path).into(), tag: digest::sha1_hex(picture.png) }
            }
        }
    }
}

impl From<Entity> for Body {
    fn from(entity: Entity) -> Self {
        Self::Entity(entity)
    }
}

impl From<Picture> for Body {
    fn from(picture: Picture) -> Self {
        Self::Picture(picture)
    }
}

impl From<Collection> for Body {
    fn from(collection: Collection) -> Self {
        Self::Collection(collection)
    }
}
