//! A text in which some words are marked, as data: who shows it, on a page or in a terminal, writes
//! marks of its own.

use serde::{Deserialize, Serialize};

/// A text in runs: those at even places (from 0) are plain, those at odd places marked. Serializes
/// as the list of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Passage(Vec<String>);

impl Passage {
    /// The runs in order, each with whether it is marked.
    pub fn runs(&self) -> impl Iterator<Item = (&str, bool)> {
        self.0.iter().enumerate().map(|(at, run)| (run.as_str(), at % 2 == 1))
    }

    /// The text without its marks.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.0.concat()
    }

    /// The text as HTML: everything escaped but the `<mark>` around what is marked.
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut html = String::with_capacity(self.0.iter().map(String::len).sum());
        for (run, is_marked) in self.runs() {
            html.push_str(if is_marked { "<mark>" } else { "" });
            escape(run, &mut html);
            html.push_str(if is_marked { "</mark>" } else { "" });
        }
        html
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(String::is_empty)
    }

    /// Appends a text as it is.
    pub(crate) fn push(&mut self, text: &str) {
        self.plain().push_str(text);
    }

    /// Appends a part of a document: white space becomes one space, and a line that ends without a
    /// stop ends in a middle dot.
    pub(crate) fn push_prose(&mut self, prose: &str, is_marked: bool) {
        let mut last = self.last();
        self.plain();
        if is_marked {
            self.0.push(String::new());
        }
        let Some(run) = self.0.last_mut() else { return };
        run.reserve(prose.len());
        for c in prose.chars() {
            let ends_open = last.is_some_and(|last| last.is_alphanumeric() || ")”»".contains(last));
            let shown = match c {
                '\n' if ends_open => " · ",
                c if c.is_whitespace() && last == Some(' ') => continue,
                c if c.is_whitespace() => " ",
                c => {
                    run.push(c);
                    last = Some(c);
                    continue;
                }
            };
            run.push_str(shown);
            last = Some(' ');
        }
    }

    /// Appends another, with its marks.
    pub(crate) fn append(&mut self, other: &Self) {
        for (run, is_marked) in other.runs() {
            if is_marked {
                self.plain();
                self.0.push(run.to_owned());
            } else {
                self.push(run);
            }
        }
    }

    /// Takes spaces and middle dots from the end.
    pub(crate) fn trim_end(&mut self) {
        if let Some(run) = self.0.last_mut() {
            run.truncate(run.trim_end_matches([' ', '·']).len());
        }
    }

    /// The plain run at the end; a new one behind a marked one.
    fn plain(&mut self) -> &mut String {
        if self.0.len().is_multiple_of(2) {
            self.0.push(String::new());
        }
        let end = self.0.len() - 1;
        &mut self.0[end]
    }

    fn last(&self) -> Option<char> {
        self.0.iter().rev().find_map(|run| run.chars().next_back())
    }
}

/// What a hit shows of the text that matched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The other names of the document that matched, where nothing else that is shown says them;
    /// else empty.
    pub name: Passage,
    /// The passage.
    pub text: Passage,
}

impl Excerpt {
    /// Both as one: the name, a dash, the passage.
    #[must_use]
    pub fn joined(&self) -> Passage {
        let mut joined = self.name.clone();
        if !joined.is_empty() && !self.text.is_empty() {
            joined.push(" – ");
        }
        joined.append(&self.text);
        joined
    }
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
}
