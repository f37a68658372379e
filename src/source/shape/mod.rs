//! What the fields of the portal's files look like, for those who wrote one in another shape: by
//! the name of the field and what was written, the value as it should be. Takes nodes and names;
//! gives text in the syntax of the file, or nothing where the value's meaning cannot be told.

mod lists;
mod values;

pub(crate) use self::lists::{ListOf, ids_in};
pub(super) use self::lists::{is_one, list};
pub(crate) use self::values::period;
use self::values::{address, age, deadline, law, valid};
use super::line::quoted;
use super::node::{Key, Node, Value};
use super::number;
use super::titles::Titles;

/// The syntax of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// The content.
    #[default]
    Yaml,
    /// `site.toml`.
    Toml,
}

impl Syntax {
    /// `key: value` or `key = value`.
    pub(super) fn field(self, key: &str, value: &str) -> String {
        match self {
            Self::Yaml => format!("{key}: {value}"),
            Self::Toml => format!("{key} = {value}"),
        }
    }

    /// A text as it is written: in quotes where they are needed.
    pub(super) fn text(self, text: &str) -> String {
        let is_word = |character: char| character.is_alphanumeric() || "-_./§ ".contains(character);
        let first = text.chars().next().unwrap_or(' ');
        let is_plain = text.chars().all(is_word) && first.is_alphabetic() && text.trim() == text;
        let means_something = ["true", "false", "null"].contains(&text);
        if self == Self::Yaml && is_plain && !means_something {
            text.to_owned()
        } else {
            quoted(text)
        }
    }
}

/// A field with a value of the right shape, for a field that is not there.
pub(super) fn example(key: &str, syntax: Syntax) -> String {
    let value = match key {
        "unit_type" => "unit",
        "goal_type" => "result",
        "lane" => "borger",
        "steps" | "parts" | "items" | "exercises" => "[]",
        "edition" if syntax == Syntax::Toml => {
            return format!("[edition]\n{}", example("date", syntax));
        }
        "base_url" => "\"https://portal.example\"",
        "eli" => "\"https://www.retsinformation.dk/eli/lta/2013/1\"",
        "number" => "\"33 17 33 17\"",
        "words" => "[første ord, andet ord]",
        _ if syntax == Syntax::Toml => "\"…\"",
        _ => "…",
    };
    syntax.field(key, value)
}

/// A list as it should be: of mappings, where that is what the field is a list of.
pub(super) fn of_items(key: &str, syntax: Syntax) -> String {
    let fields = of_fields(key, syntax);
    match syntax {
        _ if fields != of_fields("", syntax) => format!("[{fields}]"),
        Syntax::Yaml => "[a, b]".to_owned(),
        Syntax::Toml => "[\"a\", \"b\"]".to_owned(),
    }
}

/// The fields of a value, with one of each that is asked for most.
pub(super) fn of_fields(key: &str, syntax: Syntax) -> String {
    let fields: &[(&str, &str)] = match key {
        "age" => &[("from", "18"), ("to", "29")],
        "confirmed_by" => &[("administration", "id"), ("date", "2013-06-30")],
        "excludes" => &[("target_groups", "[id]")],
        "deadline" => &[("within", "14 days")],
        "valid" => &[("from", "2013-01-01"), ("to", "2013-12-31")],
        "address" => &[("street", "…"), ("postal_code", "\"2300\""), ("city", "…")],
        "phones" => &[("number", "\"33 17 33 17\"")],
        "referral" => &[("how", "…")],
        "initiative" => &[("holder", "id"), ("text", "…")],
        "sources" | "source" => &[("document", "id"), ("quote", "…")],
        "legal_basis" => &[("law", "id"), ("section", "\"§ 1\"")],
        "ask_about" => &[("topic", "…"), ("contact", "id")],
        "collaborates_with" => &[("unit", "id"), ("citizens", "12")],
        "versions" => {
            &[("eli", "\"https://www.retsinformation.dk/eli/…\""), ("from", "2013-01-01")]
        }
        "targets" | "measurements" => &[("date", "2013-12-31"), ("value", "12.5")],
        "branches" => &[("if", "…"), ("goto", "trin-id")],
        "steps" => &[("title", "…"), ("lane", "borger")],
        "parts" => &[("heading", "…")],
        "items" => &[("entry", "id")],
        "exercises" => &[("question", "…"), ("answer", "…")],
        "facets" => &[("kind", "offer")],
        "edition" => &[("date", "\"2013-06-30\"")],
        _ => &[("text", "…")],
    };
    let written: Vec<_> = fields.iter().map(|(key, value)| syntax.field(key, value)).collect();
    format!("{{ {} }}", written.join(", "))
}

/// `tirsdag: 10-15` where a text belongs: both halves are the text.
fn colon_in_text((key, value): &(Key, Node)) -> Option<String> {
    Some(quoted(&format!("{}: {}", key.text, value.as_text()?)))
}

