//! Keys that the command line makes: never overwritten, of every kind, told by name.

use super::FREE;
use super::foreign_folder;
use super::text;
use crate::support::Http;
use crate::support::folder::Folder;
use crate::support::program::run;
use crate::support::program::serve;

#[test]
fn keys_are_never_overwritten_and_are_told_apart() {
    let folder = foreign_folder();
    let again = run(&["keys", "client", "--mnemonic", "CITY_DIARY", "--out", &text(&folder, "certificates")]);
    assert_eq!(again.code, Some(1));
    assert!(again.err.contains("not overwritten"), "{}", again.err);
    let shown = run(&["keys", "show", &text(&folder, "certificates/city_diary.crt")]);
    assert!(shown.out.contains("CN=CITY_DIARY") && shown.out.contains("Streebog-256"), "{}", shown.out);
    let wrong = run(&["keys", "client", "--mnemonic", "small letters", "--out", &text(&folder, "")]);
    assert_eq!(wrong.code, Some(1));
    assert!(wrong.err.contains("upper-case"), "{}", wrong.err);
}

#[test]
fn keys_of_every_kind_are_made_and_named() {
    let folder = Folder::new();
    for (kind, set, shown) in [
        (&["--algorithm", "gost256"][..], "gost256", "GOST R 34.10-2012 (256), CryptoPro-XchA"),
        (&["--algorithm", "gost512"], "gost512", "GOST R 34.10-2012 (512), tc26-512-A"),
        (&["--algorithm", "gost256", "--parameter-set", "TC26-256-a"], "tc26", "GOST R 34.10-2012 (256), tc26-256-A"),
        (&["--algorithm", "gost512", "--parameter-set", "1.2.643.7.1.2.1.2.3"], "c", "tc26-512-C"),
        (&[], "rsa", "RSA, 2048 bits"),
    ] {
        let out = text(&folder, set);
        let made = run(&[&["keys", "issuer", "--out", &out], kind].concat());
        assert_eq!(made.code, Some(0), "{}", made.err);
        let certificate = run(&["keys", "show", &format!("{out}/issuer.crt")]);
        assert!(certificate.out.contains(shown), "{}", certificate.out);
    }
    for (wrong, words) in [
        (&["--parameter-set", "CryptoPro-A"][..], "belongs to --algorithm"),
        (&["--algorithm", "gost256", "--parameter-set", "tc26-512-A"], "one of TestParamSet, CryptoPro-A, "),
    ] {
        let refused = run(&[&["keys", "issuer", "--out", &text(&folder, "wrong")], wrong].concat());
        assert!(refused.code == Some(1) && refused.err.contains(words), "{}", refused.err);
    }
    let pair =
        |name: &str| (text(&folder, &format!("{name}/issuer.pem")), text(&folder, &format!("{name}/issuer.crt")));
    let with = |key: &str, certificate: &str| {
        [&["serve"][..], &FREE, &["--issuer-gost-key", key, "--issuer-gost-certificate", certificate]]
            .concat()
            .join(" ")
    };
    let (key, certificate) = pair("gost256");
    for (key, certificate, words) in [
        (&key, &pair("tc26").1, "is of another key"),
        (&pair("gost512").0, &pair("gost512").1, "keys of 256 bits"),
        (&pair("rsa").0, &pair("rsa").1, "rsaEncryption"),
    ] {
        let arguments = with(key, certificate);
        let refused = run(&arguments.split(' ').collect::<Vec<_>>());
        assert!(refused.code == Some(1) && refused.err.contains(words), "{}", refused.err);
    }
    let alone = run(&[&["serve"][..], &FREE, &["--issuer-gost-key", &key]].concat());
    assert!(alone.err.contains("belong together"), "{}", alone.err);
    let own = serve(&[&FREE[..], &["--issuer-gost-key", &key, "--issuer-gost-certificate", &certificate]].concat());
    let http = Http::new();
    let published = http.send(http.get(&format!("{}/public/GOST_MOCK.crt", own.base)));
    assert_eq!(published.text(), std::fs::read_to_string(&certificate).expect("a certificate"));
}
