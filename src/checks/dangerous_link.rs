//! `dangerous-link`: a link that would run a program or open a file instead of a page, that tells
//! readers a password, or that leads nowhere but on the machine of whoever wrote it.
//!
//! Why: `javascript:` and `data:` addresses run what somebody else wrote, in the name of the
//! portal. The address is judged as a browser reads it: entities, capitals, tabs and spaces do not
//! hide the scheme. (A `website` that is not `https://` or `http://` is a `bad-url`, and an `email`
//! with a colon a `bad-email`: neither gets this far.) Wrong: `[Åbn skemaet](javascript:aabn())`.
//! Right: `[Åbn skemaet](https://www.kk.dk/skema)`.

use super::Inputs;
use super::written::readdressed;
use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::markup::{Address, address};
use crate::model::{has_password, twice};
use crate::prose::Leads;
use crate::routes::file_of;
use crate::source::Place;

/// A scheme other than `https`, `http`, `mailto` and `tel`.
pub(super) static DANGEROUS_LINK: Code = Code::error("dangerous-link");

fn dangerous_link(place: Place, address: &str) -> Diagnostic {
    if has_password(address) {
        return password(place, address);
    }
    let diagnostic = Diagnostic::new(&DANGEROUS_LINK, place)
        .with("address", address.replace(char::is_control, " "));
    // Of all that is asked of a mail, only the end of a line in its head is refused.
    if address.trim_start().to_lowercase().starts_with("mailto:") {
        return diagnostic.message("message_mail").help("help_mail");
    }
    match (local_file(address), meant_scheme(address)) {
        (Some(name), _) => {
            diagnostic.with("name", name).message("message_local").help("help_local")
        }
        (None, Some(meant)) => {
            diagnostic.with("meant", meant).message("message_scheme").help("help_scheme")
        }
        (None, None) if is_foreign(address) => diagnostic.message("message_foreign"),
        (None, None) => diagnostic,
    }
}

/// Whether an address leads to a server of a kind that browsers no longer open (the schemes of
/// IANA's register that name one).
fn is_foreign(address: &str) -> bool {
    let scheme = address.split(':').next().unwrap_or_default().trim().to_lowercase();
    ["dav", "ftp", "ftps", "gopher", "imap", "ldap", "news", "nfs", "rtsp", "sftp", "smb", "ssh"]
        .contains(&scheme.as_str())
}

/// A local file whose copy is published already: the link as it should be.
fn mended(diagnostic: Diagnostic, address: &str, input: &Inputs<'_>) -> Diagnostic {
    if has_password(address) {
        return diagnostic;
    }
    if let Some(meant) = meant_scheme(address) {
        return readdressed(diagnostic, address, &meant, input.sources);
    }
    let place = diagnostic.place;
    let written = input.sources.file(place.file).text().get(place.span.range()).unwrap_or_default();
    let is_image = written.starts_with('!');
    let folder = if is_image { "images" } else { "filer" };
    let Some(name) = local_file(address) else { return diagnostic };
    let diagnostic = if is_image { diagnostic.help("help_local_image") } else { diagnostic };
    let published = Some(format!("{folder}/{name}"));
    let is_there = |path: &String| input.sources.assets().iter().any(|asset| asset.path == *path);
    match (published.filter(is_there), written.rfind("](")) {
        (Some(path), Some(at)) => diagnostic.instead(format!("{}](/{path})", &written[..at])),
        _ => diagnostic,
    }
}

/// The name of a file on a drive or a share: `C:\plan.docx`, `\\\\server\\plan.docx`,
/// `file:///C:/plan.docx`.
fn local_file(address: &str) -> Option<&str> {
    let bytes = address.as_bytes();
    let drive = bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':';
    let is_local =
        drive || address.starts_with('\\') || address.to_lowercase().starts_with("file:");
    let name = address.rsplit(['/', '\\', ':']).next().filter(|name| !name.is_empty());
    if is_local { name } else { None }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let mut found: Findings = dangerous(input);
    found.extend(input.entries().flat_map(|(entry, prose)| {
        prose.links.iter().filter(|link| link.leads != Leads::Dangerous).filter_map(|link| {
            let fault = Fault::of(&link.destination)?;
            let place = entry.place(link.span);
            Some(faulty(place, &link.destination, &fault, input))
        })
    }));
    found
}

/// What is wrong with an address that runs nothing.
#[derive(Debug, PartialEq, Eq)]
enum Fault {
    /// Somebody's name or password stands in it.
    Password,
    /// It leads to the machine of whoever reads it.
    Own,
    /// It lies on somebody's own drive at a host of such drives.
    Drive(String),
    /// `//kk.dk`, `http:/kk.dk`; what was meant.
    Whole(String),
}

impl Fault {
    fn of(address: &str) -> Option<Self> {
        let lower = address.to_lowercase();
        let scheme = ["https:", "http:"].into_iter().find(|scheme| lower.starts_with(scheme));
        let rest = &address[scheme.map_or(0, str::len)..];
        let bare = rest.trim_start_matches('/');
        let is_outside = scheme.is_some() || rest.starts_with("//");
        let bare = is_outside.then_some(bare)?;
        let authority = bare.split(['/', '?', '#']).next().unwrap_or_default();
        let host = authority.rsplit('@').next().unwrap_or_default().to_lowercase();
        if authority.contains('@') {
            Some(Self::Password)
        } else if let Some(meant) = scheme.and_then(|_| twice(bare)) {
            Some(Self::Whole(meant.to_owned()))
        } else if is_own(&host) {
            Some(Self::Own)
        } else if is_drive(&host) {
            Some(Self::Drive(host))
        } else if scheme.is_none() || rest.len() - bare.len() != 2 {
            Some(Self::Whole(format!("{}//{bare}", scheme.unwrap_or("https:"))))
        } else {
            None
        }
    }
}

