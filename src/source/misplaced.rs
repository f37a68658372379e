//! Where a file belongs that lies where nothing is read: under another ending, or in another
//! folder. Judged by its path alone; nothing is opened.

use portal_search::Kind;

use crate::diagnostics::nearest;

use super::role::Role;

/// Where a file belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Belongs {
    /// At this path.
    At(String),
    /// In another folder, with everything else in its own.
    Folder {
        /// The folder that is not read.
        wrong: String,
        /// The folder that is.
        right: String,
    },
    /// Nowhere: it is a copy of the file at this path.
    Copy(String),
    /// Nowhere: git or an editor has left it behind.
    Left,
}

/// What people call the folders of the content.
const FOLDERS: &[(&str, &str)] = &[
    ("tilbud", "offers"),
    ("offer", "offers"),
    ("sagsgange", "procedures"),
    ("sagsgang", "procedures"),
    ("procedurer", "procedures"),
    ("kontakter", "contacts"),
    ("kontakt", "contacts"),
    ("enheder", "contacts"),
    ("maal", "goals"),
    ("mål", "goals"),
    ("introforloeb", "courses"),
    ("introforløb", "courses"),
    ("kurser", "courses"),
    ("forloeb", "courses"),
    ("sider", "pages"),
    ("side", "pages"),
    ("nyheder", "news"),
    ("nyhed", "news"),
    ("nyt", "news"),
    ("ordlister", "vocabularies"),
    ("ordliste", "vocabularies"),
    ("vocabulary", "vocabularies"),
    ("billeder", "images"),
    ("image", "images"),
    ("img", "images"),
    ("filer", "files"),
    ("dokumenter", "files"),
];

/// What people call the registers.
const REGISTERS: &[(&str, &str)] = &[
    ("begreber", "glossary.yaml"),
    ("ordforklaring", "glossary.yaml"),
    ("glossar", "glossary.yaml"),
    ("synonymer", "synonyms.yaml"),
    ("love", "laws.yaml"),
    ("kilder", "documents.yaml"),
    ("dokumenter", "documents.yaml"),
    ("search-tests", "search_tests.yaml"),
];

/// Where the file at `path` belongs; nothing if that cannot be told.
pub(super) fn belongs(path: &str) -> Option<Belongs> {
    if let Some(texts) = texts(path) {
        return Some(Belongs::At(texts));
    }
    let inner = path.strip_prefix("content/")?;
    if is_left(inner) {
        return Some(Belongs::Left);
    }
    match inner.split_once('/') {
        None => register(inner),
        Some((folder, name)) => in_folder(folder, name),
    }
}

/// Texts of a theme that lie beside the folders of the languages, or in that of none.
fn texts(path: &str) -> Option<String> {
    let (theme, inner) = path.strip_prefix("themes/")?.split_once('/')?;
    let name = inner.strip_prefix("i18n/")?;
    let name = name.split_once('/').map_or(name, |(_, name)| name);
    (parts(name).1 == "yaml").then(|| format!("themes/{theme}/i18n/da/{name}"))
}

/// Whether a file is one of those that a merge, a patch or an editor leaves beside the one it is of.
fn is_left(path: &str) -> bool {
    const ENDINGS: &[&str] = &[
        ".bak", ".mine", ".old", ".orig", ".rej", ".save", ".swo", ".swp", ".theirs", ".tmp", "~",
    ];
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with("~$") || ENDINGS.iter().any(|ending| path.ends_with(ending))
}

/// The name, without its ending, of the file that one of this name is a copy of, as file managers
/// name copies.
pub(crate) fn copied_from(stem: &str) -> Option<&str> {
    const BEFORE: &[&str] = &["Kopi af ", "Copy of "];
    const BEHIND: &[&str] =
        &[" - Kopi", " - kopi", " - Copy", " - copy", " kopi", " copy", "_kopi"];
    let numbered = stem.rsplit_once(" (").filter(|(_, rest)| {
        rest.strip_suffix(')').is_some_and(|number| number.parse::<u16>().is_ok())
    });
    let name = numbered.map_or(stem, |(name, _)| name);
    let name = BEFORE.iter().find_map(|mark| name.strip_prefix(mark)).unwrap_or(name);
    let name = BEHIND.iter().find_map(|mark| name.strip_suffix(mark)).unwrap_or(name).trim();
    (name != stem).then_some(name)
}

/// The whole path that a file should have; nothing if that cannot be told.
pub(crate) fn right_path(path: &str) -> Option<String> {
    match belongs(path)? {
        Belongs::At(right) => Some(right),
        Belongs::Folder { wrong, right } => Some(format!("{right}{}", path.strip_prefix(&wrong)?)),
        Belongs::Copy(_) | Belongs::Left => None,
    }
}

/// The name without its ending, and the ending that it is meant to have.
fn parts(name: &str) -> (&str, String) {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = stem.strip_suffix(".md").or_else(|| stem.strip_suffix(".yaml")).unwrap_or(stem);
    let ending = match ending.to_lowercase().as_str() {
        "md" | "markdown" | "mdown" | "mkd" | "txt" | "text" | "" => "md",
        "yaml" | "yml" => "yaml",
        other => return (stem, other.to_owned()),
    };
    (stem, ending.to_owned())
}

