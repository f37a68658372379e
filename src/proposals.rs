//! From letters about searches in vain to rows for the editors. Takes what readers sent
//! (`/soeg/forslag/` writes it) and the portal; gives for each search a row in YAML, with the file
//! and the line that it belongs to. Writes nothing itself: which words mean the same is for people
//! to say.

use std::collections::BTreeMap;

use portal_search::{Engine, Request};

use crate::diagnostics::Findings;
use crate::guard;
use crate::model::Catalogue;
use crate::source::{self, Limits, Node, Role, SourceFile, Sources, Value, line_column};

/// How many pages are named as what comes nearest.
const NEAREST: usize = 3;

/// Where rows go that belong to none that is there.
const REGISTER: &str = "content/synonyms.yaml";

/// A search in vain, as letters tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vain {
    /// What was typed.
    pub query: String,
    /// What readers say was meant.
    pub meant: Option<String>,
    /// How many letters tell of it.
    pub times: usize,
}

/// What could be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The search.
    pub vain: Vain,
    /// What to write where.
    pub row: Row,
}

/// A row, as it would be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// Another name of an entry.
    Name {
        /// The entry's file.
        file: String,
        /// The line that is changed, or that the new one follows.
        line: usize,
        /// The whole line as it should be.
        yaml: String,
    },
    /// Another word of a row of synonyms.
    Word {
        /// The register.
        file: String,
        /// The row's line.
        line: usize,
        /// The whole row.
        yaml: String,
    },
    /// A row of its own, at the end of the register.
    New {
        /// The register.
        file: String,
        /// The row.
        yaml: String,
    },
    /// It finds something by now.
    Found {
        /// The first hits.
        titles: Vec<String>,
    },
    /// Nobody says what was meant; these come nearest.
    Open {
        /// The titles.
        nearest: Vec<String>,
    },
}

/// The searches that letters tell of, the most frequent first, each once. A line of a letter is `*
/// "typed" -> "meant"`; the marks of a mail that was answered, other quotation marks and arrows are
/// understood. What holds a personal number is left out.
#[must_use]
pub fn searches(letters: &str) -> Vec<Vain> {
    let mut found: BTreeMap<String, Vain> = BTreeMap::new();
    for (query, meant) in letters.lines().filter_map(line) {
        if [Some(&query), meant.as_ref()]
            .into_iter()
            .flatten()
            .any(|text| guard::mask(text) != text.as_str())
        {
            continue;
        }
        let vain =
            found.entry(query.to_lowercase()).or_insert(Vain { query, meant: None, times: 0 });
        vain.times += 1;
        vain.meant = vain.meant.take().or(meant);
    }
    let mut searches: Vec<Vain> = found.into_values().collect();
    searches.sort_by_key(|vain| std::cmp::Reverse(vain.times));
    searches
}

/// What a line of a letter tells, if it tells of a search.
fn line(line: &str) -> Option<(String, Option<String>)> {
    let line = line.trim_start_matches(['>', ' ', '\t']).strip_prefix(['*', '-', '•', '·'])?;
    let mut parts = ["->", "→", "=>", "–>"]
        .into_iter()
        .find_map(|arrow| line.split_once(arrow))
        .map_or_else(|| vec![line], |(query, meant)| vec![query, meant]);
    let meant = (parts.len() > 1)
        .then(|| parts.pop().map(unquoted))
        .flatten()
        .filter(|meant| !meant.is_empty());
    let query = parts.pop().map(unquoted).filter(|query| !query.is_empty())?;
    Some((query, meant))
}

