//! The register of words that the settings name → the forms of each word, for the search.

use portal_search::{BadLine, Lexicon};

use super::{Site, codes};
use crate::diagnostics::Findings;
use crate::source::{Place, Role, Sources, Span};

/// Reads the register; without words where none is named or it has faults.
pub(super) fn read(site: &Site, sources: &Sources, findings: &mut Findings) -> Lexicon {
    let Some(named) = &site.lexicon else { return Lexicon::default() };
    let Some((file, text)) =
        sources.of_role(Role::Lexicon).find(|(_, file)| file.path() == named.value.trim())
    else {
        findings.push(codes::missing_lexicon(
            Place { file: site.file, span: named.span },
            &named.value,
        ));
        return Lexicon::default();
    };
    if !text.is_readable() {
        return Lexicon::default();
    }
    match Lexicon::read(text.text()) {
        Ok(lexicon) if lexicon.is_empty() => {
            findings.push(codes::empty_lexicon(Place { file, span: Span::default() }));
            lexicon
        }
        Ok(lexicon) => lexicon,
        Err(bad) => {
            findings.push(codes::bad_lexicon(Place { file, span: span_of(text.text(), bad) }, bad));
            Lexicon::default()
        }
    }
}

/// The line that is told.
fn span_of(text: &str, bad: BadLine) -> Span {
    let start = text.split_inclusive('\n').take(bad.line).map(str::len).sum();
    let length = text[start..].lines().next().map_or(0, str::len);
    Span::new(start, start + length)
}
