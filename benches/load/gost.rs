//! How fast the program itself signs and verifies by ГОСТ, on one core. OpenSSL's engine for it is no yardstick: nobody
//! has it by default.

use std::hint::black_box;
use std::time::Duration;
use std::time::Instant;

use esia_mock::crypto::Signer as _;
use esia_mock::crypto::Verifier as _;
use esia_mock::crypto::gost;
use esia_mock::crypto::gost::GostSigner;
use esia_mock::crypto::gost::GostVerifier;
use esia_mock::crypto::gost::ParameterSet;
use esia_mock::random::Random;

use crate::openssl::Speed;

/// As long as what is signed in a token.
const MESSAGE: [u8; 700] = [b'x'; 700];

/// What is measured: its name, and what the aim is.
const SETS: [(&str, ParameterSet, &str); 2] = [
    ("ГОСТ 256 (CryptoPro-A)", ParameterSet::CryptoProA, "≥ 30 000, ≥ 5 000"),
    ("ГОСТ 512 (tc26-512-A)", ParameterSet::Tc26A512, ""),
];

/// One row of the table for each.
pub(crate) fn measure_all(seconds: u32) -> anyhow::Result<Vec<Row>> {
    SETS.into_iter().map(|(name, set, aim)| Ok(Row { name, speed: measure(set, seconds)?, aim })).collect()
}

/// How fast it was.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// What.
    pub(crate) name: &'static str,
    /// The result.
    pub(crate) speed: Speed,
    /// What is wanted.
    pub(crate) aim: &'static str,
}

/// Signatures and verifications a second, digest of the message included.
fn measure(set: ParameterSet, seconds: u32) -> anyhow::Result<Speed> {
    let signer = GostSigner::from_pem(&gost::generate(&mut Random::seeded(1).generator(), set)?)?;
    let verifier = GostVerifier::new(signer.public().clone());
    let signature = signer.sign(&MESSAGE)?;
    let time = Duration::from_secs(seconds.into());
    Ok(Speed {
        sign: per_second(time, || signer.sign(black_box(&MESSAGE)).is_ok())?,
        verify: per_second(time, || verifier.verify(black_box(&MESSAGE), &signature).is_ok())?,
    })
}

fn per_second(time: Duration, mut job: impl FnMut() -> bool) -> anyhow::Result<f64> {
    let (start, mut done) = (Instant::now(), 0_u32);
    while start.elapsed() < time {
        anyhow::ensure!(job(), "a signature went wrong");
        done += 1;
    }
    Ok(f64::from(done) / start.elapsed().as_secs_f64())
}
