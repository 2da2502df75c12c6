//! `Asked`: one request to REST, from its token to what of it is open (МР app. Б REST).
//!
//! The order of refusals: the token (401), whose data it is (403), its scopes (403), whether the thing is there (404).

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::http::header;

use crate::domain::account::Account;
use crate::domain::quirk::Quirk;
use crate::domain::scope;
use crate::domain::scope::Resource;
use crate::domain::scope::ScopeDef;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::access;
use crate::flow::access::Grant;
use crate::flow::account::finding;
use crate::flow::clients::RelyingParty;
use crate::flow::stand::Stand;
use crate::protocol::embed::Embed;
use crate::protocol::ids::Oid;
use crate::protocol::meant;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::refusal::Warnings;
use crate::protocol::scope::Scope;
use crate::protocol::words::Words;
use crate::protocol::words::words;
use crate::storage::organizations;
use crate::web::rest::envelope::Body;
use crate::web::rest::envelope::Fields;
use crate::web::rest::envelope::Manner;

/// Whose data a resource is: the number after `prns` or `orgs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A person.
    Person,
    /// An organisation.
    Organization,
}

/// One row of the resource table.
#[derive(Debug)]
pub struct ResourceDef {
    /// Always `GET`.
    pub method: &'static str,
    /// The path, its variable parts in braces; all of them are numbers.
    pub path: &'static str,
    /// Whose data.
    pub owner: Owner,
    /// The name under which `embed` puts the collection into its owner; empty where it cannot.
    pub embeds_as: &'static str,
    /// The token must open one of these; where there are none, any token about the owner will do.
    pub opens: &'static [Resource],
    /// What it is for.
    pub about: &'static str,
    /// Takes from the database what the token opens, and leaves it to be written outside the lock.
    pub load: fn(&Asked<'_>, &Cx<'_>) -> Result<Later, Stop>,
}

/// A row, and the table that it stands in.
pub type Row = (&'static ResourceDef, &'static [ResourceDef]);

/// Loaded, and still to be written.
pub type Later = Box<dyn FnOnce(&Asked<'_>) -> Body>;

/// One request.
#[derive(Debug)]
pub struct Asked<'a> {
    /// Of which stand.
    pub stand: &'a Stand,
    /// For what.
    pub row: &'static ResourceDef,
    /// What else may be embedded.
    table: &'static [ResourceDef],
    /// By which right.
    pub grant: Grant,
    /// The account of the token's subject; known once the right is confirmed.
    pub account: Option<Account>,
    /// What to write out in place.
    pub embed: Embed,
    /// `{oid}`.
    pub owner: Oid,
    /// `{kid}`, 0 where the path has none.
    pub kid: u64,
    /// `{id}`, 0 where the path has none.
    pub id: u64,
    party: Option<Arc<RelyingParty>>,
}

/// Reads the token of a request.
pub fn grant(stand: &Stand, http: &HttpRequest) -> Result<Grant, Refusal> {
    let header = http.headers().get(header::AUTHORIZATION);
    let is_in_query = header.is_none() && http.query_string().contains("token=");
    if is_in_query {
        return Err(reasons::access::access_token_in_query());
    }
    access::read(stand, header.map(|value| String::from_utf8_lossy(value.as_bytes())).as_deref())
}

impl<'a> Asked<'a> {
    /// Reads a request; no database is needed for that.
    pub fn read((row, table): Row, stand: &'a Stand, http: &HttpRequest) -> Result<Self, Refusal> {
        let grant = grant(stand, http)?;
        let number = |name: &str| http.match_info().get(name).map_or(Ok(0), number);
        let (owner, kid, id) = (Oid(number("oid")?), number("kid")?, number("id")?);
        let party = stand.clients.find(grant.client.as_str());
        Ok(Self { stand, row, table, grant, account: None, embed: embed(http.query_string())?, owner, kid, id, party })
    }

    /// Makes sure that the token still holds, is about the owner and opens the resource.
    pub fn confirm(&mut self, cx: &Cx<'_>) -> Result<(), Stop> {
        self.account = access::confirm(cx, &self.grant)?;
        match self.row.owner {
            Owner::Person if self.grant.subject != Some(self.owner) => {
                return Err(reasons::access::other_persons_data(self.owner, self.about()).into());
            }
            Owner::Person => {}
            Owner::Organization => self.confirm_place(cx)?,
        }
        if self.is_open(self.row) {
            return Ok(());
        }
        Err(reasons::access::scope_lacking(&self.scopes(), openers(self.row.opens)).into())
    }

    /// Whom the token is about, in words.
    fn about(&self) -> Words {
        let of_person = |oid| words!("person {oid}", "человека {oid}");
        self.grant.subject.map_or_else(|| Words::new("no person", "систему, без человека"), of_person)
    }

    /// The same of somebody else of the stand, which is wrong on purpose. What is named by a number of its own is
    /// nobody else's.
    pub fn look_at_somebody_else(&mut self, cx: &Cx<'_>) -> Result<(), Stop> {
        if self.row.owner == Owner::Person
            && self.id == 0
            && let Some(other) = finding::other_than(cx, self.owner)?
        {
            self.owner = other.oid;
            self.account = Some(other);
        }
        Ok(())
    }

