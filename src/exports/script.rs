//! Scripts as they are published: without comments, indentation and the space around signs, which
//! are for those who write them. Declarations in a row are one, and what a function takes stands
//! without parentheses where it is one name. Nothing else is changed, so that what runs is what was
//! written. A script that is not understood is published as it is.

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

/// Signs behind which no statement can end, and signs with which none can begin: between lines
/// there is nothing to end.
const GOES_ON: &[char] = &['{', '(', '[', ',', ';', '=', '?', ':', '&', '|'];
const CONTINUES: &[char] = &['}', ')', ']', '=', '?', ':', '&', '|'];

/// The script without comments and indentation (ECMAScript 2025, 12: what separates tokens). A
/// comment that ends a line leaves the line's end behind, since that may end a statement.
pub(super) fn squeezed(script: &str) -> String {
    let mut out = Squeezed {
        rest: script,
        out: String::with_capacity(script.len()),
        templates: Vec::new(),
        declaring: vec![None],
    };
    match out.all() {
        Some(()) => out.out,
        None => script.to_owned(),
    }
}

/// How declarations begin that may have several parts.
const DECLARES: &[&str] = &["const ", "let "];

/// What is left to read, and what has been written.
#[derive(Default)]
struct Squeezed<'s> {
    rest: &'s str,
    out: String,
    /// For every template that the reader is in a `${…}` of: how many braces are open within it.
    templates: Vec<usize>,
    /// For the script and every bracket that is open: the word of the declaration that its statement
    /// is.
    declaring: Vec<Option<&'static str>>,
}

