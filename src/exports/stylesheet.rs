//! The one stylesheet: the theme's parts put together in the order of their names, so that a later
//! one may go against an earlier, without comments and without space that means nothing. Changes no
//! rule: what the browser reads is what was written, and behind it one rule that only the catalogue
//! can tell.

use cssparser::{ParseError, Parser, Token};

use crate::model::Catalogue;
use crate::source::{Role, Sources};

/// The sheet that is published.
pub(super) fn stylesheet(sources: &Sources, catalogue: &Catalogue) -> String {
    of_theme(sources) + &own(catalogue)
}

fn of_theme(sources: &Sources) -> String {
    let parts: Vec<&str> = sources.of_role(Role::Style).map(|(_, file)| file.text()).collect();
    squeezed(&parts.join("\n"))
}

/// What tells the reader's own administration from the others, once the reader has said which it
/// is: `--own` and `--other` are how an element is displayed that is there for one of the two
/// alone, and among others the own comes last. CSS cannot compare two attributes, so there is a
/// selector for each administration.
fn own(catalogue: &Catalogue) -> String {
    let places = catalogue.workplaces();
    let ids = places.iter().map(|(key, _)| catalogue.vocabulary[*key].id.as_str());
    let selectors: Vec<_> =
        ids.map(named).map(|id| format!("[data-egen={id}] [data-of={id}]")).collect();
    if selectors.is_empty() {
        return String::new();
    }
    // Paper is for others too.
    format!("@media screen{{{}{{--own:inline;--other:none;order:1}}}}", selectors.join(","))
}

/// An id as the value of a selector: what begins with a digit is no name (CSS Syntax 4.3.9).
fn named(id: &str) -> String {
    if id.starts_with(|first: char| first.is_ascii_digit()) {
        format!("\"{id}\"")
    } else {
        id.to_owned()
    }
}

/// Without comments and needless space. Tokens are copied as they stand (CSS Syntax Level 3): only
/// space between them goes, and never where it may stand for a descendant or around the sign of a
/// sum. A sheet with blocks nested deeper than the parser goes is left as it is.
pub(super) fn squeezed(css: &str) -> String {
    let mut out = Squeezed { css: String::with_capacity(css.len()), space: false };
    match out.tokens(&mut Parser::new(css)) {
        Ok(()) => out.css,
        Err(_) => css.to_owned(),
    }
}

/// What has been written, and whether space is due before the next token.
struct Squeezed {
    css: String,
    space: bool,
}

impl Squeezed {
    /// All tokens to the end of the sheet, or of the block that the parser stands in.
    fn tokens(&mut self, parser: &mut Parser<'_>) -> Result<(), ParseError<()>> {
        loop {
            let start = parser.position();
            // The only fault there is: no token is left.
            let Ok(token) = parser.next_including_whitespace_and_comments() else { return Ok(()) };
            let closing = match token {
                Token::WhiteSpace(_) | Token::Comment(_) => {
                    self.space = true;
                    continue;
                }
                Token::CurlyBracketBlock => Some("}"),
                Token::ParenthesisBlock | Token::Function(_) => Some(")"),
                Token::SquareBracketBlock => Some("]"),
                _ => None,
            };
            self.write(parser.slice_from(start));
            if let Some(closing) = closing {
                parser.parse_nested_block(|inner| self.tokens(inner))?;
                self.write(closing);
            }
        }
    }

    fn write(&mut self, token: &str) {
        let space = std::mem::take(&mut self.space);
        if token == "}" && self.css.ends_with(';') {
            self.css.pop();
        }
        let means_nothing = self.css.is_empty()
            || self.css.ends_with(['{', '}', ';', ',', ':', '(', '>', '~'])
            || "{};,)>~".contains(token);
        if space && !means_nothing {
            self.css.push(' ');
        }
        self.css.push_str(token);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_come_in_the_order_of_their_names() {
        let own = [("20-b", "a { width: 1px; }"), ("10-a", "/* why */\np { margin: 0 }")];
        let files =
            own.map(|(name, text)| (format!("themes/default/styles/{name}.css"), text.into()));
        let sheet = of_theme(&Sources::from_files(files).0);
        assert!(!sheet.contains("why"), "{sheet}");
        assert!(
            sheet.find("p{margin:0}").is_some_and(|first| Some(first) < sheet.find("a{width:1px}")),
            "{sheet}"
        );
    }

    #[test]
    fn space_that_means_something_stays() {
        for kept in [
            "a :is(b,c) d",
            "p{font-size:clamp(1rem,.5rem + 2vw,2rem)}",
            "p{width:calc(100% - 2px)}",
            "@media (width>=2rem) and (hover){a{b:c}}",
            "a{content:\"a  /* b */  c\"}",
            "a{border-image:conic-gradient(var(--x) 0 0) fill 0 / 0 / 0 100vmax}",
            "a{background:url(a.svg) no-repeat}",
        ] {
            assert_eq!(squeezed(kept), kept);
        }
    }

    #[test]
    fn space_that_means_nothing_goes() {
        assert_eq!(squeezed(" a ,\n b {\n  c : d ;\n\n e: f( 1 , 2 );\n}\n"), "a,b{c :d;e:f(1,2)}");
        assert_eq!(squeezed("a/* and */b{}"), "a b{}");
        assert_eq!(
            squeezed("a > b ~ c + d { e: calc(1px + 2px) }"),
            "a>b~c + d{e:calc(1px + 2px)}"
        );
        assert_eq!(squeezed("@media (width >= 2rem) {}"), "@media (width>= 2rem){}");
        assert_eq!(squeezed("a { b: c"), "a{b:c}");
    }

    #[test]
    fn a_sheet_that_is_nested_too_deep_is_left_as_it_is() {
        let deep = format!("a {{ b: {}1{} }}", "(".repeat(5_000), ")".repeat(5_000));
        assert_eq!(squeezed(&deep), deep);
    }
}