/// Whether a host keeps the files of one person each, as OneDrive does: a link to one lets in those
/// whom that person has let in, and nobody once the person is gone.
fn is_drive(host: &str) -> bool {
    host.ends_with("-my.sharepoint.com")
        || ["1drv.ms", "d.docs.live.net", "onedrive.live.com"].contains(&host)
}

/// Whether a host is the reader's own machine (RFC 6761, 6.3; RFC 1122, 3.2.1.3).
fn is_own(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let loopback = name
        .strip_prefix("127.")
        .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'));
    loopback
        || name == "localhost"
        || name.ends_with(".localhost")
        || ["0.0.0.0", "[::1]"].contains(&name)
}

/// What follows the name of the machine.
fn own_page(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("//")?;
    rest.find('/').map(|at| &rest[at..])
}

/// An address with a password, which itself is not told on.
fn password(place: Place, address: &str) -> Diagnostic {
    let host = address.rsplit('@').next().unwrap_or_default();
    let diagnostic = Diagnostic::new(&DANGEROUS_LINK, place).with("address", format!("…@{host}"));
    diagnostic.message("message_password").help("help_password")
}

fn faulty(place: Place, address: &str, fault: &Fault, input: &Inputs<'_>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&DANGEROUS_LINK, place);
    match fault {
        Fault::Password => password(place, address),
        Fault::Drive(host) => {
            diagnostic.with("host", host).message("message_drive").help("help_drive")
        }
        Fault::Own => {
            let diagnostic = diagnostic.with("address", address);
            let is_page = |path: &&str| {
                let page = path.split(['?', '#']).next().unwrap_or_default();
                input.routes.what(&file_of(page)).is_some()
            };
            match own_page(address).filter(is_page) {
                Some(path) => {
                    let found = diagnostic.message("message_own_page").help("help_own_page");
                    readdressed(found, address, path, input.sources)
                }
                None => diagnostic.message("message_own").help("help_own"),
            }
        }
        Fault::Whole(meant) => {
            let diagnostic = diagnostic.with("address", address).with("meant", meant);
            let diagnostic = diagnostic.message("message_whole").help("help_whole");
            readdressed(diagnostic, address, meant, input.sources)
        }
    }
}

/// A slip of one of the schemes that there are: `htps://kk.dk`, `mail:a@b.dk`.
fn meant_scheme(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once(':')?;
    let lower = scheme.trim().to_lowercase();
    let meant = match lower.as_str() {
        "mail" | "email" | "e-mail" | "mailto " | "mialto" | "maito" if rest.contains('@') => {
            "mailto"
        }
        "tlf" | "telefon" | "phone" => "tel",
        _ if rest.starts_with("//") && lower.starts_with('h') => {
            nearest(&lower, ["https", "http"])?
        }
        _ => return None,
    };
    Some(format!("{meant}:{rest}"))
}

fn dangerous(input: &Inputs<'_>) -> Findings {
    let dangerous = input.entries().flat_map(|(entry, prose)| {
        let links = prose.links.iter().filter(|link| link.leads == Leads::Dangerous);
        let links = links.map(|link| (link.span, &link.destination));
        let images =
            prose.images.iter().filter(|image| address(&image.address) == Address::Dangerous);
        let images = images.map(|image| (image.span, &image.address));
        links.chain(images).map(|(span, address)| {
            mended(dangerous_link(entry.place(span), address), address, input)
        })
    });
    dangerous.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_whole_and_anybodys() {
        for address in
            ["https://kk.dk/a@b", "http://intranet/", "/a/", "mailto:a@b.dk", "#x", "tel:33"]
        {
            assert_eq!(Fault::of(address), None, "{address}");
        }
        for address in ["https://u:p@kk.dk/", "//u@kk.dk", "HTTP://u@kk.dk"] {
            assert_eq!(Fault::of(address), Some(Fault::Password), "{address}");
        }
        for address in ["http://localhost:8080/soeg/", "http://127.0.0.1/", "https://[::1]:80/"] {
            assert_eq!(Fault::of(address), Some(Fault::Own), "{address}");
        }
        for (address, meant) in [
            ("//kk.dk/x", "https://kk.dk/x"),
            ("http:/kk.dk", "http://kk.dk"),
            ("https:kk.dk", "https://kk.dk"),
            ("https:///kk.dk", "https://kk.dk"),
        ] {
            assert_eq!(Fault::of(address), Some(Fault::Whole(meant.to_owned())), "{address}");
        }
    }

    #[test]
    fn a_slip_of_a_scheme_is_told_from_a_program() {
        assert_eq!(meant_scheme("htps://kk.dk").as_deref(), Some("https://kk.dk"));
        assert_eq!(meant_scheme("mail:a@b.dk").as_deref(), Some("mailto:a@b.dk"));
        assert_eq!(meant_scheme("javascript:x"), None);
        assert_eq!(meant_scheme("javascript://x"), None);
    }
}
