//! Single values as people write them, and the fields that they mean: ages, deadlines, addresses,
//! sections of laws.

use super::{Syntax, fields};
use crate::ids::is_id;
use crate::source::line::quoted;
use crate::source::titles::Titles;

/// `18`, `18-29`, `18+`, `fra 18 til 29`, `under 30`, `over 18`.
pub(super) fn age(text: &str, syntax: Syntax) -> Option<String> {
    let numbers: Option<Vec<u8>> = text
        .split(|character: char| !character.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    let lower = text.to_lowercase();
    let below =
        ["under", "til", "op til", "højst", "max"].iter().any(|word| lower.starts_with(word));
    match numbers?.as_slice() {
        [from, to] => Some(fields(&[("from", from.to_string()), ("to", to.to_string())], syntax)),
        [age] if lower.starts_with("under") => {
            Some(fields(&[("to", age.saturating_sub(1).to_string())], syntax))
        }
        [age] if below => Some(fields(&[("to", age.to_string())], syntax)),
        [age] => Some(fields(&[("from", age.to_string())], syntax)),
        _ => None,
    }
}

/// `14 dage`, `hver 3. måned`, `straks`, `2014-01-01`, or words.
pub(super) fn deadline(text: &str, syntax: Syntax) -> String {
    let lower = text.to_lowercase();
    let worded = || fields(&[("text", syntax.text(text))], syntax);
    if ["straks", "med det samme", "omgående"].contains(&lower.as_str()) {
        return fields(&[("at_once", "true".to_owned())], syntax);
    }
    if is_date(text) {
        return fields(&[("by", text.to_owned())], syntax);
    }
    let every = lower.starts_with("hver");
    match period(&lower) {
        Some(period) => fields(&[(if every { "every" } else { "within" }, period)], syntax),
        None => worded(),
    }
}

/// A Danish length of time as the files write it: `14 dage` is `14 days`. Words beside it would be
/// lost: then there is none.
pub(crate) fn period(text: &str) -> Option<String> {
    if ["halvt år", "et halvt år", "hvert halve år", "½ år"].contains(&text) {
        return Some("6 months".to_owned());
    }
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !["hver", "hvert", "senest", "inden", "for", "efter"].contains(word))
        .collect();
    let (count, unit) = match words.as_slice() {
        [count, unit] => (count.trim_end_matches('.'), *unit),
        [unit] => ("1", *unit),
        _ => return None,
    };
    let count = match count {
        "en" | "et" | "én" | "ét" => 1,
        "to" => 2,
        "tre" => 3,
        "fire" => 4,
        "seks" => 6,
        count => count.parse::<u16>().ok().filter(|count| *count > 0)?,
    };
    let unit = match unit.trim_end_matches('.') {
        "dag" | "dage" | "døgn" | "day" | "days" => "day",
        "uge" | "uger" | "week" | "weeks" => "week",
        "måned" | "måneder" | "mdr" | "md" | "month" | "months" => "month",
        "år" | "year" | "years" => "year",
        "kvartal" | "kvartaler" => return Some(format!("{} months", count.checked_mul(3)?)),
        _ => return None,
    };
    Some(if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") })
}

fn is_date(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
}

/// A day from which something holds, or two days.
pub(super) fn valid(text: &str, syntax: Syntax) -> Option<String> {
    let days: Vec<_> = text.split_whitespace().filter(|word| is_date(word)).collect();
    match days.as_slice() {
        [from] if text.starts_with("til") || text.starts_with("indtil") => {
            Some(fields(&[("to", (*from).to_owned())], syntax))
        }
        [from] => Some(fields(&[("from", (*from).to_owned())], syntax)),
        [from, to] => {
            Some(fields(&[("from", (*from).to_owned()), ("to", (*to).to_owned())], syntax))
        }
        _ => None,
    }
}

/// `Gaden 1, 1234 Byen`.
pub(super) fn address(text: &str, syntax: Syntax) -> Option<String> {
    let Some((street, rest)) = text.split_once(',') else {
        return Some(fields(&[("street", syntax.text(text))], syntax));
    };
    let (code, city) = rest.trim().split_once(' ')?;
    let is_code = code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit());
    let whole = || fields(&[("street", quoted(text))], syntax);
    let parts = [
        ("street", syntax.text(street)),
        ("postal_code", quoted(code)),
        ("city", syntax.text(city)),
    ];
    Some(if is_code { fields(&parts, syntax) } else { whole() })
}

/// `sel § 104`, `Lov om social service § 104`, `§ 104 i serviceloven`.
pub(super) fn law(text: &str, syntax: Syntax, titles: &Titles) -> Option<String> {
    let (name, section) = match text.split_once('§') {
        Some(("", rest)) => {
            let (section, name) = rest.split_once(" i ")?;
            (name, Some(section))
        }
        Some((name, section)) => (name, Some(section)),
        None => (text, None),
    };
    let name = name.trim().trim_end_matches(',');
    let law = titles.id(name, Some("law")).or_else(|| is_id(name).then_some(name))?;
    let section = section.map(|section| ("section", quoted(&format!("§ {}", section.trim()))));
    let parts: Vec<_> = [("law", law.to_owned())].into_iter().chain(section).collect();
    Some(fields(&parts, syntax))
}
