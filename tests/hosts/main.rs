//! The rules that `portal build --host` writes, in the web servers themselves: every file of the
//! whole portal is asked for, and every redirect, over the loopback interface. A server that is not
//! installed is said, and its tests are listed as ignored; nginx is a failure there if `CI` is
//! `true`.
#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "all of this is a test, which clippy cannot see where the harness is our own"
)]

mod portal;
mod request;
mod server;

use std::process::{Command, ExitCode, Stdio};

use libtest_mimic::{Arguments, Trial};

use portal::Portal;
use request::{Response, get};
use server::{Kind, Server};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    if !Kind::Nginx.is_installed() && std::env::var("CI").as_deref() == Ok("true") {
        return ExitCode::FAILURE;
    }
    let served = Kind::ALL.map(|kind| {
        let name = format!("{}_serves_every_address_as_the_portal_wants_it", kind.name());
        Trial::test(name, move || {
            whole(kind);
            Ok(())
        })
        .with_ignored_flag(!is_there(kind))
    });
    let below = Kind::ALL.map(|kind| {
        let name = format!("{}_serves_a_portal_in_a_folder", kind.name());
        Trial::test(name, move || {
            in_a_folder(kind);
            Ok(())
        })
        .with_ignored_flag(!is_there(kind))
    });
    let told = Trial::test("what_iis_and_netlify_read_is_well_formed", || {
        well_formed();
        Ok(())
    });
    libtest_mimic::run(&arguments, served.into_iter().chain(below).chain([told]).collect())
        .exit_code()
}

/// Whether a server can be started, which is said where it cannot.
#[expect(clippy::print_stderr, reason = "a test that is ignored says nothing itself")]
fn is_there(kind: Kind) -> bool {
    let installed = kind.is_installed();
    if !installed {
        eprintln!("{} is not installed: its tests are ignored", kind.program());
    }
    installed
}

fn whole(kind: Kind) {
    let portal = Portal::whole("https://portal.example");
    portal.build(&["--host", kind.name()]);
    let server = Server::start(kind, &portal.public(), &portal.beside(kind));
    let (mut wrong, mut asked) = (Vec::new(), 0);
    for file in portal.files() {
        asked += 1;
        let address = request::address_of(&file.path);
        wrong.extend(
            judge(&file, &get(server.port, &address, None)).map(|why| format!("{address}: {why}")),
        );
    }
    let missing = get(server.port, "/findes/ikke/", None);
    if missing.status != 404 || missing.body != portal.read("404.html") {
        wrong.push(format!("404: {} and {} bytes", missing.status, missing.body.len()));
    }
    wrong.extend(headers(&missing).map(|why| format!("404: {why}")));
    for hidden in ["/.portal-site", "/.htaccess"] {
        let answer = get(server.port, hidden, None);
        if !matches!(answer.status, 403 | 404) {
            wrong.push(format!("{hidden}: {}", answer.status));
        }
    }
    let bare = get(server.port, "/tilbud", None);
    if !matches!(bare.status, 301 | 302 | 308) || !bare.header("location").ends_with("/tilbud/") {
        wrong.push(format!("/tilbud: {} {}", bare.status, bare.header("location")));
    }
    assert!(asked > 500, "{asked} files");
    assert!(
        wrong.is_empty(),
        "{} of {asked} answers are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// What is wrong with the answer for a file.
fn judge(file: &portal::File, answer: &Response) -> Option<String> {
    if let Some(to) = &file.leads_to {
        if answer.status != 301 || answer.leads_to() != to {
            return Some(format!("{} to `{}` instead of `{to}`", answer.status, answer.leads_to()));
        }
        return headers(answer).or_else(|| cached(answer, "no-cache"));
    }
    let status = if file.is_gone { 410 } else { 200 };
    if answer.status != status {
        return Some(format!("{} instead of {status}", answer.status));
    }
    if answer.body != file.bytes {
        return Some("other bytes".to_owned());
    }
    let media_type = request::media_type(&file.path);
    if answer.header("content-type").replace("; ", ";") != media_type.replace("; ", ";") {
        return Some(format!("`{}` instead of `{media_type}`", answer.header("content-type")));
    }
    let caching = if file.is_hashed() { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers(answer).or_else(|| cached(answer, caching))
}

fn cached(answer: &Response, caching: &str) -> Option<String> {
    let sent: Vec<_> = answer.all("cache-control").collect();
    (sent != [caching]).then(|| format!("cache-control {sent:?} instead of {caching}"))
}

/// What is wrong with the headers that every answer has: each stands there, once.
fn headers(answer: &Response) -> Option<String> {
    let expected = [
        ("content-security-policy", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=()"),
    ];
    let wrong = expected.into_iter().find(|(name, start)| {
        let sent: Vec<_> = answer.all(name).collect();
        sent.len() != 1 || !sent[0].starts_with(start)
    });
    wrong.map(|(name, _)| format!("{name} is {:?}", answer.all(name).collect::<Vec<_>>()))
}

fn in_a_folder(kind: Kind) {
    let portal = Portal::small("https://portal.example/mappe", "mappe");
    portal.build(&["--host", kind.name(), "--precompress"]);
    let server = Server::start(kind, portal.folder.path(), &portal.beside(kind));
    let page = get(server.port, "/mappe/tilbud/nyt-hold/", None);
    assert_eq!(
        (page.status, page.body),
        (200, portal.read("tilbud/nyt-hold/index.html")),
        "the page"
    );
    for from in ["/mappe/t/nyt-hold/", "/mappe/t/hold/", "/mappe/tilbud/hold/"] {
        let answer = get(server.port, from, None);
        assert_eq!((answer.status, answer.leads_to()), (301, "/mappe/tilbud/nyt-hold/"), "{from}");
    }
    let missing = get(server.port, "/mappe/findes/ikke/", None);
    assert_eq!(
        (missing.status, missing.body),
        (404, portal.read("404.html")),
        "the page for wrong addresses"
    );
    let gone = get(server.port, "/mappe/filer/plan.pdf", None);
    assert_eq!(gone.status, 410, "a file that is gone");
    if kind != Kind::Apache {
        let packed = get(server.port, "/mappe/", Some("gzip"));
        assert_eq!(packed.header("content-encoding"), "gzip", "the packed twin");
        assert!(packed.body == portal.read("index.html.gz"), "the packed twin's bytes");
    }
}

fn well_formed() {
    let portal = Portal::small("https://portal.example", "public");
    portal.build(&["--host", "iis"]);
    let config = String::from_utf8(portal.read("web.config")).expect("text");
    let document = roxmltree::Document::parse(&config).expect("XML that is well-formed");
    let redirects = document.descendants().filter(|node| node.has_tag_name("httpRedirect")).count();
    // Two older addresses, and the short links of an offer and a unit.
    assert_eq!(redirects, 4, "{config}");
    let types = document
        .descendants()
        .filter(|node| node.attribute("mimeType") == Some("application/wasm"));
    assert_eq!(types.count(), 1);
    portal.build(&["--host", "netlify"]);
    let redirects = String::from_utf8(portal.read("_redirects")).expect("text");
    assert!(redirects.contains("/t/nyt-hold/ /tilbud/nyt-hold/ 301!"), "{redirects}");
    assert!(
        !portal.public().join("web.config").exists(),
        "what another server reads is taken away"
    );
}

/// Whether a program can be started.
fn starts(program: &str, arguments: &[&str]) -> bool {
    let started =
        Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    started.is_ok()
}
