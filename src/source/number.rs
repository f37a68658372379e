//! Numbers as people in Denmark write them: `12,5`, `12.000`, `37 timer`. The files take numbers
//! with a point and without anything else, so that no other program reads 12.000 as twelve; here is
//! worked out what was meant.

/// Whether a number of `12.000`'s shape can be meant as thousands as well as with decimals.
pub(super) fn is_ambiguous(text: &str) -> bool {
    let digits = text.trim_start_matches('-');
    digits.contains('.') && is_grouped(digits, '.')
}

/// The number that `text` most likely means, as the files take it; none if it does not mean one.
/// `whole` asks for a number without decimals.
pub(crate) fn meant(text: &str, whole: bool) -> Option<String> {
    let number = number_in(text).filter(|number| !is_hedged(text, number))?;
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let digits: String = digits.chars().filter(|character| !character.is_whitespace()).collect();
    let (integer, decimals) = match digits.split_once(',') {
        Some((integer, decimals)) => (integer.replace('.', ""), decimals.to_owned()),
        None if is_grouped(&digits, '.') => (digits.replace('.', ""), String::new()),
        None => {
            let (integer, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
            (integer.to_owned(), decimals.to_owned())
        }
    };
    let decimals = decimals.trim_end_matches('0');
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if integer.is_empty() || !plain(&integer) || !plain(decimals) || (whole && !decimals.is_empty())
    {
        return None;
    }
    let integer = match integer.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    };
    Some(if decimals.is_empty() {
        format!("{sign}{integer}")
    } else {
        format!("{sign}{integer}.{decimals}")
    })
}

/// The number of `ca. 530`.
pub(super) fn rounded(text: &str) -> Option<&str> {
    let number = number_in(text)?;
    let word = text.strip_suffix(number)?.trim().trim_end_matches('.').to_lowercase();
    ["ca", "cirka", "omkring", "omtrent", "about", "around"]
        .contains(&word.as_str())
        .then_some(number)
}

/// Whether the words around a number say something of it that it does not say alone: `ca. 40`,
/// `over 18`.
fn is_hedged(text: &str, number: &str) -> bool {
    const HEDGES: &[&str] = &[
        "about", "around", "at", "ca", "cirka", "fewer", "flere", "fra", "færre", "godt", "højst",
        "knap", "less", "maks", "max", "mere", "min", "mindre", "mindst", "minus", "more",
        "næsten", "omkring", "omtrent", "op", "over", "plus", "til", "under", "up",
    ];
    let around = text.replacen(number, " ", 1).to_lowercase();
    let mut words = around.split(|character: char| !character.is_alphabetic());
    around.contains(['<', '>', '~', '+', '±', '≤', '≥']) || words.any(|word| HEDGES.contains(&word))
}

/// Whether a number with its words fits a field: one of weeks takes none of months.
pub(super) fn fits(text: &str, key: &str) -> bool {
    const UNITS: &[&str] = &[
        "dag", "day", "døgn", "hour", "kvartal", "mdr", "minut", "month", "måned", "time", "uge",
        "week", "year", "år",
    ];
    let fitting: &[&str] = match key {
        "weeks" => &["uge", "week"],
        "hours_per_week" => &["time", "uge", "hour", "week"],
        "times_per_year" | "from" | "to" => &["år", "year"],
        "line" => return is_line(text),
        _ => return true,
    };
    let lower = text.to_lowercase();
    let mut words = lower.split(|character: char| !character.is_alphabetic());
    !words.any(|word| {
        let unit = UNITS.iter().find(|unit| word.starts_with(**unit));
        unit.is_some_and(|unit| !fitting.contains(unit))
    })
}

