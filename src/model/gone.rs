//! What is gone for good: `content/gone.yaml` says of each address that is no more what it was,
//! since when, and what came instead. The page that stands there tells it.

use jiff::civil::Date;

use super::cx::Cx;
use super::declare::{
    Read, Schema, at_least_one, contact, day, declaration, optional, place_of, placed, prose,
    required, text,
};
use super::{Contact, Key, Relation, codes, is_id};
use crate::source::{Node, Place, Span, Spanned, Text};

declaration! {
    /// Something that is not published any more.
    #[derive(Clone, Debug)]
    pub struct Gone in "gone" {
        /// What it was called.
        pub title: String = required("title", text()),
        /// The addresses that it had: pages (`/a/`), files (`/filer/b.pdf`) and places within pages
        /// (`/a/#c`).
        pub addresses: Vec<Text> = at_least_one("addresses", GoneAddress),
        /// Since when it is gone.
        pub since: Date = required("since", day()),
        /// What came instead: the id of an entry, or an address.
        pub replaced_by: Option<Text> = optional("replaced_by", placed(text())),
        /// Whom to ask.
        pub ask: Option<Key<Contact>> = optional("ask", contact(Relation::Contact)),
        /// What else there is to know.
        pub note: Option<String> = optional("note", prose()),
        /// Where its title is written.
        pub at: Place = place_of("title"),
    }
}

impl Gone {
    /// The place of a span in the file.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place { file: self.at.file, span }
    }

    /// Its addresses at which a page can stand.
    pub fn pages(&self) -> impl Iterator<Item = &Text> {
        self.addresses.iter().filter(|address| address.value.ends_with('/'))
    }
}

/// How an address that is gone is read.
struct GoneAddress;

impl Read for GoneAddress {
    type Value = Text;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Text> {
        let text = cx.decoder.text(node)?;
        if !is_gone_address(text) {
            cx.report(codes::bad_alias(cx.place(node.span), text));
        }
        Some(Spanned { value: text.to_owned(), span: node.span })
    }

    fn schema(&self) -> Schema {
        Schema::Text
    }
}

impl Gone {
    /// Whether it had this address.
    pub(crate) fn has(&self, address: &str) -> bool {
        self.addresses.iter().any(|gone| gone.value == address)
    }
}

/// A page, a file or a place within a page, from the portal's root: nothing that could leave the
/// site.
fn is_gone_address(text: &str) -> bool {
    let (path, anchor) =
        text.split_once('#').map_or((text, None), |(path, anchor)| (path, Some(anchor)));
    let Some(inner) = path.strip_prefix('/') else { return false };
    let is_page = inner.is_empty()
        || inner.strip_suffix('/').is_some_and(|inner| inner.split('/').all(is_id));
    let is_file = anchor.is_none() && inner.split('/').all(is_file_part);
    (is_page && anchor.is_none_or(|anchor| !anchor.is_empty()) && text != "/") || is_file
}

fn is_file_part(part: &str) -> bool {
    !part.is_empty()
        && !part.starts_with('.')
        && !part.contains(['\\', '?', ':', '*', '"', '<', '>', '|', ';', '{', '}', '$', '`'])
        && !part.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_files_and_places_within_pages_can_be_gone() {
        for address in ["/tilbud/a/", "/t/a/", "/tilbud/a/#pris", "/#a", "/filer/Å b.pdf"] {
            assert!(is_gone_address(address), "{address}");
        }
        for wrong in [
            "",
            "/",
            "tilbud/a/",
            "/Tilbud/",
            "//a/",
            "/a/#",
            "/../a.pdf",
            "https://h/a/",
            "/a.pdf\nb",
            "/a;b.pdf",
            "/$a.pdf",
        ] {
            assert!(!is_gone_address(wrong), "{wrong}");
        }
    }
}
