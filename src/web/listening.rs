//! Sockets to listen on: 127.0.0.1 along with ::1, for `localhost` leads to either.

use std::io;
use std::io::ErrorKind;
use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::net::Ipv6Addr;
use std::net::SocketAddr;
use std::net::TcpListener;

/// How many free ports are tried until one is free on both loopbacks.
const TRIES: usize = 20;

/// What is bound, and what could not be bound beside it.
#[derive(Debug)]
pub struct Listening {
    /// The sockets, that of the address first.
    pub listeners: Vec<TcpListener>,
    /// Why nobody listens on ::1, where the machine has such an address.
    pub failure: Option<io::Error>,
}

/// Binds an address, and what goes with it.
pub fn bind(address: SocketAddr) -> io::Result<Listening> {
    bind_by(address, TcpListener::bind)
}

/// Is it the address beside which ::1 is bound?
pub fn is_first_loopback(address: &SocketAddr) -> bool {
    address.ip() == IpAddr::V4(Ipv4Addr::LOCALHOST)
}

fn bind_by(address: SocketAddr, bind: impl Fn(SocketAddr) -> io::Result<TcpListener>) -> io::Result<Listening> {
    // Held until the end, so that the next free port is another one.
    let mut passed_over = Vec::new();
    loop {
        let listener = bind(address)?;
        if !is_first_loopback(&address) {
            return Ok(Listening { listeners: vec![listener], failure: None });
        }
        match bind(SocketAddr::from((Ipv6Addr::LOCALHOST, listener.local_addr()?.port()))) {
            Ok(beside) => return Ok(Listening { listeners: vec![listener, beside], failure: None }),
            Err(taken) if taken.kind() == ErrorKind::AddrInUse && address.port() == 0 && passed_over.len() < TRIES => {
                passed_over.push(listener);
            }
            Err(error) => {
                let failure = Some(error).filter(|error| error.kind() != ErrorKind::AddrNotAvailable);
                return Ok(Listening { listeners: vec![listener], failure });
            }
        }
    }
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
        let bound = bind_by(address.parse().expect("an address"), bind).expect("a free port");
        (bound.listeners.len(), bound.failure.map(|error| error.kind()))
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
}
