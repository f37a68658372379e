//! What is due as a calendar (RFC 5545): one task for each fact, with the same name each time, so
//! that a calendar that is fetched again has no doubles.

use jiff::civil::Date;

use super::Due;
use crate::diagnostics::Texts;

/// Longest line in bytes, without its end (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// The calendar; `today` is when it was made, for a calendar must say so.
#[must_use]
pub fn calendar(due: &[Due], host: &str, today: Date, texts: &Texts) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//portal//review//DA".to_owned(),
    ];
    let stamp = format!("{}T000000Z", compact(today));
    for one in due {
        let why = texts.get(&format!("cli.review.why.{}", one.why.as_str())).to_owned();
        let name = format!("{}-{}-{}@{host}", one.id, one.fact, one.why.as_str());
        lines.extend([
            "BEGIN:VTODO".to_owned(),
            format!("UID:{}", escaped(&name)),
            format!("DTSTAMP:{stamp}"),
            format!(
                "SUMMARY:{}",
                escaped(&format!("{}: {}", one.title, super::mail::name(one.fact, texts)))
            ),
            format!(
                "DESCRIPTION:{}",
                escaped(&[why, one.what.clone().unwrap_or_default()].join(" "))
            ),
            format!("URL:{}", one.url),
        ]);
        lines.extend(one.date.map(|date| format!("DUE;VALUE=DATE:{}", compact(date))));
        lines.extend(one.owner.iter().map(|owner| format!("CATEGORIES:{}", escaped(&owner.title))));
        lines.push("END:VTODO".to_owned());
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn compact(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// A text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    text.trim().replace('\n', "\\n")
}

/// A line in pieces that are short enough, each but the first begun by a space.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut length = 0;
    for sign in line.chars() {
        if length + sign.len_utf8() > LONGEST {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(sign);
        length += sign.len_utf8();
    }
    folded + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_the_format_allows_and_none_loses_a_letter() {
        let line = format!("SUMMARY:{}", "æøå ".repeat(60));
        let folded = folded(&line);
        assert!(folded.split("\r\n").all(|line| line.len() <= LONGEST));
        assert_eq!(folded.replace("\r\n ", "").trim_end_matches("\r\n"), line);
    }

    #[test]
    fn what_the_format_means_something_by_is_escaped() {
        assert_eq!(escaped("a, b; c\\d\ne"), "a\\, b\\; c\\\\d\\ne");
    }
}
