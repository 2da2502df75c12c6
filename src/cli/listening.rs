//! `--listen` and `--stand-ports`: where the server listens.

use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::ToSocketAddrs as _;
use std::ops::RangeInclusive;

use anyhow::Context as _;

use crate::cli::log::Log;
use crate::web::listening;
use crate::web::listening::Listening;

const DEFAULT: &str = "127.0.0.1:8585";

/// Where to listen.
pub fn address(text: Option<&str>) -> anyhow::Result<SocketAddr> {
    let text = text.unwrap_or(DEFAULT);
    let addresses: Vec<_> = text.to_socket_addrs().into_iter().flatten().collect();
    // `localhost` is both; which comes first depends on the machine.
    let loopback = addresses.iter().find(|address| listening::is_first_loopback(address));
    loopback
        .or(addresses.first())
        .copied()
        .with_context(|| format!("--listen {text:?}: expected an address with a port, such as 127.0.0.1:8585"))
}

/// Binds an address, and ::1 beside 127.0.0.1 if that can be done.
pub fn bind(address: SocketAddr, log: &Log) -> anyhow::Result<Vec<TcpListener>> {
    let Listening { listeners, failure } = listening::bind(address).with_context(|| {
        format!("--listen {address}: the address is taken or not ours; --listen 127.0.0.1:0 takes a free port")
    })?;
    if let Some(failure) = failure {
        log.note(&format!("localhost may lead to [::1] as well, where nobody answers: {failure}"));
    }
    Ok(listeners)
}

/// `--stand-ports`: from one port to another.
pub fn ports(text: &str) -> anyhow::Result<RangeInclusive<u16>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let port = |text: &str| text.trim().parse().ok().filter(|port| *port > 0);
    let range = port(first).zip(port(last)).filter(|(first, last)| first <= last);
    let (first, last) = range.with_context(|| format!("--stand-ports {text:?}: expected ports such as 8600-8699"))?;
    Ok(first..=last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn localhost_is_the_first_loopback() {
        let read = |text| address(Some(text)).map(|address| address.to_string()).ok();
        assert_eq!(read("localhost:8585").as_deref(), Some("127.0.0.1:8585"));
        assert_eq!(read("[::1]:8585").as_deref(), Some("[::1]:8585"));
        assert_eq!(address(None).map(|address| address.to_string()).ok().as_deref(), Some(DEFAULT));
        assert!(["", "8585", "127.0.0.1", "127.0.0.1:99999"].into_iter().all(|wrong| read(wrong).is_none()));
    }

    #[test]
    fn ports_are_a_range() {
        assert_eq!(ports("8600-8699").ok(), Some(8600..=8699));
        assert_eq!(ports("8600").ok(), Some(8600..=8600));
        for wrong in ["", "-", "0-1", "8699-8600", "8600-", "8600-99999", "a-b", "1-2-3"] {
            assert!(ports(wrong).is_err(), "{wrong}");
        }
    }
}