/// How many weeks a number of days, months or years makes, where it makes whole ones: `12 måneder`
/// are 52.
pub(super) fn in_weeks(text: &str) -> Option<u32> {
    let (number, unit) = text.trim().split_once(' ')?;
    let number: u32 = number.parse().ok().filter(|number| *number < 1000)?;
    let is = |words: &[&str]| words.iter().any(|word| unit.to_lowercase().starts_with(word));
    let (times, parts) = match () {
        () if is(&["måned", "mdr", "month"]) => (13, 3),
        () if is(&["år", "year"]) => (52, 1),
        () if is(&["dag", "day", "døgn"]) => (1, 7),
        () => return None,
    };
    (number * times).is_multiple_of(parts).then(|| number * times / parts)
}

/// Whether nothing but the word for a line stands beside its number: a page is none.
fn is_line(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.all(|word| ["l", "lin", "linje", "linie", "line"].contains(&word))
}

/// `12.000` and `1.234.567`: one to three digits, then groups of three.
fn is_grouped(digits: &str, separator: char) -> bool {
    let mut groups = digits.split(separator);
    let first = groups.next().unwrap_or_default();
    let plain = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = first.len() <= 3 && plain(first) && !first.starts_with('0');
    grouped && digits.contains(separator) && groups.all(|group| group.len() == 3 && plain(group))
}

/// The only number in `text`, without the words around it.
fn number_in(text: &str) -> Option<&str> {
    let first = text.find(|character: char| character.is_ascii_digit())?;
    let last = text.rfind(|character: char| character.is_ascii_digit())? + 1;
    let number = &text[first..last];
    let of_a_number = |character: char| character.is_ascii_digit() || ".,".contains(character);
    let spaced = || number.split(char::is_whitespace).skip(1).all(|group| group.get(..3).is_some());
    if !number.chars().all(|character| of_a_number(character) || character.is_whitespace())
        || !spaced()
    {
        return None;
    }
    let negative = text[..first].ends_with('-') && text[..first].trim_end_matches('-').is_empty();
    Some(if negative { &text[first - 1..last] } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_numbers_are_worked_out() {
        for (text, number) in [
            ("12,5", "12.5"),
            ("37,50", "37.5"),
            ("12.000", "12000"),
            ("1.234.567,5", "1234567.5"),
            ("12 000", "12000"),
            ("12\u{a0}000", "12000"),
            ("14 dage", "14"),
            ("50 %", "50"),
            ("kr. 500,-", "500"),
            ("-3,5", "-3.5"),
            ("0,5", "0.5"),
            ("12", "12"),
        ] {
            assert_eq!(meant(text, false).as_deref(), Some(number), "{text}");
        }
    }

    #[test]
    fn what_is_not_one_number_is_none() {
        for text in [
            "ca. 40", "over 18", "mindst 3", "18+", "> 30", "mange", "14-16", "3 af 4", "1.2.3",
            "", "12,5,6",
        ] {
            assert_eq!(meant(text, false), None, "{text}");
        }
        assert_eq!(meant("37,5", true), None);
        assert_eq!(meant("37,0", true).as_deref(), Some("37"));
    }

    #[test]
    fn weeks_are_reckoned_from_other_units() {
        let texts = ["12 måneder", "1 år", "14 dage", "2 måneder", "10 dage", "12 uger", "lang"];
        let weeks = [Some(52), Some(52), Some(2), None, None, None, None];
        assert_eq!(texts.map(in_weeks), weeks);
    }

    #[test]
    fn a_field_takes_its_own_unit_only() {
        assert!(fits("13 uger", "weeks") && fits("10 timer om ugen", "hours_per_week"));
        assert!(fits("18 år", "from") && fits("20 %", "value") && fits("12", "weeks"));
        assert!(fits("linje 12", "line") && !fits("side 12", "line") && !fits("s. 12", "line"));
        assert!(!fits("3 måneder", "weeks") && !fits("2 dage", "hours_per_week"));
    }

    #[test]
    fn thousands_can_look_like_decimals() {
        assert!(is_ambiguous("12.000") && is_ambiguous("-1.500"));
        assert!(!is_ambiguous("12.5") && !is_ambiguous("0.125") && !is_ambiguous("12000"));
    }
}
