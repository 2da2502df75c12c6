//! `--ready-file`: a file that is there while the server listens, with its address, for whoever waits for that.

use std::fs;
use std::io;
use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::net::Ipv6Addr;
use std::net::SocketAddr;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context as _;

/// The file; it is gone with this value.
#[derive(Debug)]
pub struct ReadyFile(PathBuf);

impl ReadyFile {
    /// Takes away what an earlier server may have left there: it would say that this one listens.
    pub fn prepare(path: &Path) -> anyhow::Result<Self> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error).with_context(|| told(path)),
            Ok(()) | Err(_) => Ok(Self(path.to_owned())),
        }
    }

    /// Says where the server listens; whoever looks finds all of it or nothing.
    pub fn write(&self, address: SocketAddr, is_secure: bool) -> anyhow::Result<()> {
        let mut name = self.0.as_os_str().to_owned();
        name.push(format!(".{}", std::process::id()));
        let half = PathBuf::from(name);
        let written =
            fs::write(&half, format!("{}\n", here(address, is_secure))).and_then(|()| fs::rename(&half, &self.0));
        written.with_context(|| told(&self.0))
    }
}

impl Drop for ReadyFile {
    fn drop(&mut self) {
        // Whoever has taken it away was faster.
        let _ = fs::remove_file(&self.0);
    }
}

fn told(path: &Path) -> String {
    format!("--ready-file {}", path.display())
}

/// The URL by which this machine reaches a server that listens there.
pub fn here(address: SocketAddr, is_secure: bool) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!("{}://{}", scheme(is_secure), SocketAddr::new(ip, address.port()))
}

/// What is spoken there.
pub fn scheme(is_secure: bool) -> &'static str {
    if is_secure { "https" } else { "http" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_listens_everywhere_is_reached_here() {
        let url = |text: &str| here(text.parse().expect("an address"), false);
        assert_eq!(url("0.0.0.0:8585"), "http://127.0.0.1:8585");
        assert_eq!(url("[::]:8585"), "http://[::1]:8585");
        assert_eq!(url("192.0.2.7:80"), "http://192.0.2.7:80");
    }
}