/// The value with its fields.
pub(super) fn mapping(key: &str, node: &Node, syntax: Syntax, titles: &Titles) -> Option<String> {
    match &node.value {
        Value::Scalar { text, .. } => mapping_of(key, text, syntax, titles),
        Value::Sequence(items) => match items.as_slice() {
            [only] => match &only.value {
                Value::Mapping(_) => Some(flow(only, syntax)),
                _ => mapping_of(key, only.as_text()?, syntax, titles),
            },
            [from, to] if ["age", "valid"].contains(&key) => {
                let (from, to) = (from.as_text()?, to.as_text()?);
                Some(fields(&[("from", from.to_owned()), ("to", to.to_owned())], syntax))
            }
            _ => None,
        },
        Value::Null | Value::Mapping(_) => None,
    }
}

fn mapping_of(key: &str, text: &str, syntax: Syntax, titles: &Titles) -> Option<String> {
    let text = text.trim();
    let worded = |field| Some(fields(&[(field, syntax.text(text))], syntax));
    match key {
        "age" => age(text, syntax),
        "deadline" => Some(deadline(text, syntax)),
        "valid" => valid(text, syntax),
        "attendance" | "duration" | "cost" | "funding" | "capacity" | "initiative" => {
            worded("text")
        }
        "referral" => worded("how"),
        "address" => address(text, syntax),
        "phones" => Some(fields(&[("number", quoted(text))], syntax)),
        "sources" | "source" => {
            let id = titles.id(text, Some("document")).unwrap_or(text);
            Some(fields(&[("document", syntax.text(id))], syntax))
        }
        "legal_basis" => law(text, syntax, titles),
        "excludes" => {
            let of = |register: &&&str| titles.id(text, Some(register)).is_some();
            let register = ["target_groups", "citizen_categories"].iter().find(of)?;
            let id = titles.id(text, Some(register))?;
            Some(fields(&[(register, format!("[{}]", syntax.text(id)))], syntax))
        }
        "ask_about" => worded("topic"),
        "collaborates_with" => worded("unit"),
        "versions" => Some(fields(&[("eli", quoted(text))], syntax)),
        "targets" | "measurements" => {
            let value = number::meant(text, false)?;
            Some(fields(&[("value", value)], syntax))
        }
        "items" => worded("entry"),
        "exercises" => worded("question"),
        "edition" => Some(fields(&[("date", quoted(text))], syntax)),
        _ => None,
    }
}

/// The value of a field that takes fields of its own, for one that was written as a text.
pub(super) fn field(key: &str, node: &Node, syntax: Syntax, titles: &Titles) -> Option<String> {
    let Value::Scalar { .. } = &node.value else { return None };
    match key {
        "files" => list(key, node, (ListOf::Texts, syntax), titles),
        "phones" | "legal_basis" | "ask_about" | "collaborates_with" | "sources" => {
            list(key, node, (ListOf::Mappings, syntax), titles)
        }
        "address" | "age" | "attendance" | "capacity" | "cost" | "deadline" | "duration"
        | "funding" | "initiative" | "referral" | "valid" => mapping(key, node, syntax, titles),
        _ => None,
    }
}

/// The value of a field with one of each of its own that is asked for most, in a list where there
/// may be several.
pub(super) fn in_value(outer: &str, syntax: Syntax) -> String {
    const SINGLE: &[&str] = &["address", "deadline", "referral", "source"];
    let fields = of_fields(outer, syntax);
    let value = if SINGLE.contains(&outer) { fields } else { format!("[{fields}]") };
    syntax.field(outer, &value)
}

/// A field's value in the value of the field that it belongs in, where nothing else must stand
/// beside it.
pub(super) fn wrapped(outer: &str, (key, value): (&str, &Node), syntax: Syntax) -> Option<String> {
    let alone = fields(&[(key, flow(value, syntax))], syntax);
    match (outer, key) {
        ("deadline", _) | ("referral", "how") => Some(syntax.field(outer, &alone)),
        ("phones", "number") => Some(syntax.field(outer, &format!("[{alone}]"))),
        _ => None,
    }
}

/// `tlf: 33 17 33 21 / mail: enhed@kk.dk`: the number as it should be, and the address on a line of
/// its own; nothing where more is written than the two and what they are called.
pub(super) fn phone_and_mail(text: &str) -> Option<String> {
    const CALLED: &[&str] =
        &["", "og", "tlf", "telefon", "tel", "mail", "email", "e-mail", "mailto", "phone"];
    let is_between = |c: char| c.is_whitespace() || ",;/|:()".contains(c);
    let (numbers, words): (Vec<_>, Vec<_>) = text
        .split(is_between)
        .map(|word| word.trim_matches('.'))
        .filter(|word| !CALLED.contains(&word.to_lowercase().as_str()))
        .partition(|word| word.chars().all(|c| c.is_ascii_digit() || c == '+'));
    let [mail] = words.as_slice() else { return None };
    let number = numbers.join(" ");
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let is_whole = mail.contains('@') && [8, 10].contains(&digits) && text.contains(&number);
    is_whole.then(|| format!("[{{ number: {} }}]\nemail: {mail}", quoted(&number)))
}

