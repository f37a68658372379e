//! `style-syntax`: a part of the theme's stylesheet whose brackets do not match, or that fetches
//! from somebody else.
//!
//! Why: a browser takes all that follows an open brace for a part of its block, and leaves it out:
//! the portal would be published without most of its looks, and nobody would be told. Wrong: `a {
//! color: red`. Right: `a { color: red }`.

use std::ops::Range;

use cssparser::{ParseError, Parser, Token};

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::{Place, Role, Span};

/// A bracket that is opened and never closed, or closed and never opened.
pub(super) static STYLE_SYNTAX: Code = Code::error("style-syntax");

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let parts = input.sources.of_role(Role::Style);
    let outside = input.sources.of_role(Role::Style).flat_map(|(file, part)| {
        let fetched = outside(part.text()).into_iter();
        fetched.map(move |(range, address)| {
            let place = Place { file, span: Span::new(range.start, range.end) };
            let diagnostic = Diagnostic::new(&STYLE_SYNTAX, place).with("address", address);
            diagnostic.message("message_outside").help("help_outside")
        })
    });
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
    wrong.chain(outside).collect()
}

/// An address, and where it stands.
type Fetched = (Range<usize>, String);

/// The addresses of others that a browser would fetch from: in `url()`, `src()`, `image-set()`, and
/// behind `@import`.
fn outside(css: &str) -> Vec<Fetched> {
    let mut found = Vec::new();
    let _ = fetched(&mut Parser::new(css), false, &mut found);
    found.retain(|(_, address)| {
        let bare = address.trim().to_lowercase().replace('\\', "/");
        let scheme = bare.split_once(':').map_or("", |(scheme, _)| scheme);
        bare.starts_with("//") || ["http", "https", "ftp"].contains(&scheme)
    });
    found
}

/// `in_address` tells that a text is an address: within the functions that take one.
fn fetched(
    parser: &mut Parser<'_>,
    in_address: bool,
    found: &mut Vec<Fetched>,
) -> Result<(), ParseError<()>> {
    // A namespace is a name that looks like an address, and nothing is fetched from it.
    let (mut imports, mut names) = (false, false);
    loop {
        let start = parser.position().byte_index();
        let Ok(token) = parser.next_including_whitespace_and_comments() else { return Ok(()) };
        let (mut address, mut nested) = (None, None);
        match token {
            Token::UnquotedUrl(text) if !names => address = Some(text.to_string()),
            Token::QuotedString(text) if in_address || imports => address = Some(text.to_string()),
            Token::AtKeyword(name) => {
                imports = name.eq_ignore_ascii_case("import");
                names = name.eq_ignore_ascii_case("namespace");
            }
            Token::Semicolon => (imports, names) = (false, false),
            Token::Function(name) => {
                let takes = ["url", "src", "image-set", "-webkit-image-set"];
                nested = Some(!names && takes.iter().any(|known| name.eq_ignore_ascii_case(known)));
            }
            Token::CurlyBracketBlock | Token::ParenthesisBlock | Token::SquareBracketBlock => {
                nested = Some(false);
                imports = false;
            }
            _ => {}
        }
        if let Some(in_address) = nested {
            parser.parse_nested_block(|inner| fetched(inner, in_address, found))?;
        }
        let end = parser.position().byte_index();
        found.extend(address.map(|address| (start..end, address)));
    }
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
    fn what_is_fetched_from_others_is_found() {
        for css in [
            "@import url(https://x.dk/a.css);",
            "@import 'https://x.dk/a.css' layer(a);",
            "a { b: url(//x.dk/a.png) }",
            "@media print { a { b: URL( \"HTTP://x.dk/a.png\" ) } }",
            "a { b: image-set(\"https://x.dk/a.png\" 1x) }",
            "a { b: url(htt\\70s://x.dk/) }",
        ] {
            assert_eq!(outside(css).len(), 1, "{css}");
        }
        for css in [
            "@import url(/a.css);",
            "a { b: url(data:image/png;base64,AA) }",
            "a { content: \"https://x.dk\" }",
            "/* @import url(https://x.dk/) */",
            "@namespace svg url(http://www.w3.org/2000/svg);",
            "@namespace url(\"http://www.w3.org/2000/svg\");",
            "@import 'a.css'; a { content: \"https://x.dk\" }",
        ] {
            assert!(outside(css).is_empty(), "{css}");
        }
    }

    #[test]
    fn a_bracket_without_its_fellow_is_found() {
        assert_eq!(unmatched("a { b: c }\np { color: red\n"), Some(Unmatched::Open(13)));
        assert_eq!(unmatched("a { b: c } }"), Some(Unmatched::Close(11)));
        assert_eq!(unmatched("a { width: calc(1px + 2px }"), Some(Unmatched::Open(15)));
        assert_eq!(unmatched("@media print { a { b: c }\n"), Some(Unmatched::Open(13)));
        assert_eq!(unmatched("a { content: \"{\" } /* { */ @media (x) { a { b: url(x) } }"), None);
    }
}
