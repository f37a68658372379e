//! What is said in words: labels, dates, numbers, deadlines, ages. Takes the texts of the portal's
//! language; gives finished words, so that templates choose none.

use std::borrow::Cow;
use std::collections::HashMap;

use jiff::civil::Date;

use crate::diagnostics::Texts;
use crate::model::{Deadline, DeadlineRule, Kind, Period, Validity};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The words of the portal's language.
pub(super) struct Words<'a> {
    texts: &'a Texts,
    /// The texts under `pages`, by key. They are asked for so often that looking them up must cost
    /// little.
    pages: HashMap<&'a str, &'a str>,
    /// The texts under `words`, by all but the last part of their keys, then by the last.
    names: HashMap<&'a str, HashMap<&'a str, &'a str>>,
}

impl<'a> Words<'a> {
    pub(super) fn new(texts: &'a Texts) -> Self {
        let mut names: HashMap<&str, HashMap<&str, &str>> = HashMap::new();
        for (key, text) in texts.under("words") {
            let (group, name) = key.rsplit_once('.').unwrap_or(("", key));
            names.entry(group).or_default().insert(name, text);
        }
        Self { texts, pages: texts.under("pages").collect(), names }
    }

    /// The texts themselves.
    pub(super) fn texts(&self) -> &'a Texts {
        self.texts
    }

    /// A text of the pages; its key where there is none, so that a gap shows.
    pub(super) fn page(&self, key: &'static str) -> &'a str {
        self.pages.get(key).copied().unwrap_or(key)
    }

    /// The word for a name of the model: `word("status", "closed")`.
    pub(super) fn word(&self, group: &str, name: &'static str) -> &'a str {
        self.find(group, name).unwrap_or(name)
    }

    /// The word for a name of the model, where there is one.
    pub(super) fn find(&self, group: &str, name: &str) -> Option<&'a str> {
        self.names.get(group).and_then(|names| names.get(name)).copied()
    }

    /// A text of the pages with every `{name}` filled.
    pub(super) fn fill(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.texts.fill(&format!("pages.{key}"), arguments)
    }

    /// What a field of an entry is called: on the pages where it stands there, else where changes
    /// are told.
    pub(super) fn field(&self, field: &str) -> String {
        let own = self.texts.find(&format!("cli.changes.field.{field}"));
        own.or_else(|| self.find("fact", field)).unwrap_or(field).to_owned()
    }

    /// A kind in the singular.
    pub(super) fn kind(&self, kind: Kind) -> &'a str {
        self.word("kind", kind.as_str())
    }

    /// A kind in the plural.
    pub(super) fn kinds(&self, kind: Kind) -> &'a str {
        self.word("kinds", kind.as_str())
    }

    /// `1. juni 2013`.
    pub(super) fn date(&self, date: Date) -> String {
        let month = usize::try_from(date.month() - 1)
            .ok()
            .and_then(|at| MONTHS.get(at))
            .copied()
            .unwrap_or("january");
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.texts.fill(
            "words.date",
            &[("day", &day), ("month", self.word("month", month)), ("year", &year)],
        )
    }

    /// From when to when something holds; none if both ends are open.
    pub(super) fn validity(&self, valid: Validity) -> Option<String> {
        match (valid.from.map(|date| self.date(date)), valid.to.map(|date| self.date(date))) {
            (Some(from), Some(to)) => {
                Some(self.fill("valid.both", &[("from", &from), ("to", &to)]))
            }
            (Some(from), None) => Some(self.fill("valid.from", &[("from", &from)])),
            (None, Some(to)) => Some(self.fill("valid.to", &[("to", &to)])),
            (None, None) => None,
        }
    }

    /// A number with the language's marks, at most two decimals: `1.200`, `7,5`.
    pub(super) fn number(&self, number: f64) -> String {
        let written = format!("{:.2}", number.abs());
        let (whole, decimals) = written.split_once('.').unwrap_or((&written, ""));
        let decimals = decimals.trim_end_matches('0');
        let mut text = String::from(if number < 0.0 { "−" } else { "" });
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) && whole.len() > 4 {
                text.push_str(self.word("number", "thousands"));
            }
            text.push(digit);
        }
        if !decimals.is_empty() {
            text.push_str(self.word("number", "decimal"));
            text.push_str(decimals);
        }
        text
    }

    /// A number that may be rounded, and what is counted.
    pub(super) fn amount(&self, number: f64, unit: Option<&str>, approximate: bool) -> String {
        let about = if approximate { self.word("number", "about") } else { "" };
        let parts = [about, &self.number(number), unit.unwrap_or_default()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// How many of something: `1 tilbud`, `3 opslag`.
    pub(super) fn count(&self, count: usize, of: &'static str) -> String {
        self.texts.counted(&format!("words.count.{of}"), count)
    }

    /// `14 dage`, `1 måned`.
    fn period(&self, period: Period) -> String {
        let key = format!("words.period.{}", period.unit.as_str());
        self.texts.counted(&key, period.count as usize)
    }

    /// When a step must be done: the rule, then what else is said, unless that says the rule too.
    pub(super) fn deadline<'d>(&self, deadline: &'d Deadline) -> Cow<'d, str> {
        match (deadline.rule.map(|rule| self.rule(rule)), deadline.text.as_deref()) {
            (Some(rule), Some(text)) if text.to_lowercase().contains(&rule.to_lowercase()) => {
                Cow::Borrowed(text)
            }
            (Some(rule), Some(text)) => Cow::Owned(format!("{rule} – {text}")),
            (Some(rule), None) => Cow::Owned(rule),
            (None, text) => Cow::Borrowed(text.unwrap_or_default()),
        }
    }

    fn rule(&self, rule: DeadlineRule) -> String {
        let fill = |key: &str, name, value: &str| {
            self.texts.fill(&format!("words.deadline.{key}"), &[(name, value)])
        };
        match rule {
            DeadlineRule::Within(period) => fill("within", "period", &self.period(period)),
            DeadlineRule::Every(period) => {
                let key = format!("words.deadline.every.{}", period.unit.as_str());
                self.texts.counted(&key, period.count as usize)
            }
            DeadlineRule::TimesPerYear(1) => fill("once_a_year", "count", "1"),
            DeadlineRule::TimesPerYear(count) => {
                fill("times_per_year", "count", &count.to_string())
            }
            DeadlineRule::AtOnce => fill("at_once", "", ""),
            DeadlineRule::By(date) => fill("by", "date", &self.date(date)),
        }
    }

    /// Youngest and oldest, both included; none if neither is given.
    pub(super) fn age(&self, age: (Option<u8>, Option<u8>)) -> Option<String> {
        let [from, to] = [age.0, age.1].map(|age| age.map(|age| age.to_string()));
        match (from, to) {
            (Some(from), Some(to)) => Some(self.fill("age.both", &[("from", &from), ("to", &to)])),
            (Some(from), None) => Some(self.fill("age.from", &[("from", &from)])),
            (None, Some(to)) => Some(self.fill("age.to", &[("to", &to)])),
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parse_date;
    use crate::pages::tests::danish;

    fn deadline(rule: &str, text: Option<&str>) -> Deadline {
        let rule = match rule {
            "at_once" => Some(DeadlineRule::AtOnce),
            "by" => parse_date("2013-12-01").map(DeadlineRule::By),
            "yearly" => Some(DeadlineRule::TimesPerYear(4)),
            rule => match rule.split_once(' ') {
                Some(("within", period)) => period.parse().ok().map(DeadlineRule::Within),
                Some((_, period)) => period.parse().ok().map(DeadlineRule::Every),
                None => None,
            },
        };
        Deadline { rule, text: text.map(str::to_owned) }
    }

    #[test]
    fn dates_are_written_as_danes_write_them() {
        let texts = danish();
        let date = parse_date("2013-06-01").map(|date| Words::new(&texts).date(date));
        assert_eq!(date.as_deref(), Some("1. juni 2013"));
    }

    #[test]
    fn deadlines_are_said_in_words() {
        let texts = danish();
        let words = Words::new(&texts);
        let said = |rule, text| words.deadline(&deadline(rule, text)).into_owned();
        assert_eq!(said("within 14 days", None), "Inden 14 dage");
        assert_eq!(said("within 1 months", None), "Inden 1 måned");
        assert_eq!(said("every 12 weeks", None), "Hver 12. uge");
        assert_eq!(said("every 1 years", None), "Hvert år");
        assert_eq!(said("yearly", None), "4 gange om året");
        assert_eq!(said("at_once", Some("når borgeren møder")), "Straks – når borgeren møder");
        assert_eq!(said("every 12 weeks", Some("Mindst hver 12. uge")), "Mindst hver 12. uge");
        assert_eq!(said("by", None), "Senest 1. december 2013");
        assert_eq!(said("", Some("efter aftale")), "efter aftale");
    }

    #[test]
    fn numbers_have_danish_marks() {
        let texts = danish();
        let words = Words::new(&texts);
        let written =
            [7.5, 1200.0, 12000.0, 1_234_567.25, 0.0, -3.0].map(|number| words.number(number));
        assert_eq!(written, ["7,5", "1200", "12.000", "1.234.567,25", "0", "−3"]);
        assert_eq!(words.amount(530.0, Some("borgere"), true), "ca. 530 borgere");
    }

    #[test]
    fn ages_name_the_ends_that_are_given() {
        let texts = danish();
        let words = Words::new(&texts);
        assert_eq!(words.age((Some(18), Some(29))).as_deref(), Some("18–29 år"));
        assert_eq!(words.age((None, Some(17))).as_deref(), Some("Til og med 17 år"));
        assert_eq!(words.age((None, None)), None);
    }
}
