//! Files of the content that are published as they are: images and documents. Takes a path and the
//! bytes; gives what is wrong with them. Nothing goes out unless its kind is on the list and its
//! bytes are what its name says: a browser, and a reader, trust both.

use super::svg;

/// Why a file is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// No files of this ending are published; documents have a folder of their own.
    Ending(String),
    /// Nothing is in it.
    Empty,
    /// It holds something else than its name says; the ending that it should have, where that is
    /// known.
    Mislabelled(Option<&'static str>),
    /// A part of an SVG that runs, or fetches from elsewhere.
    Svg(String),
    /// A document with programs in it.
    Macros,
    /// More bytes than a reader should wait for.
    TooLarge {
        /// As it is.
        bytes: u64,
        /// As it may be.
        most: u64,
    },
    /// A name that Windows or a web server does not take.
    Name,
}

/// A kind of file that is published.
struct Format {
    endings: &'static [&'static str],
    /// Whether bytes are of this kind.
    fits: fn(&[u8]) -> bool,
}

/// Endings of files that have no mark of their own.
const TEXTS: &[&str] = &["csv", "txt"];

const IMAGES: &[Format] = &[
    Format { endings: &["png"], fits: |bytes| bytes.starts_with(b"\x89PNG\r\n\x1a\n") },
    Format { endings: &["jpg", "jpeg"], fits: |bytes| bytes.starts_with(b"\xff\xd8\xff") },
    Format {
        endings: &["gif"],
        fits: |bytes| bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a"),
    },
    Format {
        endings: &["webp"],
        fits: |bytes| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
    },
    Format { endings: &["avif"], fits: is_avif },
    Format { endings: &["svg"], fits: is_svg },
];

const DOCUMENTS: &[Format] = &[
    Format { endings: &["pdf"], fits: |bytes| bytes.starts_with(b"%PDF-") },
    Format { endings: &["docx"], fits: |bytes| is_zip_with(bytes, b"word/document.xml") },
    Format { endings: &["xlsx"], fits: |bytes| is_zip_with(bytes, b"xl/workbook.xml") },
    Format { endings: &["pptx"], fits: |bytes| is_zip_with(bytes, b"ppt/presentation.xml") },
    Format { endings: &["odt"], fits: |bytes| is_open_document(bytes, "text") },
    Format { endings: &["ods"], fits: |bytes| is_open_document(bytes, "spreadsheet") },
    Format { endings: &["odp"], fits: |bytes| is_open_document(bytes, "presentation") },
    Format {
        endings: &["ics"],
        fits: |bytes| is_text(bytes) && bytes.starts_with(b"BEGIN:VCALENDAR"),
    },
    Format { endings: TEXTS, fits: is_text },
];

/// Most bytes of an image: a page is read on telephones.
const MOST_OF_IMAGE: u64 = 5 * 1024 * 1024;
/// Most bytes of a document.
pub(super) const MOST_OF_DOCUMENT: u64 = 50 * 1024 * 1024;

/// Whether `path` is that of an image or a document of the content.
pub(super) fn is_asset(path: &str) -> bool {
    path.starts_with("content/images/") || path.starts_with("content/files/")
}

/// Most bytes of any other file: more of it, and the machine has no room for the portal.
const MOST_OF_ANY: u64 = 128 * 1024 * 1024;

/// Most bytes that a file at `path` may have.
fn most(path: &str) -> u64 {
    if path.starts_with("content/images/") {
        MOST_OF_IMAGE
    } else if path.starts_with("content/files/") {
        MOST_OF_DOCUMENT
    } else {
        MOST_OF_ANY
    }
}

/// Why a file of this size is not even read; nothing if it may be.
pub(super) fn too_large(path: &str, bytes: u64) -> Option<Refused> {
    let most = most(path);
    (bytes > most).then_some(Refused::TooLarge { bytes, most })
}

