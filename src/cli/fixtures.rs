//! `esia-mock check` and `esia-mock seed`.

use std::net::SocketAddr;
use std::path::Path;

use anyhow::Context as _;

use crate::cli::issuer_keys;
use crate::cli::new_file;
use crate::cli::print;
use crate::cli::settings::FixtureArgs;
use crate::clock::Clock;
use crate::config::Config;
use crate::fixtures::Citizen;
use crate::fixtures::World;
use crate::fixtures::crowd::Crowd;
use crate::fixtures::scenario_files;
use crate::flow::clients::Clients;
use crate::flow::filling;
use crate::flow::opening::StandParts;
use crate::flow::platform::Platform;
use crate::texts::Language;

/// Prints what was understood, or every mistake.
pub fn check(arguments: &FixtureArgs) -> anyhow::Result<()> {
    let now = Clock::system().now();
    let mut world = arguments.load(now)?;
    let (count, crowd) = (world.size(), std::mem::take(&mut world.crowd));
    let scenarios = scenario_files::load(&arguments.fixtures)?;
    let clients = Clients::load(world.clients.clone())?;
    print::line(&people(&world.citizens, crowd)?);
    print::line(&relying_parties(&clients, now.timestamp()));
    print::line(&organizations(&world));
    for warning in &world.warnings {
        print::line(&format!("warning: {warning}"));
    }
    print::line(&format!(
        "{} people, {} clients, {} organizations{}: no mistakes, {} warning(s)",
        count,
        world.clients.len(),
        world.organizations.len(),
        if scenarios.is_empty() { String::new() } else { format!(", {} scenarios", scenarios.len()) },
        world.warnings.len()
    ));
    Ok(())
}

/// Makes a database file.
pub fn seed(data: &Path, arguments: &FixtureArgs) -> anyhow::Result<()> {
    let zone = arguments.zone()?;
    let count = new_file::make(data, |making| {
        let clock = Clock::system();
        let world = arguments.load(clock.now())?;
        let count = world.size();
        let mut config = Config::at(SocketAddr::from(([127, 0, 0, 1], 8585)));
        config.settings.zone = zone;
        let platform = Platform::new(config, issuer_keys::published()?, None)?;
        filling::fill(&platform, StandParts { clock: Some(clock), world }, making).context("--data")?;
        Ok(count)
    })?;
    print::line(&format!("{} has {count} people; start with: esia-mock serve --data {0}", data.display()));
    Ok(())
}

fn people(at_hand: &[Citizen], crowd: Crowd) -> anyhow::Result<String> {
    let row = |citizen: &Citizen| {
        vec![
            citizen.persona.clone(),
            citizen.account.oid.to_string(),
            citizen.account.level.name().to_owned(),
            citizen.account.status.name().to_owned(),
            citizen.logins().join(" "),
            citizen.about.clone(),
        ]
    };
    let mut rows: Vec<_> = at_hand.iter().map(row).collect();
    crowd.each(|citizens| {
        rows.extend(citizens.iter().map(row));
        Ok::<_, anyhow::Error>(())
    })?;
    Ok(format!("People\n{}\n", print::table(&["persona", "oid", "level", "status", "logins", "about"], &rows)))
}

fn relying_parties(clients: &Clients, now: i64) -> String {
    let rows: Vec<_> = clients
        .iter()
        .map(|party| {
            let certificates = party.certificates.iter().map(|certificate| {
                let valid = if certificate.valid_at(now) { "valid" } else { "not valid today" };
                format!("{} ({valid})", certificate.subject())
            });
            let quirks: Vec<_> = party.client.quirks.iter().map(|quirk| quirk.def().name).collect();
            vec![
                party.client.mnemonic.to_string(),
                party.client.name.clone(),
                certificates.collect::<Vec<_>>().join("; "),
                quirks.join(" "),
                party.client.scopes.join(" "),
            ]
        })
        .collect();
    format!("Clients\n{}\n", print::table(&["client_id", "name", "certificates", "quirks", "scopes"], &rows))
}

fn organizations(world: &World) -> String {
    let rows: Vec<_> = world
        .organization_names
        .iter()
        .filter_map(|(name, oid)| {
            let organization = world.organization(name)?;
            Some(vec![
                name.clone(),
                oid.to_string(),
                Language::Russian.t(organization.data.kind.title_key()),
                organization.data.short_name.clone(),
            ])
        })
        .collect();
    format!("Organizations\n{}\n", print::table(&["organization", "oid", "kind", "name"], &rows))
}
