//! What a file is for, told by its path alone.

use portal_search::Kind;

use crate::diagnostics::Language;

/// The kinds of file that a portal is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// `site.toml`.
    Site,
    /// An entry of a kind: `content/offers/x.md`, `content/courses/x.yaml` …
    Entry(Kind),
    /// A list of terms: `content/vocabularies/x.yaml`.
    Vocabulary,
    /// `content/glossary.yaml` or `content/glossary/x.yaml`; so with the registers below.
    Glossary,
    /// `content/synonyms.yaml`.
    Synonyms,
    /// `content/laws.yaml`.
    Laws,
    /// `content/documents.yaml`.
    Documents,
    /// `content/search_tests.yaml`.
    SearchTests,
    /// `content/gone.yaml`.
    Gone,
    /// `content/urls.lock`.
    Ledger,
    /// The register of words that `site.toml` names: beside it, `x.tsv`.
    Lexicon,
    /// A page template of the theme.
    Template,
    /// A part of the stylesheet.
    Style,
    /// The texts of one language.
    Texts,
    /// Published as it is: images and documents of the content, static files of the theme.
    Asset,
    /// Lies where nothing is read.
    Unknown,
}

impl Role {
    /// The role of a path from the portal's root; none where nothing of a portal lies.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        if path == "site.toml" {
            return Some(Self::Site);
        }
        if is_lexicon(path) {
            return Some(Self::Lexicon);
        }
        if let Some(theme_path) = path.strip_prefix("themes/") {
            let (_, inner) = theme_path.split_once('/')?;
            return match inner.split_once('/')? {
                ("templates", _) => Some(Self::Template),
                ("styles", name) if ends_with(name, "css") => Some(Self::Style),
                ("i18n", name) if is_of_a_language(name) => Some(Self::Texts),
                ("static", _) => Some(Self::Asset),
                _ => None,
            };
        }
        match path.strip_prefix("content/")? {
            "glossary.yaml" => Some(Self::Glossary),
            "synonyms.yaml" => Some(Self::Synonyms),
            "laws.yaml" => Some(Self::Laws),
            "documents.yaml" => Some(Self::Documents),
            "search_tests.yaml" => Some(Self::SearchTests),
            "gone.yaml" => Some(Self::Gone),
            "urls.lock" => Some(Self::Ledger),
            inner => Self::in_register(inner).or_else(|| Self::in_folder(inner)),
        }
    }

    /// A register may be a folder of small files, so that two editors do not meet at the end of
    /// one.
    fn in_register(path: &str) -> Option<Self> {
        let (folder, name) = path.split_once('/')?;
        let role = match folder {
            "glossary" => Self::Glossary,
            "synonyms" => Self::Synonyms,
            "laws" => Self::Laws,
            "documents" => Self::Documents,
            "search_tests" => Self::SearchTests,
            _ => return None,
        };
        ends_with(name, "yaml").then_some(role)
    }

    fn in_folder(path: &str) -> Option<Self> {
        let (folder, name) = path.split_once('/')?;
        match folder {
            "images" | "files" => Some(Self::Asset),
            "vocabularies" if ends_with(name, "yaml") => Some(Self::Vocabulary),
            _ => {
                let kind = Kind::ALL.into_iter().find(|kind| kind.folder() == Some(folder))?;
                ends_with(name, kind.ending()).then_some(Self::Entry(kind))
            }
        }
    }
}

/// Whether a file of texts lies in the folder of a language: `da/pages.yaml`.
fn is_of_a_language(path: &str) -> bool {
    let language = path.split_once('/').and_then(|(code, _)| Language::from_code(code));
    language.is_some() && ends_with(path, "yaml")
}

/// Whether a path can be that of a register of words: a file of the portal's own folder.
pub(super) fn is_lexicon(path: &str) -> bool {
    !path.contains(['/', '\\']) && !path.starts_with('.') && ends_with(path, "tsv")
}

fn ends_with(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, found)| !stem.is_empty() && found == ending)
}

/// Whether an asset is made of text that people or browsers read.
pub(super) fn is_text(path: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "css",
        "csv",
        "htm",
        "html",
        "ics",
        "js",
        "json",
        "md",
        "mjs",
        "rtf",
        "svg",
        "toml",
        "tsv",
        "txt",
        "vcf",
        "vtt",
        "webmanifest",
        "xml",
        "xsl",
        "yaml",
        "yml",
    ];
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_lowercase().as_str()))
}

/// Where an asset's source path is published, without the leading slash.
pub(super) fn published_path(path: &str) -> String {
    match path.strip_prefix("content/") {
        Some(inner) => inner
            .strip_prefix("files/")
            .map_or_else(|| inner.to_owned(), |inner| format!("filer/{inner}")),
        None => path.splitn(4, '/').nth(3).unwrap_or(path).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_the_role() {
        assert_eq!(Role::of("content/offers/x.md"), Some(Role::Entry(Kind::Offer)));
        assert_eq!(Role::of("content/courses/x.yaml"), Some(Role::Entry(Kind::Course)));
        assert_eq!(Role::of("content/glossary.yaml"), Some(Role::Glossary));
        assert_eq!(Role::of("content/glossary/a/x.yaml"), Some(Role::Glossary));
        assert_eq!(Role::of("content/laws/x.md"), None);
        assert_eq!(Role::of("content/offers/x.txt"), None);
        assert_eq!(Role::of("content/x.md"), None);
        assert_eq!(Role::of("cor.tsv"), Some(Role::Lexicon));
        assert_eq!(Role::of("files/cor.tsv"), None);
        assert_eq!(Role::of("themes/a/templates/deep/x.html"), Some(Role::Template));
        assert_eq!(Role::of("themes/a/styles/10-tokens.css"), Some(Role::Style));
    }

    #[test]
    fn assets_are_published_under_their_own_folder() {
        assert_eq!(published_path("content/images/a/b.svg"), "images/a/b.svg");
        assert_eq!(published_path("content/files/a/b.pdf"), "filer/a/b.pdf");
        assert_eq!(published_path("themes/default/static/css/x.css"), "css/x.css");
    }
}