impl Squeezed<'_> {
    /// Everything to the end; nothing where a text or a pattern has none.
    fn all(&mut self) -> Option<()> {
        while let Some(first) = self.rest.chars().next() {
            match first {
                '/' if self.rest.starts_with("//") || self.rest.starts_with("/*") => self.gap()?,
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
                '\n' | '\r' | ' ' | '\t' => self.gap()?,
                ';' => self.statement_end()?,
                _ => {
                    self.sign(first);
                    self.take(first.len_utf8());
                }
            }
        }
        Some(())
    }

    /// What is to be known of a letter outside of texts before it is taken.
    fn sign(&mut self, letter: char) {
        match (letter, self.templates.last_mut()) {
            ('{', Some(open)) => *open += 1,
            ('}', Some(open)) => *open -= 1,
            _ => {}
        }
        match letter {
            '(' | '[' | '{' => self.declaring.push(None),
            ')' | ']' | '}' => drop(self.declaring.pop()),
            'c' | 'l' if self.out.is_empty() || self.out.ends_with([';', '{', '}', '\n']) => {
                let word = DECLARES.iter().find(|word| self.rest.starts_with(**word));
                if let Some(statement) = self.declaring.last_mut() {
                    *statement = word.copied();
                }
            }
            '=' if self.rest.starts_with("=>") => self.bare_parameter(),
            _ => {}
        }
    }

    /// A declaration that follows one of its kind goes on with it.
    fn statement_end(&mut self) -> Option<()> {
        self.take(1);
        let Some(word) = self.declaring.last_mut().and_then(Option::take) else { return Some(()) };
        let mut ahead = Self { rest: self.rest, out: String::new(), ..Self::default() };
        ahead.gap()?;
        if let Some(rest) = ahead.rest.strip_prefix(word) {
            self.out.pop();
            self.out.push(',');
            self.rest = rest.trim_start();
            if let Some(statement) = self.declaring.last_mut() {
                *statement = Some(word);
            }
        }
        Some(())
    }

    /// Takes the parentheses from around what a function takes, where that is one name and they part
    /// it from nothing.
    fn bare_parameter(&mut self) {
        let is_word = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '$');
        let open = self.out.strip_suffix(')').and_then(|before| before.rfind('('));
        let Some((open, (before, name))) = open.map(|open| (open, self.out.split_at(open))) else {
            return;
        };
        let name = &name[1..name.len() - 1];
        let begins = name.starts_with(|letter: char| is_word(letter) && !letter.is_ascii_digit());
        if begins && name.chars().all(is_word) && before.ends_with(['=', ',', '(', '[', '?', ':']) {
            self.out.pop();
            self.out.remove(open);
        }
    }

    fn take(&mut self, bytes: usize) {
        let (taken, rest) = self.rest.split_at(bytes);
        self.out.push_str(taken);
        self.rest = rest;
    }

    /// All space and comments between two tokens.
    fn gap(&mut self) -> Option<()> {
        let mut line_ends = false;
        loop {
            let bytes = match self.rest.as_bytes() {
                [b' ' | b'\t' | b'\r' | b'\n', ..] => {
                    self.rest.len() - self.rest.trim_start_matches([' ', '\t', '\r', '\n']).len()
                }
                [b'/', b'/', ..] => self.rest.find('\n').unwrap_or(self.rest.len()),
                [b'/', b'*', ..] => self.rest.find("*/")? + 2,
                _ => break,
            };
            line_ends |= self.rest[..bytes].contains('\n');
            self.rest = &self.rest[bytes..];
        }
        self.part(line_ends);
        Some(())
    }

    /// Keeps two tokens apart that are not told apart without.
    fn part(&mut self, line_ends: bool) {
        if self.out.is_empty() {
            return;
        }
        if line_ends && !self.goes_on() {
            self.out.push('\n');
        } else if self.needs_space() {
            self.out.push(' ');
        }
    }

    /// Whether a statement goes on over the end of a line. Modules that are lent find their exports
    /// at the beginning of a line.
    fn goes_on(&self) -> bool {
        let begins_export = self.rest.starts_with("export ");
        !begins_export
            && (self.out.ends_with(GOES_ON)
                || self.out.ends_with("=>")
                || self.rest.starts_with(CONTINUES))
    }

    /// Whether what stands on both sides would be another token, or a comment, without a space.
    fn needs_space(&self) -> bool {
        let (Some(before), Some(after)) = (self.out.chars().next_back(), self.rest.chars().next())
        else {
            return false;
        };
        let is_word = |letter: char| {
            letter.is_alphanumeric()
                || matches!(letter, '_' | '$' | '#' | '\\')
                || !letter.is_ascii()
        };
        match (before, after) {
            ('/', _) | (_, '/') | ('+', '+') | ('-', '-' | '>') | ('<', '!') | ('.', '.') => true,
            (before, '.') => before.is_ascii_digit(),
            (before, after) => is_word(before) && is_word(after),
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
        assert_eq!(squeezed(script), "let a=1;if(a){b();}\n");
    }

    #[test]
    fn what_is_no_comment_stays() {
        for kept in [
            "const a=\"// no\"+'/* no */';",
            "const b=`  // no\n   /* no */ ${c(`//${{d:1}.d}`)/2}  `;",
            "const e=/[/* \"]\\//u.test(f)||g / h / i;",
            "return /'/.test(j);",
            "k=(l+m) / 2",
            "n=p+ +q- -r< !--s",
        ] {
            assert_eq!(squeezed(kept), kept);
        }
    }

    #[test]
    fn space_beside_signs_goes_and_line_ends_that_end_a_statement_stay() {
        let script = "const a = (b, { c }) => b\n  ? [\n    c,\n  ]\n  : d;\nlet e = f\n(g)\nexport { e };\nexport const h = typeof e === \"i\";";
        let expected =
            "const a=(b,{c})=>b?[c,]:d;let e=f\n(g)\nexport{e};\nexport const h=typeof e===\"i\";";
        assert_eq!(squeezed(script), expected);
    }

    #[test]
    fn declarations_in_a_row_are_one() {
        let script = "const a = 1;\n// two\nconst { b } = (() => {\n  let c = [1];\n  let d;\n  return c;\n})();\nlet e;\nfor (const f of a) g();\nconst h = 2;\nexport const i = 3;\nconst j = 4;\n";
        let expected = "const a=1,{b}=(()=>{let c=[1],d;return c;})();let e;for(const f of a)g();const h=2;\nexport const i=3;const j=4;";
        assert_eq!(squeezed(script), expected);
    }

    #[test]
    fn one_parameter_needs_no_parentheses() {
        let script = "a((b) => b, async (c) => c, (d, e) => d, ({ f }) => f, g ? (h) => h : i);";
        let expected = "a(b=>b,async(c)=>c,(d,e)=>d,({f})=>f,g?h=>h:i);";
        assert_eq!(squeezed(script), expected);
    }

    #[test]
    fn a_comment_over_lines_still_ends_a_statement() {
        assert_eq!(squeezed("a = b /* c\n */ (d)"), "a=b\n(d)");
        assert_eq!(squeezed("a = b/* c\n */(d)"), "a=b\n(d)");
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