fn fields(fields: &[(&str, String)], syntax: Syntax) -> String {
    let fields: Vec<_> = fields.iter().map(|(key, value)| syntax.field(key, value)).collect();
    format!("{{ {} }}", fields.join(", "))
}

/// Keys that only say that what follows is the text, or the id.
const WRAPPERS: &[&str] = &["text", "id", "title", "label", "name", "how", "value"];

/// The value as one text.
pub(super) fn text(node: &Node, syntax: Syntax) -> Option<String> {
    match &node.value {
        Value::Sequence(items) => match items.as_slice() {
            [only] => only.as_text().map(|text| syntax.text(text)),
            _ => None,
        },
        Value::Mapping(pairs) => match pairs.as_slice() {
            [(key, only)] if WRAPPERS.contains(&key.text.as_str()) => {
                only.as_text().map(|text| syntax.text(text))
            }
            [pair] if syntax == Syntax::Yaml => colon_in_text(pair),
            _ => None,
        },
        Value::Null | Value::Scalar { .. } => None,
    }
}

/// Yes or no as the files write them.
pub(super) fn boolean(node: &Node) -> Option<String> {
    let word = node.as_text()?.to_lowercase();
    match word.as_str() {
        "ja" | "yes" | "on" | "sand" | "sandt" | "true" | "x" | "1" => Some("true".to_owned()),
        "nej" | "no" | "off" | "falsk" | "false" | "0" => Some("false".to_owned()),
        _ => None,
    }
}

/// A tree on one line.
pub(super) fn flow(node: &Node, syntax: Syntax) -> String {
    match &node.value {
        Value::Null => "~".to_owned(),
        Value::Scalar { text, plain: true } if !text.contains([',', '[', ']', '{', '}', '#']) => {
            text.clone()
        }
        Value::Scalar { text, .. } => quoted(text),
        Value::Sequence(items) => {
            format!(
                "[{}]",
                items.iter().map(|item| flow(item, syntax)).collect::<Vec<_>>().join(", ")
            )
        }
        Value::Mapping(pairs) => {
            let pairs: Vec<_> = pairs
                .iter()
                .map(|(key, value)| syntax.field(&key.text, &flow(value, syntax)))
                .collect();
            format!("{{ {} }}", pairs.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_an_address_are_parted_where_nothing_else_is_said() {
        for text in [
            "33 17 33 21 / enhed@kk.dk",
            "tlf.: 33 17 33 21, mail: enhed@kk.dk",
            "enhed@kk.dk og telefon 33 17 33 21",
        ] {
            let parted = "[{ number: \"33 17 33 21\" }]\nemail: enhed@kk.dk";
            assert_eq!(phone_and_mail(text).as_deref(), Some(parted), "{text}");
        }
        for text in [
            "33 17 33 21",
            "33 17 33 21 kl. 10-12 / enhed@kk.dk",
            "33 17 33 21 og 33 17 33 22, enhed@kk.dk",
            "33 17 33 21, enhed@kk.dk, post@kk.dk",
        ] {
            assert_eq!(phone_and_mail(text), None, "{text}");
        }
    }

    fn shaped(key: &str, text: &str) -> Option<String> {
        mapping_of(key, text, Syntax::Yaml, &Titles::default())
    }

    #[test]
    fn each_field_has_its_own_shape() {
        for (key, text, shape) in [
            ("age", "18", "{ from: 18 }"),
            ("age", "18-29 år", "{ from: 18, to: 29 }"),
            ("age", "under 30", "{ to: 29 }"),
            ("deadline", "14 dage", "{ within: 14 days }"),
            ("deadline", "hver 3. måned", "{ every: 3 months }"),
            ("deadline", "straks", "{ at_once: true }"),
            ("deadline", "når borgeren er klar", "{ text: når borgeren er klar }"),
            ("phones", "33173321", "{ number: \"33173321\" }"),
            ("legal_basis", "sel § 104", "{ law: sel, section: \"§ 104\" }"),
            (
                "address",
                "Gaden 1, 1234 Byen",
                "{ street: Gaden 1, postal_code: \"1234\", city: Byen }",
            ),
            ("cost", "13 kr. i timen", "{ text: \"13 kr. i timen\" }"),
        ] {
            assert_eq!(shaped(key, text).as_deref(), Some(shape), "{key}: {text}");
        }
    }

    #[test]
    fn danish_periods_are_told_as_the_files_write_them() {
        for (text, told) in [
            ("et halvt år", Some("6 months")),
            ("14 dage", Some("14 days")),
            ("1 uge", Some("1 week")),
            ("hvert kvartal", Some("3 months")),
            ("snart", None),
        ] {
            assert_eq!(period(text).as_deref(), told, "{text}");
        }
    }
}
