//! What an address was meant to be that leads nowhere on the portal: a website without its scheme,
//! a mailbox, a file. Takes the address as it is written; gives what should stand there. Words
//! nothing.

use crate::model::Catalogue;
use crate::source::{self, Sources};

/// What was meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// A website: `www.kk.dk`, `https//kk.dk`.
    Outside(String),
    /// A mailbox: `enhed@kk.dk`.
    Mailbox(String),
    /// The file of an entry, whose id it is.
    Entry(String),
    /// A document or an image that is not there, by the folder and the address it should have; and
    /// whether another of its name is.
    File { folder: &'static str, address: String, is_there: bool },
}

/// What ends the name of a host in most links of the public sector; other endings are those of
/// files as well.
const DOMAINS: &[&str] = &["com", "dk", "eu", "net", "nu", "org"];

impl Meant {
    pub(super) fn of(written: &str, catalogue: &Catalogue, sources: &Sources) -> Option<Self> {
        outside(written)
            .map(Self::Outside)
            .or_else(|| mailbox(written).map(Self::Mailbox))
            .or_else(|| entry(written, catalogue).map(Self::Entry))
            .or_else(|| file(written, sources))
    }
}

fn outside(written: &str) -> Option<String> {
    for scheme in ["https", "http"] {
        let rest = written.strip_prefix(scheme).and_then(|rest| rest.strip_prefix("//"));
        if let Some(rest) = rest {
            return Some(format!("{scheme}://{rest}"));
        }
    }
    let host = written.split(['/', '?', '#']).next()?;
    (is_host(host) && !host.contains('@')).then(|| format!("https://{written}"))
}

fn is_host(name: &str) -> bool {
    let Some((rest, last)) = name.rsplit_once('.') else { return false };
    let is_letter = |c: char| c.is_alphanumeric() || "-.".contains(c);
    DOMAINS.contains(&last.to_lowercase().as_str())
        && !rest.is_empty()
        && rest.chars().all(is_letter)
}

fn mailbox(written: &str) -> Option<String> {
    let (name, host) = written.split_once('@')?;
    let is_name = !name.is_empty() && !name.contains(['/', '?', '#']);
    (is_name && is_host(host)).then(|| format!("mailto:{written}"))
}

/// `../contacts/enheden.md`: a link as it is written in other programs.
fn entry(written: &str, catalogue: &Catalogue) -> Option<String> {
    let name = written.split('#').next()?.rsplit('/').next()?;
    let id = [".md", ".markdown", ".html"].iter().find_map(|ending| name.strip_suffix(ending))?;
    catalogue.by_id(id).map(|_| id.to_owned())
}

fn file(written: &str, sources: &Sources) -> Option<Meant> {
    let name = written.split(['?', '#']).next()?.rsplit('/').next()?;
    let right = source::right_path(&format!("content/{name}"))?;
    let (folder, published) = [("content/files/", "filer"), ("content/images/", "images")]
        .into_iter()
        .find(|(folder, _)| right.starts_with(folder))?;
    let path = format!("{published}/{name}");
    let is_there = sources.assets().iter().any(|asset| asset.path == path);
    Some(Meant::File { folder, address: format!("/{path}"), is_there })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_website_is_told_from_a_page_and_from_a_file() {
        for (written, meant) in [
            ("www.kk.dk/a", Some("https://www.kk.dk/a")),
            ("kk.dk", Some("https://kk.dk")),
            ("https//www.kk.dk", Some("https://www.kk.dk")),
            ("plan.docx", None),
            ("/tilbud/a.dk/", None),
            ("../tilbud/a/", None),
        ] {
            assert_eq!(outside(written).as_deref(), meant, "{written}");
        }
        assert_eq!(mailbox("enhed@kk.dk").as_deref(), Some("mailto:enhed@kk.dk"));
        assert_eq!(mailbox("/a@kk.dk"), None);
    }
}
