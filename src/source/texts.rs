//! The words that people read, from the theme's `i18n/<language>/*.yaml`. A portal's own theme may
//! replace single texts.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{
    Limits, Node, Place, Role, SourceFile, Sources, Value, built_in, default_theme, field_names,
    parse_yaml,
};
use crate::diagnostics::{Code, Diagnostic, Findings, Language, Texts, nearest};
use crate::span::FileId;

/// All codes of the texts of a theme.
pub(crate) static CODES: &[&Code] = &[&BAD_TEXTS, &UNKNOWN_TEXT];

/// A theme's text file has something other than texts in nested mappings.
static BAD_TEXTS: Code = Code::error("bad-texts");

fn not_a_text(place: Place, key: &str) -> Diagnostic {
    Diagnostic::new(&BAD_TEXTS, place).with("key", key)
}

/// A text of a theme that nothing asks for; most often a slip in its key, so that the built-in text
/// stays.
static UNKNOWN_TEXT: Code = Code::error("unknown-text");

fn unknown_text(place: Place, key: &str, known: &BTreeSet<String>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&UNKNOWN_TEXT, place).with("key", key);
    let (group, last) = key.rsplit_once('.').unwrap_or(("", key));
    // In its group a text is told by its last word alone.
    let beside = known.iter().filter_map(|known| {
        known.strip_prefix(group)?.strip_prefix('.').filter(|name| !name.contains('.'))
    });
    let beside: Vec<&str> = beside.collect();
    if let Some(name) = field_names::meant_value(last, &beside) {
        let suggestion = format!("{group}.{name}");
        return diagnostic.with("suggestion", suggestion).help("help_suggestion").instead(name);
    }
    let elsewhere =
        known.iter().map(String::as_str).filter(|known| !known.starts_with(&format!("{group}.")));
    match nearest(key, elsewhere) {
        Some(near) => diagnostic.with("suggestion", near).help("help_suggestion"),
        None => diagnostic,
    }
}

impl Texts {
    /// The texts of the sources' theme in one language, over those that are built in; what a file
    /// does not say is left out and told.
    #[must_use]
    pub fn read(sources: &Sources, language: Language) -> (Self, Findings) {
        let (mut texts, mut findings) = (built_in_texts(language).0.clone(), Findings::default());
        let is_own = |source: &SourceFile| {
            source.is_readable() && built_in(source.path()) != Some(source.text())
        };
        let own = sources
            .of_role(Role::Texts)
            .filter(|(_, source)| is_of(source.path(), language) && is_own(source));
        let known: BTreeSet<String> = texts.keys().map(str::to_owned).collect();
        for (file, source) in own {
            let node = parse_yaml(source.text(), file, 0, Limits::REGISTER, &mut findings);
            if let Some(node) = node {
                findings.extend(unknown_keys("", &node, file, &known, sources));
                add_under(&mut texts, "", &node, file, &mut findings);
            }
        }
        (texts, findings)
    }
}

/// The texts of the built-in theme, which are the same as long as the program runs, and what is
/// wrong with them.
fn built_in_texts(language: Language) -> &'static (Texts, Findings) {
    static DANISH: LazyLock<(Texts, Findings)> = LazyLock::new(|| parsed(Language::Danish));
    static ENGLISH: LazyLock<(Texts, Findings)> = LazyLock::new(|| parsed(Language::English));
    match language {
        Language::Danish => &DANISH,
        Language::English => &ENGLISH,
    }
}

fn parsed(language: Language) -> (Texts, Findings) {
    let (mut texts, mut findings) = (Texts::default(), Findings::default());
    let (sources, _) = default_theme();
    for (file, source) in
        sources.of_role(Role::Texts).filter(|(_, source)| is_of(source.path(), language))
    {
        if let Some(node) = parse_yaml(source.text(), file, 0, Limits::REGISTER, &mut findings) {
            add_under(&mut texts, "", &node, file, &mut findings);
        }
    }
    (texts, findings)
}

fn add_under(texts: &mut Texts, prefix: &str, node: &Node, file: FileId, findings: &mut Findings) {
    match &node.value {
        Value::Mapping(pairs) => pairs.iter().for_each(|(key, value)| {
            let key =
                if prefix.is_empty() { key.text.clone() } else { format!("{prefix}.{}", key.text) };
            add_under(texts, &key, value, file, findings);
        }),
        Value::Scalar { text, .. } => texts.set(prefix.to_owned(), text.trim_end().to_owned()),
        Value::Null | Value::Sequence(_) => {
            findings.push(not_a_text(Place { file, span: node.span }, prefix));
        }
    }
}

/// The keys below `prefix` that neither the built-in theme nor a template of the portal's own
/// knows.
fn unknown_keys(
    prefix: &str,
    node: &Node,
    file: FileId,
    known: &BTreeSet<String>,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let Value::Mapping(pairs) = &node.value else { return Vec::new() };
    let unknown = pairs.iter().flat_map(|(key, value)| {
        let whole =
            if prefix.is_empty() { key.text.clone() } else { format!("{prefix}.{}", key.text) };
        if let Value::Mapping(_) = value.value {
            return unknown_keys(&whole, value, file, known, sources);
        }
        if known.contains(&whole) || is_asked_for(&whole, sources) {
            return Vec::new();
        }
        let place = Place { file, span: key.span };
        vec![unknown_text(place, &whole, known)]
    });
    unknown.collect()
}

/// Whether a template names the text: by its whole key, or by what follows the file's own name in
/// it.
fn is_asked_for(key: &str, sources: &Sources) -> bool {
    let inner = key.split_once('.').map_or(key, |(_, inner)| inner);
    sources.of_role(Role::Template).any(|(_, template)| template.text().contains(inner))
}

/// Whether a text file belongs to a language: `themes/x/i18n/da/pages.yaml`.
fn is_of(path: &str, language: Language) -> bool {
    path.split('/').nth(3) == Some(language.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_wrong_with_the_built_in_texts() {
        for language in Language::ALL {
            assert_eq!(built_in_texts(language).1, Findings::default());
        }
    }
}
