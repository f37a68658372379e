//! Scripts as they are published: without comments and indentation, which are for those who write them. Nothing else is
//! changed, so that what runs is what was written. A script that is not understood is published as it is.

/// Words after which a slash begins a regular expression and does not divide.
const BEFORE_PATTERN: &[&str] = &[
    "await",
    "case",
    "delete",
    "do",
    "else",
    "in",
    "instanceof",
    "new",
    "of",
    "return",
    "throw",
    "typeof",
    "void",
    "yield",
];

/// The script without comments and indentation (ECMAScript 2025, 12: what separates tokens). A comment that ends a line
/// leaves the line's end behind, since that may end a statement.
pub(super) fn squeezed(script: &str) -> String {
    let mut out = Squeezed { rest: script, out: String::with_capacity(script.len()), templates: Vec::new() };
    match out.all() {
        Some(()) => out.out,
        None => script.to_owned(),
    }
}

/// What is left to read, and what has been written.
struct Squeezed<'s> {
    rest: &'s str,
    out: String,
    /// For every template that the reader is in a `${…}` of: how many braces are open within it.
    templates: Vec<usize>,
}

impl Squeezed<'_> {
    /// Everything to the end; nothing where a text or a pattern has none.
    fn all(&mut self) -> Option<()> {
        while let Some(first) = self.rest.chars().next() {
            match first {
                '/' if self.rest.starts_with("//") => self.drop_bytes(self.rest.find('\n').unwrap_or(self.rest.len())),
                '/' if self.rest.starts_with("/*") => self.comment()?,
                '/' if self.begins_pattern() => self.pattern()?,
                '"' | '\'' => self.text(first)?,
                '`' => {
                    self.take(1);
                    self.template()?;
                }
                '}' if self.templates.last() == Some(&0) => {
                    self.templates.pop();
                    self.take(1);
                    self.template()?;
                }
                '\n' | '\r' | ' ' | '\t' => self.space(),
                _ => {
                    match (first, self.templates.last_mut()) {
                        ('{', Some(open)) => *open += 1,
                        ('}', Some(open)) => *open -= 1,
                        _ => {}
                    }
                    self.take(first.len_utf8());
                }
            }
        }
        Some(())
    }

    fn take(&mut self, bytes: usize) {
        let (taken, rest) = self.rest.split_at(bytes);
        self.out.push_str(taken);
        self.rest = rest;
    }

    fn drop_bytes(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
    }

    /// Space between tokens: the end of a line if there is one in it, and nothing at the beginning of a line.
    fn space(&mut self) {
        let space = self.rest.len() - self.rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        let line_ends = self.rest[..space].contains('\n');
        self.drop_bytes(space);
        self.part(line_ends);
    }

    fn comment(&mut self) -> Option<()> {
        let end = self.rest.find("*/")? + 2;
        let line_ends = self.rest[..end].contains('\n');
        self.drop_bytes(end);
        self.part(line_ends);
        Some(())
    }

    /// Keeps two tokens apart.
    fn part(&mut self, line_ends: bool) {
        if line_ends {
            self.out.truncate(self.out.trim_end_matches(' ').len());
        }
        if !self.out.is_empty() && !self.out.ends_with('\n') && (line_ends || !self.out.ends_with(' ')) {
            self.out.push(if line_ends { '\n' } else { ' ' });
        }
    }

    /// Whether a slash stands where a value is expected.
    fn begins_pattern(&self) -> bool {
        let before = self.out.trim_end();
        let Some(last) = before.chars().next_back() else { return true };
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$';
        if is_word(last) {
            let word = before.rsplit(|letter| !is_word(letter)).next().unwrap_or(before);
            return BEFORE_PATTERN.contains(&word);
        }
        !matches!(last, ')' | ']' | '}' | '"' | '\'' | '`')
    }

    fn pattern(&mut self) -> Option<()> {
        let (mut escaped, mut in_class) = (false, false);
        let mut letters = self.rest.char_indices().skip(1);
        let end = letters.find_map(|(at, letter)| {
            match letter {
                '\n' => return Some(None),
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '[' => in_class = true,
                ']' => in_class = false,
                '/' if !in_class => return Some(Some(at + 1)),
                _ => {}
            }
            None
        });
        self.take(end??);
        Some(())
    }

    fn text(&mut self, quote: char) -> Option<()> {
        let mut escaped = false;
        let mut letters = self.rest.char_indices().skip(1);
        let end = letters.find_map(|(at, letter)| {
            match letter {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '\n' => return Some(None),
                _ if letter == quote => return Some(Some(at + 1)),
                _ => {}
            }
            None
        });
        self.take(end??);
        Some(())
    }

    /// The letters of a template to its end or to the next `${`; they stay as they are.
    fn template(&mut self) -> Option<()> {
        let mut escaped = false;
        for (at, letter) in self.rest.char_indices() {
            match letter {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '`' => {
                    self.take(at + 1);
                    return Some(());
                }
                '$' if self.rest[at..].starts_with("${") => {
                    self.take(at + 2);
                    self.templates.push(0);
                    return Some(());
                }
                _ => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go() {
        let script = "// @ts-check\n/**\n * Why.\n */\nlet a = 1; // one\n  if (a) {\n\n    b(/* none */);\n  }\n";
        assert_eq!(squeezed(script), "let a = 1;\nif (a) {\nb( );\n}\n");
    }

    #[test]
    fn what_is_no_comment_stays() {
        for kept in [
            "const a = \"// no\" + '/* no */';\n",
            "const b = `  // no\n   /* no */ ${c(`//${{ d: 1 }.d}`) /2}  `;\n",
            "const e = /[/*\"]\\//u.test(f) || g / h / i;\n",
            "return /'/.test(j);\n",
            "k = (l + m) / 2",
        ] {
            assert_eq!(squeezed(kept), kept);
        }
    }

    #[test]
    fn a_comment_over_lines_still_ends_a_statement() {
        assert_eq!(squeezed("a = b /* c\n */ (d)"), "a = b\n(d)");
        assert_eq!(squeezed("a = b/* c\n */(d)"), "a = b\n(d)");
    }

    #[test]
    fn what_is_not_understood_is_left_as_it_is() {
        for left in ["  a = \"no end\n  // b", "  `no end // c", "  /* no end", "  d = /no end\n"] {
            assert_eq!(squeezed(left), left);
        }
    }

    #[test]
    fn squeezing_again_changes_nothing() {
        let once = squeezed("/** a */\n  b(`  c`);\n  // d\n");
        assert_eq!(squeezed(&once), once);
    }
}