    /// An organisation is open to those who work there, and to a client's own token that names it.
    fn confirm_place(&self, cx: &Cx<'_>) -> Result<(), Stop> {
        let oid = self.owner;
        let listed = self.grant.subject.is_some() && self.grant.opens(Resource::Organizations);
        if !listed && !self.grant.is_about(oid) {
            return Err(reasons::access::organization_scope_lacking(&self.scopes(), oid).into());
        }
        let Some(person) = self.grant.subject else { return Ok(()) };
        match organizations::find_role(cx.sql, person, oid)? {
            Some(role) if role.active => Ok(()),
            _ => Err(reasons::access::organization_of_others(person, oid).into()),
        }
    }

    /// Does the token open a resource of the table?
    pub fn is_open(&self, row: &ResourceDef) -> bool {
        row.opens.is_empty() || row.opens.iter().any(|resource| self.opens(*resource))
    }

    /// Does the token open this data of the owner?
    pub fn opens(&self, resource: Resource) -> bool {
        match self.row.owner {
            Owner::Person => self.grant.opens(resource),
            Owner::Organization => self.grant.opens_of(self.owner, resource),
        }
    }

    /// Has the client that asks this quirk?
    pub fn has(&self, quirk: Quirk) -> bool {
        self.party.as_ref().is_some_and(|party| party.client.has(quirk))
    }

    /// A path below the owner.
    pub fn path(&self, rest: &str) -> String {
        let noun = match self.row.owner {
            Owner::Person => "prns",
            Owner::Organization => "orgs",
        };
        format!("/rs/{noun}/{}{rest}", self.owner)
    }

    /// The element that the path names, if it is there and open.
    pub fn element<T>(&self, list: Vec<T>, id: fn(&T) -> i64, is_open: impl Fn(&T) -> bool) -> Result<T, Stop> {
        let found = list.into_iter().find(|element| u64::try_from(id(element)) == Ok(self.id));
        let Some(element) = found else {
            return Err(reasons::access::element_absent(self.row.path, self.id).into());
        };
        if is_open(&element) {
            return Ok(element);
        }
        Err(reasons::access::element_closed(&self.scopes(), self.id, self.row.path).into())
    }

    /// Collections of the owner, which `embed` may name.
    fn embeddable(&self) -> impl Iterator<Item = &'static ResourceDef> {
        let owner = self.row.owner;
        self.table.iter().filter(move |row| row.owner == owner && !row.embeds_as.is_empty())
    }

    /// What `embed` names in vain.
    pub fn warnings(&self) -> Warnings {
        let known = |name: &str| self.embeddable().find(|row| row.embeds_as == name);
        let unknown =
            self.embed.unknown.iter().chain(self.embed.collections.iter().filter(|name| known(name).is_none()));
        let unknown = unknown.map(|name| {
            let hint = meant::hint(name, self.embeddable().map(|row| row.embeds_as));
            reasons::taken::taken_embed_unknown(self.row.path, name, hint)
        });
        let closed = self.embed.collections.iter().filter_map(|name| known(name)).filter(|row| !self.is_open(row));
        let closed =
            closed.map(|row| reasons::taken::taken_embed_closed(row.embeds_as, &self.scopes(), openers(row.opens)));
        unknown.chain(closed).collect()
    }

    /// Loads the collections that `embed` names and the token opens.
    pub fn embedded(&self, cx: &Cx<'_>) -> Result<Vec<(&'static str, Later)>, Stop> {
        let wanted = self.embeddable().filter(|row| self.embed.has(row.embeds_as) && self.is_open(row));
        wanted.map(|row| Ok((row.embeds_as, (row.load)(self, cx)?))).collect()
    }

    /// Puts embedded collections into the object of their owner.
    pub fn put_embedded(&self, fields: Fields, embedded: Vec<(&'static str, Later)>) -> Fields {
        embedded.into_iter().fold(fields, |fields, (name, later)| {
            fields.with(name, later(self).write(self.stand, Manner::Embedded).value)
        })
    }

    fn scopes(&self) -> String {
        Scope::write_list(&self.grant.scopes)
    }
}

/// A number of a path, in its one spelling.
fn number(text: &str) -> Result<u64, Refusal> {
    let number = text.parse().ok().filter(|number: &u64| number.to_string() == text);
    number.ok_or_else(|| reasons::access::number_malformed(&text.chars().take(64).collect::<String>()))
}

fn embed(query: &str) -> Result<Embed, Refusal> {
    let sent = Parameters::parse(query.as_bytes()).map_err(|error| reasons::access::query_unreadable(error.words()))?;
    if sent.repeated(&["embed"]).is_some() {
        return Err(reasons::request::parameter_repeated("embed"));
    }
    let Some(text) = sent.get("embed") else { return Ok(Embed::default()) };
    Embed::parse(text).map_err(|error| reasons::access::embed_malformed(error.words()))
}

/// The scopes by which something of this is opened.
fn openers(opens: &[Resource]) -> String {
    let opener = |row: &&ScopeDef| row.opens.iter().any(|resource| opens.contains(resource));
    scope::SCOPES.iter().filter(opener).map(|row| row.name).collect::<Vec<_>>().join(", ")
}
