//! `--listen`: the sockets of the server.

use std::io;
use std::io::ErrorKind;
use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::net::Ipv6Addr;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::ToSocketAddrs as _;

use anyhow::Context as _;

use crate::cli::print;

const DEFAULT: &str = "127.0.0.1:8585";

/// How many free ports are tried until one is free on both loopbacks.
const TRIES: usize = 20;

/// Where to listen.
pub fn address(text: Option<&str>) -> anyhow::Result<SocketAddr> {
    let text = text.unwrap_or(DEFAULT);
    let addresses: Vec<_> = text.to_socket_addrs().into_iter().flatten().collect();
    // `localhost` is both; which comes first depends on the machine.
    let loopback = addresses.iter().find(|address| is_loopback(address));
    loopback
        .or(addresses.first())
        .copied()
        .with_context(|| format!("--listen {text:?}: expected an address with a port, such as 127.0.0.1:8585"))
}

/// Binds an address; 127.0.0.1 along with ::1, for `localhost` leads to either.
pub fn bind(address: SocketAddr) -> anyhow::Result<Vec<TcpListener>> {
    let (listeners, failure) = bind_by(address, TcpListener::bind).with_context(|| {
        format!("--listen {address}: the address is taken or not ours; --listen 127.0.0.1:0 takes a free port")
    })?;
    if let Some(failure) = failure {
        print::note(&format!("localhost may lead to [::1] as well, where nobody answers: {failure}"));
    }
    Ok(listeners)
}

/// The sockets, and why there is none on ::1, unless the machine has no such address.
fn bind_by(
    address: SocketAddr,
    bind: impl Fn(SocketAddr) -> io::Result<TcpListener>,
) -> io::Result<(Vec<TcpListener>, Option<io::Error>)> {
    // Held until the end, so that the next free port is another one.
    let mut passed_over = Vec::new();
    loop {
        let listener = bind(address)?;
        if !is_loopback(&address) {
            return Ok((vec![listener], None));
        }
        match bind(SocketAddr::from((Ipv6Addr::LOCALHOST, listener.local_addr()?.port()))) {
            Ok(beside) => return Ok((vec![listener, beside], None)),
            Err(taken) if taken.kind() == ErrorKind::AddrInUse && address.port() == 0 && passed_over.len() < TRIES => {
                passed_over.push(listener);
            }
            Err(error) => {
                return Ok((vec![listener], Some(error).filter(|error| error.kind() != ErrorKind::AddrNotAvailable)));
            }
        }
    }
}

fn is_loopback(address: &SocketAddr) -> bool {
    address.ip() == IpAddr::V4(Ipv4Addr::LOCALHOST)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    const FREE: &str = "127.0.0.1:0";

    /// Binds on 127.0.0.1 as it is, on ::1 so many times not.
    fn failing(times: usize, kind: ErrorKind) -> impl Fn(SocketAddr) -> io::Result<TcpListener> {
        let left = Cell::new(times);
        move |address| {
            if address.is_ipv4() {
                return TcpListener::bind(address);
            }
            if left.get() > 0 {
                left.set(left.get() - 1);
                return Err(kind.into());
            }
            // The machine of the test may have no ::1.
            TcpListener::bind(FREE)
        }
    }

    fn bound(address: &str, bind: impl Fn(SocketAddr) -> io::Result<TcpListener>) -> (usize, Option<ErrorKind>) {
        let (listeners, failure) = bind_by(address.parse().expect("an address"), bind).expect("a free port");
        (listeners.len(), failure.map(|error| error.kind()))
    }

    #[test]
    fn a_free_port_is_free_on_both_loopbacks() {
        assert_eq!(bound(FREE, failing(0, ErrorKind::AddrInUse)), (2, None));
        assert_eq!(bound(FREE, failing(5, ErrorKind::AddrInUse)), (2, None), "another one is tried");
        assert_eq!(bound(FREE, failing(99, ErrorKind::AddrInUse)), (1, Some(ErrorKind::AddrInUse)), "not for ever");
    }

    #[test]
    fn a_failure_on_the_second_loopback_is_told_and_ends_nothing() {
        assert_eq!(bound(FREE, failing(1, ErrorKind::PermissionDenied)), (1, Some(ErrorKind::PermissionDenied)));
        assert_eq!(bound(FREE, failing(1, ErrorKind::AddrNotAvailable)), (1, None), "the machine has none");
        let free = TcpListener::bind(FREE).and_then(|free| free.local_addr()).expect("a port that was free");
        let named = bound(&free.to_string(), failing(1, ErrorKind::AddrInUse));
        assert_eq!(named, (1, Some(ErrorKind::AddrInUse)), "a port that was asked for is no other");
    }

    #[test]
    fn other_addresses_are_bound_alone() {
        assert_eq!(bound("127.0.0.2:0", TcpListener::bind), (1, None));
        assert_eq!(bound("0.0.0.0:0", TcpListener::bind), (1, None));
    }

    #[test]
    fn localhost_is_the_first_loopback() {
        let read = |text| address(Some(text)).map(|address| address.to_string()).ok();
        assert_eq!(read("localhost:8585").as_deref(), Some("127.0.0.1:8585"));
        assert_eq!(read("[::1]:8585").as_deref(), Some("[::1]:8585"));
        assert_eq!(address(None).map(|address| address.to_string()).ok().as_deref(), Some(DEFAULT));
        assert!(["", "8585", "127.0.0.1", "127.0.0.1:99999"].into_iter().all(|wrong| read(wrong).is_none()));
    }
}
