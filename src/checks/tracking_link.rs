//! `tracking-link`: a link that goes by way of a program which looks at who follows it.
//!
//! Why: mail programs put their own address before that of a link, often with the mailbox of the
//! one who received it; the link dies with the mail, and somebody elsewhere is told who reads the
//! portal. Wrong: `[Notatet](https://eur02.safelinks.protection.outlook.com/?url=…)`. Right: the
//! address of the page itself.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::percent::decoded;
use crate::prose::Link;
use crate::source::Place;

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

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let links = input.entries().flat_map(|(entry, prose)| {
        prose.links.iter().filter_map(|link| {
            let (_, parameter) =
                PROGRAMS.iter().find(|(host, _)| link.destination.contains(host))?;
            let text = input.sources.file(entry.file).text();
            Some(told(entry.place(link.span), link, (parameter, text)))
        })
    });
    links.collect()
}

fn told(place: Place, link: &Link, (parameter, text): (&str, &str)) -> Diagnostic {
    let diagnostic = Diagnostic::new(&TRACKING_LINK, place);
    let written = text.get(place.span.range()).unwrap_or_default();
    match onward(&link.destination, parameter).filter(|_| written.contains(&link.destination)) {
        Some(onward) => diagnostic.instead(written.replacen(&link.destination, &onward, 1)),
        None => diagnostic,
    }
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
}
