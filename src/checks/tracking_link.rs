//! `tracking-link`: a link that goes by way of a program which looks at who follows it, or that says
//! from where its reader came.
//!
//! Why: mail programs put their own address before that of a link, often with the mailbox of the
//! one who received it; the link dies with the mail, and somebody elsewhere is told who reads the
//! portal. Wrong: `[Notatet](https://eur02.safelinks.protection.outlook.com/?url=…)`. Right: the
//! address of the page itself.

use super::{Inputs, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::percent::decoded;

/// The address of a program that leads on to another.
pub(super) static TRACKING_LINK: Code = Code::warning("tracking-link");

/// Parts of the hosts of such programs, and the name of what they lead on to.
const PROGRAMS: &[(&str, &str)] = &[
    ("safelinks.protection.outlook.com", "url"),
    ("urldefense.", "u"),
    ("linkprotect.cudasvc.com", "a"),
    ("l.facebook.com", "u"),
    ("www.google.com/url", "q"),
];

/// Beginnings of the names of what newsletters, advertisements and social networks put behind an
/// address.
const MARKS: &[&str] = &["utm_", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid"];

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let links = input.entries().flat_map(|(entry, prose)| {
        let links = prose.links.iter();
        links.map(move |link| (entry.place(link.span), link.destination.as_str()))
    });
    let websites = input
        .catalogue
        .contacts
        .iter()
        .filter_map(|unit| Some((unit.entry.place_of("website"), unit.website.as_deref()?)));
    let told = links.chain(websites).filter_map(|(place, address)| {
        let found = Diagnostic::new(&TRACKING_LINK, place);
        let program = PROGRAMS.iter().find(|(host, _)| address.contains(host));
        let (found, meant) = if let Some((_, parameter)) = program {
            (found, onward(address, parameter))
        } else {
            let bare = unmarked(address)?;
            (found.message("message_marks").help("help_marks"), Some(bare))
        };
        Some(match meant {
            Some(meant) => written::readdressed(found, address, &meant, input.sources),
            None => found,
        })
    });
    told.collect()
}

/// An address without what says from where its reader came; none if nothing does.
fn unmarked(address: &str) -> Option<String> {
    let (page, query) = address.split_once('?')?;
    let (query, fragment) = query.split_once('#').unwrap_or((query, ""));
    let is_mark = |pair: &&str| {
        let name = pair.trim_start_matches("amp;");
        MARKS.iter().any(|mark| name.starts_with(mark))
    };
    let (marks, kept): (Vec<&str>, Vec<&str>) = query.split('&').partition(is_mark);
    let mut bare = page.to_owned();
    for (sign, part) in [('?', kept.join("&").as_str()), ('#', fragment)] {
        if !part.is_empty() {
            bare.push(sign);
            bare.push_str(part);
        }
    }
    (!marks.is_empty()).then_some(bare)
}

/// What the link leads on to.
fn onward(destination: &str, parameter: &str) -> Option<String> {
    let (_, query) = destination.split_once('?')?;
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let mut values = pairs.filter(|(name, _)| name.trim_start_matches("amp;") == parameter);
    let onward = decoded(values.next()?.1);
    onward.starts_with("https://").then(|| onward.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_itself_stands_in_the_link() {
        let link = "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fby.example%2Fnotat&data=05";
        assert_eq!(onward(link, "url").as_deref(), Some("https://by.example/notat"));
        assert_eq!(onward("https://urldefense.com/v3/__https://by.example", "u"), None);
    }

    #[test]
    fn what_says_from_where_a_reader_came_is_left_out() {
        let bare = |address| unmarked(address).unwrap_or_default();
        assert_eq!(bare("https://by.example/?utm_source=nyt&id=3#a"), "https://by.example/?id=3#a");
        assert_eq!(bare("https://by.example/side?fbclid=abc"), "https://by.example/side");
        assert_eq!(unmarked("https://by.example/?q=utm"), None);
    }
}