/// Why the file is not published; nothing if it is.
pub(super) fn judge(path: &str, bytes: &[u8]) -> Option<Refused> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let list = if path.starts_with("content/images/") { IMAGES } else { DOCUMENTS };
    let ending = ending(name);
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if path.split('/').skip(2).any(is_refused_name) {
        return Some(Refused::Name);
    }
    let Some(format) = list.iter().find(|format| format.endings.contains(&ending.as_str())) else {
        return Some(Refused::Ending(ending));
    };
    if bytes.is_empty() {
        return Some(Refused::Empty);
    }
    if let Some(refused) = too_large(path, size) {
        return Some(refused);
    }
    if !(format.fits)(bytes) {
        // Any text is a text: only bytes that begin as a format does say which one they are.
        let other = list.iter().find(|format| format.endings != TEXTS && (format.fits)(bytes));
        return Some(Refused::Mislabelled(
            other.and_then(|format| format.endings.first()).copied(),
        ));
    }
    match ending.as_str() {
        "svg" => svg::fault(bytes).map(Refused::Svg),
        "docx" | "xlsx" | "pptx" if contains(bytes, b"vbaProject.bin") => Some(Refused::Macros),
        "odt" | "ods" | "odp" if has_modules(bytes) => Some(Refused::Macros),
        _ => None,
    }
}

/// Whether files of this ending are published from `content/files/`.
pub(super) fn is_document(ending: &str) -> bool {
    DOCUMENTS.iter().any(|format| format.endings.contains(&ending))
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase()
}

/// What systems and editors leave behind: nobody wants it published, and nobody put it there.
pub(super) fn is_junk(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let lower = name.to_lowercase();
    let known = ["thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"].contains(&lower.as_str());
    let ending = ["~", ".tmp", ".temp", ".bak", ".part", ".crdownload", ".swp", ".lnk"];
    let begins = ["~$", ".~"];
    let autosaved = name.len() > 2 && name.starts_with('#') && name.ends_with('#');
    known
        || autosaved
        || ending.iter().any(|ending| lower.ends_with(ending))
        || begins.iter().any(|begin| name.starts_with(begin))
        || path.split('/').any(|part| part == "__MACOSX")
}

/// A name that cannot be a file on Windows (Microsoft, "Naming Files, Paths, and Namespaces"), or
/// that is no file name in an address.
fn is_refused_name(name: &str) -> bool {
    let foreign = |character: char| character.is_control() || "<>:\"|?*\\#".contains(character);
    name.contains(foreign)
        || name.ends_with(['.', ' '])
        || name.starts_with(' ')
        || name.len() > 200
        || is_device(name)
}

/// `con`, `nul.txt`, `LPT1` …: Windows looks at what stands before the first dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let numbered = port.is_some_and(|number| {
        number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&stem.as_str()) || numbered
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(bytes, part).is_some()
}

/// A ZIP archive (PKWARE APPNOTE 4.3.7) that lists `name`: names stand uncompressed.
fn is_zip_with(bytes: &[u8], name: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
        && contains(bytes, b"[Content_Types].xml")
        && contains(bytes, name)
}

/// An OpenDocument file: the first entry is `mimetype`, uncompressed (OpenDocument 1.2, part 3,
/// 3.3).
fn is_open_document(bytes: &[u8], sort: &str) -> bool {
    let kind = format!("mimetypeapplication/vnd.oasis.opendocument.{sort}");
    bytes.starts_with(b"PK\x03\x04") && bytes.get(30..30 + kind.len()) == Some(kind.as_bytes())
}

