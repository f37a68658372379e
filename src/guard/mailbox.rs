//! The mailbox of one person at a workplace: it dies when that person goes. Takes text; gives places.
//! A name is a guess, and a warning.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::contact_data::address;

/// Names that people in Denmark are given, parted by spaces. A mailbox that begins with one of them
/// and a surname is a person's.
const GIVEN_NAMES: &str = "\
    anders andreas ane anette anja anna anne annette asger astrid bent bente berit birgit \
    birgitte birthe bjarne bo brian camilla carsten caroline cecilie charlotte christian \
    christina claus connie daniel dennis ditte dorte dorthe elisabeth ellen else emil emilie \
    emma erik esben eva finn flemming frank frederik freja gitte hanne hans heidi helle \
    henriette henrik henning ida inge inger ingrid jacob jakob jan jane janne jens jeppe jesper \
    jette joan johan johanne jonas josefine julie jytte jørgen kaj karen karin karina karl \
    karsten kasper katrine kenneth kim kirsten kirstine klaus kresten kristian kristina kurt \
    lars lasse laura leif lene line linda lis lisbeth lise lone lotte louise mads magnus maja \
    malene maria marianne marie martin mathias mathilde merete mette michael mie mikkel mogens \
    mohamed morten nanna niels nikolaj nina ole oliver olga patrick per pernille peter pia poul \
    randi rasmus rikke rita sanne sara sarah signe simon sofia sofie solveig stine susanne svend \
    sven søren tanja thomas tina tine tobias tommy torben trine troels ulla vibeke victor viktor \
    winnie yvonne";

static GIVEN: LazyLock<HashSet<&str>> = LazyLock::new(|| GIVEN_NAMES.split_whitespace().collect());

/// The mailboxes of persons at a workplace: a given name, a dot and a surname. Those at a private
/// mail service are told as such.
pub(super) fn personal_mailboxes(text: &str) -> Vec<Range<usize>> {
    let marks = text.match_indices('@').map(|(at, _)| at);
    marks.filter_map(|at| mailbox(text, at)).collect()
}

fn mailbox(text: &str, at: usize) -> Option<Range<usize>> {
    let belongs = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let local = &text[text[..at].trim_end_matches(belongs).len()..at];
    let domain = text[at + 1..].split(|c| !belongs(c)).next()?.trim_end_matches('.');
    let lower = local.to_lowercase();
    let mut parts = lower.split('.');
    let given = parts.next().filter(|name| GIVEN.contains(name))?;
    let surname = parts.next_back()?;
    let is_name =
        !given.is_empty() && surname.len() > 2 && surname.chars().all(char::is_alphabetic);
    let whole = format!("{local}@{domain}").to_ascii_lowercase();
    let is_private = address(&whole, local.len()..local.len() + 1).is_some();
    let is_at_work = domain.contains('.') && !is_private;
    (is_name && is_at_work).then(|| at - local.len()..at + 1 + domain.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailboxes_of_persons_are_told_from_those_of_a_workplace() {
        let text = "Skriv til jens.hansen@by.example.";
        let told = personal_mailboxes(text).into_iter().next();
        assert_eq!(told.map(|span| &text[span]), Some("jens.hansen@by.example"));
        for text in [
            "borger.service@by.example",
            "jens@by.example",
            "jens.hansen@gmail.com",
            "ida.1@by.example",
            "post.hus.sofie@by.example",
        ] {
            assert!(personal_mailboxes(text).is_empty(), "{text}");
        }
    }
}
