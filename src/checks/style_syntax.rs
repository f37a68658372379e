//! `style-syntax`: a part of the theme's stylesheet whose brackets do not match.
//!
//! Why: a browser takes all that follows an open brace for a part of its block, and leaves it out:
//! the portal would be published without most of its looks, and nobody would be told. Wrong: `a {
//! color: red`. Right: `a { color: red }`.

use cssparser::{ParseError, Parser, Token};

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::{Place, Role, Span};

/// A bracket that is opened and never closed, or closed and never opened.
pub(super) static STYLE_SYNTAX: Code = Code::error("style-syntax");

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let parts = input.sources.of_role(Role::Style);
    let wrong = parts.filter_map(|(file, part)| {
        let fault = unmatched(part.text())?;
        let (at, message) = match fault {
            Unmatched::Open(at) => (at, "message"),
            Unmatched::Close(at) => (at, "message_closed"),
        };
        let bracket = part.text()[at..].chars().next().unwrap_or('{');
        let place = Place { file, span: Span::new(at, at + bracket.len_utf8()) };
        Some(Diagnostic::new(&STYLE_SYNTAX, place).with("bracket", bracket).message(message))
    });
    wrong.collect()
}

/// A bracket without its fellow, at a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unmatched {
    Open(usize),
    Close(usize),
}

/// The first bracket without its fellow, as a browser reads the sheet (CSS Syntax Level 3): not one
/// in a text or a comment. A sheet that is nested deeper than the parser goes is not judged.
fn unmatched(css: &str) -> Option<Unmatched> {
    let mut found = Found::default();
    // The error is only the way out of the blocks.
    let _ = tokens(css, &mut Parser::new(css), &mut found);
    found.open.map(Unmatched::Open).or(found.close.map(Unmatched::Close))
}

/// The innermost bracket that is never closed, and the first that closes nothing: what is open
/// swallows the others.
#[derive(Default)]
struct Found {
    open: Option<usize>,
    close: Option<usize>,
}

fn tokens(css: &str, parser: &mut Parser<'_>, found: &mut Found) -> Result<(), ParseError<()>> {
    loop {
        let start = parser.position().byte_index();
        let Ok(token) = parser.next_including_whitespace_and_comments() else { return Ok(()) };
        let closing = match token {
            Token::CloseCurlyBracket | Token::CloseParenthesis | Token::CloseSquareBracket => {
                found.close = found.close.or(Some(start));
                continue;
            }
            Token::CurlyBracketBlock => '}',
            Token::ParenthesisBlock | Token::Function(_) => ')',
            Token::SquareBracketBlock => ']',
            _ => continue,
        };
        let opened = parser.position().byte_index() - 1;
        parser.parse_nested_block(|inner| tokens(css, inner, found))?;
        let end = parser.position().byte_index();
        if !css[..end].ends_with(closing) || end == opened + 1 {
            found.open = found.open.or(Some(opened));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_without_its_fellow_is_found() {
        assert_eq!(unmatched("a { b: c }\np { color: red\n"), Some(Unmatched::Open(13)));
        assert_eq!(unmatched("a { b: c } }"), Some(Unmatched::Close(11)));
        assert_eq!(unmatched("a { width: calc(1px + 2px }"), Some(Unmatched::Open(15)));
        assert_eq!(unmatched("@media print { a { b: c }\n"), Some(Unmatched::Open(13)));
        assert_eq!(unmatched("a { content: \"{\" } /* { */ @media (x) { a { b: url(x) } }"), None);
    }
}