/// Whether an OpenDocument file holds programs: modules of Basic beside the lists of them, which
/// may be empty, or scripts in another language. Names stand uncompressed.
fn has_modules(bytes: &[u8]) -> bool {
    const LISTS: [&str; 4] = ["script-lc.xml", "script-lb.xml", "dialog-lc.xml", "dialog-lb.xml"];
    let is_module = |at: usize| {
        let name = bytes[at..].split(|byte| !byte.is_ascii_graphic()).next().unwrap_or_default();
        let name = String::from_utf8_lossy(name);
        let end = name.find(".xml").map_or(0, |end| end + ".xml".len());
        !name[..end].is_empty() && !LISTS.iter().any(|list| name[..end].ends_with(list))
    };
    memchr::memmem::find_iter(bytes, b"Basic/").any(is_module)
        || ["Scripts/python/", "Scripts/beanshell/", "Scripts/javascript/", "Scripts/java/"]
            .iter()
            .any(|folder| contains(bytes, folder.as_bytes()))
}

/// ISO base media with the brand `avif` or `avis` (AV1 Image File Format, 6.2).
fn is_avif(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp") && matches!(bytes.get(8..12), Some(b"avif" | b"avis"))
}

/// Whether it looks like SVG at all; what is in it is judged by the parser.
fn is_svg(bytes: &[u8]) -> bool {
    is_text(bytes) && contains(&bytes[..bytes.len().min(4096)], b"<svg")
}

fn is_text(bytes: &[u8]) -> bool {
    !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n....";

    #[test]
    fn bytes_must_be_what_the_name_says() {
        assert_eq!(judge("content/images/a.png", PNG), None);
        assert_eq!(judge("content/images/a.PNG", PNG), None);
        assert_eq!(judge("content/images/a.jpg", PNG), Some(Refused::Mislabelled(Some("png"))));
        assert_eq!(judge("content/images/a.png", b"<html>"), Some(Refused::Mislabelled(None)));
        assert_eq!(judge("content/images/a.png", b""), Some(Refused::Empty));
        assert_eq!(judge("content/files/a.pdf", b"%PDF-1.7"), None);
        assert_eq!(judge("content/files/a.docx", b"PK\x03\x04"), Some(Refused::Mislabelled(None)));
    }

    #[test]
    fn programs_in_documents_are_told() {
        let mimetype = "mimetypeapplication/vnd.oasis.opendocument.text";
        let file = |name: &str| {
            let header = [b"PK\x03\x04".as_slice(), &[0; 26]].concat();
            [&header[..], mimetype.as_bytes(), b"PK\x03\x04", &[0; 26], name.as_bytes(), b"\0"]
                .concat()
        };
        for name in ["Basic/Standard/Module1.xml", "Scripts/python/a.py"] {
            assert_eq!(judge("content/files/a.odt", &file(name)), Some(Refused::Macros), "{name}");
        }
        for name in ["Basic/script-lc.xml", "Basic/Standard/script-lb.xml", "content.xml", "Basic/"]
        {
            assert_eq!(judge("content/files/a.odt", &file(name)), None, "{name}");
        }
    }

    #[test]
    fn only_what_is_on_the_list_goes_out() {
        for name in ["x.html", "x.js", "x.exe", "x", "x.png.exe", "x.svgz", "x.pdf"] {
            assert!(
                matches!(judge(&format!("content/images/{name}"), PNG), Some(Refused::Ending(_))),
                "{name}"
            );
        }
        assert!(matches!(judge("content/files/x.png", PNG), Some(Refused::Ending(_))));
    }

    #[test]
    fn names_that_windows_does_not_take_are_refused() {
        for name in ["aux.png", "a:b.png", "COM1.png", "a?.png", "a .png/b.png ", "a#b.png"] {
            assert_eq!(
                judge(&format!("content/images/{name}"), PNG),
                Some(Refused::Name),
                "{name}"
            );
        }
        assert_eq!(judge("content/images/kø på vej.png", PNG), None);
    }

    #[test]
    fn junk_is_known() {
        for name in
            ["Thumbs.db", "~$skema.docx", "desktop.ini", "kort.png~", "__MACOSX/a.png", "a.tmp"]
        {
            assert!(is_junk(&format!("content/images/{name}")), "{name}");
        }
        assert!(!is_junk("content/images/kort.png"));
    }
}