fn unquoted(text: &str) -> String {
    text.trim()
        .trim_matches(['"', '“', '”', '„', '»', '«', '\''])
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// A proposal for each search; `engine` searches the portal as it is.
#[must_use]
pub fn proposals(
    searches: Vec<Vain>,
    catalogue: &Catalogue,
    sources: &Sources,
    engine: &Engine,
) -> Vec<Proposal> {
    let proposal = |vain: Vain| {
        let row = match &vain.meant {
            Some(meant) => named(&vain.query, meant, catalogue, sources)
                .or_else(|| in_row(&vain.query, meant, sources))
                .unwrap_or_else(|| one_way(&vain.query, meant)),
            None => without_meaning(&vain.query, engine),
        };
        Proposal { vain, row }
    };
    searches.into_iter().map(proposal).collect()
}

/// The name of an entry that is called what was meant.
fn named(query: &str, meant: &str, catalogue: &Catalogue, sources: &Sources) -> Option<Row> {
    let is_meant = |name: &str| name.to_lowercase() == meant.to_lowercase();
    let entry =
        catalogue.entries().map(|at| catalogue.entry(at)).find(|entry| is_meant(&entry.title))?;
    let file = sources.file(entry.file);
    let mut names: Vec<&str> = entry.also_called.iter().map(String::as_str).collect();
    names.push(query);
    // The glossary has many entries in one file, and no lines of its own for each that could be
    // found by their key.
    let Role::Entry(_) = file.role() else { return None };
    let yaml =
        format!("also_called: [{}]", names.into_iter().map(scalar).collect::<Vec<_>>().join(", "));
    let starting = |key: &str| file.text().lines().position(|line| line.starts_with(key));
    let line = starting("also_called:").or_else(|| starting("title:"))? + 1;
    Some(Row::Name { file: file.path().to_owned(), line, yaml })
}

/// The row of synonyms that has what was meant, with the word.
fn in_row(query: &str, meant: &str, sources: &Sources) -> Option<Row> {
    sources.of_role(Role::Synonyms).find_map(|(id, file)| {
        let node =
            source::parse_yaml(file.text(), id, 0, Limits::REGISTER, &mut Findings::default())?;
        let Value::Sequence(rows) = node.value else { return None };
        rows.into_iter().find_map(|row| with_word(&row, query, meant, file))
    })
}

fn with_word(row: &Node, query: &str, meant: &str, file: &SourceFile) -> Option<Row> {
    let Value::Sequence(words) = &row.get("words")?.value else { return None };
    let mut words: Vec<&str> = words.iter().filter_map(Node::as_text).collect();
    words.iter().find(|word| word.to_lowercase() == meant.to_lowercase())?;
    words.push(query);
    let yaml =
        format!("- words: [{}]", words.into_iter().map(scalar).collect::<Vec<_>>().join(", "));
    let line = line_column(file.text(), row.span.start as usize).line;
    Some(Row::Word { file: file.path().to_owned(), line, yaml })
}

fn one_way(query: &str, meant: &str) -> Row {
    Row::New {
        file: REGISTER.to_owned(),
        yaml: format!("- from: {}\n  to: [{}]", scalar(query), scalar(meant)),
    }
}

fn without_meaning(query: &str, engine: &Engine) -> Row {
    let request = Request { limit: NEAREST, ..Request::new(query) };
    let Ok(answer) = engine.search(&request) else { return Row::Open { nearest: Vec::new() } };
    let titles = answer.hits.into_iter().map(|hit| hit.title).collect::<Vec<_>>();
    if answer.note.is_none() && !titles.is_empty() {
        Row::Found { titles }
    } else {
        Row::Open { nearest: titles }
    }
}

/// A text as YAML: as it is where that means itself, else in quotation marks as JSON has them,
/// which YAML understands.
fn scalar(text: &str) -> String {
    let begins_plain = text.chars().next().is_some_and(char::is_alphabetic);
    let is_plain =
        |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '.' | '/');
    let means_more =
        ["true", "false", "null", "yes", "no", "on", "off"].contains(&text.to_lowercase().as_str());
    if begins_plain && text.chars().all(is_plain) && !means_more && !text.ends_with(' ') {
        return text.to_owned();
    }
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vain(query: &str, meant: Option<&str>, times: usize) -> Vain {
        Vain { query: query.to_owned(), meant: meant.map(str::to_owned), times }
    }

    #[test]
    fn letters_are_read_whatever_a_mail_program_made_of_them() {
        let letters = "Kære redaktion\n\n* \"kviklån\" -> \"Gældsrådgivning\"\n> * ”Kviklån”\n>> - spjældet → afsoning\n• »a \"b\" c«\n* \"\"\nHilsen * Bo\n";
        let expected = [
            vain("kviklån", Some("Gældsrådgivning"), 2),
            vain("a \"b\" c", None, 1),
            vain("spjældet", Some("afsoning"), 1),
        ];
        assert_eq!(searches(letters), expected);
    }

    #[test]
    fn a_text_is_quoted_where_yaml_would_read_more_into_it() {
        let written = ["§ 141", "god dag", "nej: ikke", "no", "112", "a \"b\""].map(scalar);
        assert_eq!(
            written,
            ["\"§ 141\"", "god dag", "\"nej: ikke\"", "\"no\"", "\"112\"", "\"a \\\"b\\\"\""]
        );
    }
}
