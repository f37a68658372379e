//! How one person can be reached: private mail addresses, and telephone numbers that belong to no
//! contact. Takes text; gives places. Neither must be on a portal, but neither is proof: they are
//! warnings.

use std::ops::Range;

/// What is written for `@`, in lower case.
const AT: &[&str] = &[
    "@", "＠", "(at)", "[at]", "{at}", "snabel-a", "snabela", "&#64;", "&#x40;", "%40", "&commat;",
];

/// Mail services for private people, under any ending.
const SERVICES: &[&str] = &[
    "aol",
    "fastmail",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "icloud",
    "jubii",
    "live",
    "msn",
    "ofir",
    "outlook",
    "protonmail",
    "stofanet",
    "tutanota",
    "yahoo",
    "ymail",
    "youmail",
];

/// Mail services whose name means something else under another ending.
const DOMAINS: &[&str] = &[
    "c.dk",
    "city.dk",
    "email.dk",
    "fibermail.dk",
    "get2net.dk",
    "mac.com",
    "mail.com",
    "mail.dk",
    "mail.tele.dk",
    "me.com",
    "oncable.dk",
    "os.dk",
    "pc.dk",
    "post.tele.dk",
    "privat.dk",
    "proton.me",
    "sol.dk",
    "tdcadsl.dk",
    "tiscali.dk",
    "wanadoo.dk",
    "webspeed.dk",
];

/// The private mail addresses of a text, each with its domain.
pub(super) fn private_addresses(text: &str) -> Vec<(Range<usize>, String)> {
    // Changes no byte's place.
    let lower = text.to_ascii_lowercase();
    let marks = AT
        .iter()
        .flat_map(|mark| lower.match_indices(mark).map(move |(at, _)| at..at + mark.len()));
    let mut found: Vec<_> = marks.filter_map(|mark| address(&lower, mark)).collect();
    found.sort_by_key(|(span, _)| span.start);
    found
}

pub(super) fn address(lower: &str, mark: Range<usize>) -> Option<(Range<usize>, String)> {
    let (before, after) = (lower[..mark.start].trim_end_matches(' '), &lower[mark.end..]);
    let belongs = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let local = before.len() - before.trim_end_matches(belongs).len();
    let domain_start = lower.len() - after.trim_start_matches(' ').len();
    let domain = &lower[domain_start..];
    let length = domain
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'))
        .unwrap_or(domain.len());
    let domain = domain[..length].trim_end_matches(['.', '-']);
    let service = domain.split('.').next().unwrap_or_default();
    // `navn (at) gmail punktum com`
    let whole = domain.contains('.') || mark.len() > 1;
    let is_private = DOMAINS.contains(&domain) || whole && SERVICES.contains(&service);
    (local > 0 && is_private)
        .then(|| (before.len() - local..domain_start + domain.len(), domain.to_owned()))
}

/// Words before a telephone number.
const CALLED: &[&str] = &["tlf", "telefon", "mobil", "tel:", "tel.", "fax", "ring ", "sms"];

/// The Danish telephone numbers of a text, each with its eight digits.
pub(super) fn phones(text: &str) -> Vec<(Range<usize>, String)> {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|inner| at + inner)
    {
        let (groups, end) = groups(text, start);
        found.extend(phone(text, &groups, start, end).map(|digits| (start..end, digits)));
        at = end;
    }
    found
}

/// Runs of digits with one space in between.
fn groups(text: &str, start: usize) -> (Vec<&str>, usize) {
    let run = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let (mut groups, mut at) = (Vec::new(), start);
    loop {
        let length = run(at);
        groups.push(&text[at..at + length]);
        let end = at + length;
        let space = [" ", "\u{a0}"]
            .iter()
            .find(|space| text[end..].starts_with(**space))
            .map(|space| space.len());
        match space.filter(|space| run(end + space) > 0) {
            Some(space) => at = end + space,
            None => return (groups, end),
        }
    }
}

fn phone(text: &str, groups: &[&str], start: usize, end: usize) -> Option<String> {
    let before = text[..start].chars().next_back();
    let joined = |next: Option<char>| {
        next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '/' | '_' | '='))
    };
    let abroad = before == Some('+');
    let digits = groups.concat();
    let country = ["0045", "45"].into_iter().find(|code| {
        digits.len() == code.len() + 8 && digits.starts_with(code) && (abroad || code.len() == 4)
    });
    let digits = digits.strip_prefix(country.unwrap_or_default())?.to_owned();
    let is_sound = digits.len() == 8 && digits.starts_with(|first| ('2'..='9').contains(&first));
    let mut after = text[end..].chars();
    let (next, second) = (after.next(), after.next());
    let goes_on = joined(next)
        || matches!(next, Some('.' | ',')) && second.is_some_and(|c| c.is_ascii_digit());
    let begins = !joined(before) && !matches!(before, Some('.' | ',' | '§'));
    let lengths: Vec<_> = groups.iter().map(|group| group.len()).collect();
    let years = groups.iter().all(|group| group.starts_with("19") || group.starts_with("20"));
    let set_out = matches!(lengths[..], [2, 2, 2, 2]) || matches!(lengths[..], [4, 4]) && !years;
    let told = country.is_some() || set_out || is_called(&text[..start]);
    (is_sound && begins && !goes_on && told).then_some(digits)
}

fn is_called(before: &str) -> bool {
    let start = before.char_indices().rev().take(16).last().map_or(before.len(), |(at, _)| at);
    let near = before[start..].to_lowercase();
    CALLED.iter().any(|word| near.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_told_from_those_of_a_workplace() {
        for (text, address) in [
            ("skriv til Bente.Hansen@gmail.com.", "Bente.Hansen@gmail.com"),
            ("[post](mailto:a@hotmail.dk?subject=x)", "a@hotmail.dk"),
            ("navn (at) gmail punktum com", "navn (at) gmail"),
            ("navn snabel-a live.dk", "navn snabel-a live.dk"),
            ("navn&#64;mail.dk", "navn&#64;mail.dk"),
        ] {
            let found = private_addresses(text);
            let spans: Vec<_> = found.iter().map(|(span, _)| &text[span.clone()]).collect();
            assert_eq!(spans, [address], "{text}");
        }
        for text in [
            "enheden@kk.dk",
            "a@mail.kk.dk",
            "følg @live",
            "@gmail.com",
            "a@gmailen.dk",
            "a (at) kk.dk",
        ] {
            assert!(private_addresses(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn telephone_numbers_are_told_from_other_numbers() {
        for text in [
            "33 17 33 21",
            "3317 3321",
            "+45 33173321",
            "0045 33 17 33 21",
            "tlf. 33173321",
            "Ring 331 733 21.",
        ] {
            let found = phones(text);
            assert_eq!(
                found.iter().map(|(_, digits)| digits.as_str()).collect::<Vec<_>>(),
                ["33173321"],
                "{text}"
            );
        }
        for text in [
            "33173321",
            "2012 2013",
            "13 17 33 21",
            "33 17 33 21 45",
            "133 17 33 21",
            "20130630",
            "2010-113567",
            "2008-33 17 33 21",
            "33 17 33 21-5",
            "12 33 17 33",
            "EAN 5798009683052",
        ] {
            assert!(phones(text).is_empty(), "{text}");
        }
    }
}
