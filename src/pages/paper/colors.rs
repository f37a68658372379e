//! The theme's colours on light paper: the custom properties of its stylesheet that are plain
//! colours, so that a portal which has its own on screen has them on paper.

use std::collections::BTreeMap;

use cssparser::{ParseError, Parser, Token};

use crate::source::{Role, Sources};

/// Colours by the names of their properties, without `--`: `accent`, `tone-blue`. What is neither
/// `#…` nor `light-dark(#…, …)` (CSS Color 5) is left out, and so is what holds on conditions.
pub(super) fn colors(sources: &Sources) -> BTreeMap<String, String> {
    let mut colors = BTreeMap::new();
    for (_, file) in sources.of_role(Role::Style) {
        // A sheet that nests deeper than the parser goes gives what stands before.
        let _ = block(&mut Parser::new(file.text()), &mut colors);
    }
    colors
}

/// All declarations to the end of a block.
fn block(
    parser: &mut Parser<'_>,
    colors: &mut BTreeMap<String, String>,
) -> Result<(), ParseError<()>> {
    let (mut name, mut conditional) = (None, false);
    loop {
        // The only fault there is: no token is left.
        let Ok(token) = parser.next() else { return Ok(()) };
        match token.clone() {
            Token::Ident(ident) => name = ident.strip_prefix("--").map(str::to_owned),
            Token::Colon => {}
            Token::Hash(hex) | Token::IDHash(hex) => set(colors, name.take(), &hex),
            Token::Function(function) if function.eq_ignore_ascii_case("light-dark") => {
                let light = parser.parse_nested_block(|inner| {
                    let first = inner.next().ok().cloned();
                    while inner.next().is_ok() {}
                    Ok::<_, ParseError<()>>(first)
                })?;
                if let Some(Token::Hash(hex) | Token::IDHash(hex)) = light {
                    set(colors, name.take(), &hex);
                }
            }
            Token::AtKeyword(rule) => conditional = !rule.eq_ignore_ascii_case("layer"),
            Token::CurlyBracketBlock if !std::mem::take(&mut conditional) => {
                parser.parse_nested_block(|inner| block(inner, colors))?;
            }
            Token::Semicolon => (name, conditional) = (None, false),
            _ => name = None,
        }
    }
}

/// Notes a colour of three, four, six or eight digits (CSS Color 4, hex notation).
fn set(colors: &mut BTreeMap<String, String>, name: Option<String>, hex: &str) {
    let is_color = matches!(hex.len(), 3 | 4 | 6 | 8) && hex.bytes().all(|b| b.is_ascii_hexdigit());
    if let Some(name) = name.filter(|_| is_color) {
        colors.insert(name, format!("#{hex}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_sheet_changes_a_color_and_conditions_do_not() {
        let sheet = "@layer a, b;\n@layer a { :root { --x: light-dark(#123, #fff); --y: #a0b0c0; \
                     --z: var(--x); --w: 1px solid #000; color: #111; } }\n\
                     @media print { :root { --x: #000; } }\n";
        let later = ":root { --y: light-dark(#00f, #fff) }";
        let site = "title = \"P\"\nbase_url = \"https://p.example\"\ntheme = \"a\"\n[edition]\ndate = \"2013-06-30\"\n";
        let files = [
            ("site.toml", site),
            ("themes/a/styles/10-tokens.css", sheet),
            ("themes/a/styles/11-later.css", later),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        let (sources, _) = Sources::from_files(files);
        let colors = colors(&sources);
        let of = |name: &str| colors.get(name).map(String::as_str);
        assert_eq!([of("x"), of("y"), of("z"), of("w")], [Some("#123"), Some("#00f"), None, None]);
    }

    #[test]
    fn the_built_in_theme_has_a_color_for_every_lane() {
        let (theme, _) = crate::source::default_theme();
        let colors = colors(&theme);
        let tones = crate::model::Tone::ALL.map(|tone| format!("tone-{}", tone.as_str()));
        for name in ["accent", "ink", "ink-soft", "warm", "borger", "andre"] {
            assert!(colors.contains_key(name), "{name}");
        }
        assert!(tones.iter().all(|tone| colors.contains_key(tone)), "{colors:?}");
    }
}