fn register(name: &str) -> Option<Belongs> {
    let (stem, ending) = parts(name);
    let known = ["glossary", "synonyms", "laws", "documents", "search_tests"];
    let word = stem.to_lowercase();
    let named =
        REGISTERS.iter().find(|(called, _)| *called == word).map(|(_, file)| (*file).to_owned());
    let near = || nearest(&word, known).map(|stem| format!("{stem}.yaml"));
    let original = copied_from(stem).filter(|name| ending == "yaml" && known.contains(name));
    if let Some(original) = original {
        return Some(Belongs::Copy(format!("content/{original}.yaml")));
    }
    let register = if ending == "yaml" { named.or_else(near) } else { None };
    let image = || is_image(&ending).then(|| format!("images/{name}"));
    let document = || is_document(&ending).then(|| format!("files/{name}"));
    register.or_else(image).or_else(document).map(|right| Belongs::At(format!("content/{right}")))
}

fn in_folder(folder: &str, name: &str) -> Option<Belongs> {
    let (stem, ending) = parts(name);
    if is_image(&ending) && folder != "images" {
        return Some(Belongs::At(format!(
            "content/images/{}",
            name.rsplit('/').next().unwrap_or(name)
        )));
    }
    if is_document(&ending) && folder != "files" {
        return Some(Belongs::At(format!(
            "content/files/{}",
            name.rsplit('/').next().unwrap_or(name)
        )));
    }
    let right_ending =
        |folder: &str| if ["courses", "vocabularies"].contains(&folder) { "yaml" } else { "md" };
    if is_known(folder) {
        let right = format!("content/{folder}/{stem}.{}", right_ending(folder));
        return (Role::of(&right).is_some() && ["md", "yaml"].contains(&ending.as_str()))
            .then_some(Belongs::At(right));
    }
    let word = folder.to_lowercase();
    let called = FOLDERS.iter().find(|(called, _)| *called == word).map(|(_, right)| *right);
    let right = called.or_else(|| nearest(&word, known_folders()))?;
    Some(Belongs::Folder {
        wrong: format!("content/{folder}/"),
        right: format!("content/{right}/"),
    })
}

fn known_folders() -> impl Iterator<Item = &'static str> {
    Kind::ALL.into_iter().filter_map(Kind::folder).chain(["vocabularies", "images", "files"])
}

fn is_known(folder: &str) -> bool {
    known_folders().any(|known| known == folder)
}

fn is_image(ending: &str) -> bool {
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"].contains(&ending)
}

fn is_document(ending: &str) -> bool {
    ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "ics"].contains(&ending)
}

/// Endings of files that no browser or other program than their own can be counted on to open, and
/// what each is to be saved as.
const SAVED_AS: &[(&[&str], &str)] = &[
    (&["doc", "docm", "dot", "pages", "rtf", "wpd"], "`docx`, `pdf`"),
    (&["numbers", "xls", "xlsb", "xlsm"], "`xlsx`, `csv`"),
    (&["key", "pps", "ppt", "pptm"], "`pptx`, `pdf`"),
    (&["bmp", "heic", "heif", "psd", "tif", "tiff"], "`jpg`, `png`"),
    (&["htm", "html", "mht", "mhtml"], "`pdf`"),
    (&["ai", "emf", "eps", "wmf"], "`svg`, `png`"),
];

/// What a file of this ending is to be saved as.
pub(super) fn saved_as(ending: &str) -> Option<&'static str> {
    SAVED_AS.iter().find(|(endings, _)| endings.contains(&ending)).map(|(_, formats)| *formats)
}

/// The page that somebody meant to write, where a document of another program lies among them.
pub(super) fn page_of(path: &str) -> Option<String> {
    const WRITTEN: &[&str] =
        &["doc", "docm", "docx", "dot", "htm", "html", "odt", "pages", "rtf", "wpd"];
    let (stem, ending) = path.rsplit_once('.')?;
    let right = format!("{stem}.md");
    let is_written = WRITTEN.contains(&ending.to_lowercase().as_str());
    (is_written && matches!(Role::of(&right), Some(Role::Entry(_)))).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_sent_where_it_is_read() {
        for (path, right) in [
            ("content/offers/x.MD", "content/offers/x.md"),
            ("content/offers/x.md.txt", "content/offers/x.md"),
            ("content/offers/x.markdown", "content/offers/x.md"),
            ("content/courses/x.yml", "content/courses/x.yaml"),
            ("content/courses/x.md", "content/courses/x.yaml"),
            ("content/vocabularies/areas.yml", "content/vocabularies/areas.yaml"),
            ("content/offers/kort.png", "content/images/kort.png"),
            ("content/plan.pdf", "content/files/plan.pdf"),
            ("content/begreber.yaml", "content/glossary.yaml"),
            ("content/synonym.yaml", "content/synonyms.yaml"),
        ] {
            assert_eq!(belongs(path), Some(Belongs::At(right.to_owned())), "{path}");
        }
        assert_eq!(belongs("content/x.md"), None);
    }

    #[test]
    fn a_folder_is_told_as_one() {
        let tilbud = belongs("content/tilbud/x.md");
        let (wrong, right) = ("content/tilbud/".to_owned(), "content/offers/".to_owned());
        assert_eq!(tilbud, Some(Belongs::Folder { wrong, right }));
        assert!(matches!(belongs("content/Offers/x.md"), Some(Belongs::Folder { .. })));
    }
}
