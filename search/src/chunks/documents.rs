//! The stored texts of documents.
//!
//! A chunk holds documents one after the other, each behind its length: id, address, title,
//! summary, text, status, what is shown besides, then how many names and the names, how many
//! headings and the headings. A text is its length and its UTF-8 bytes.

use tantivy::DocId;
use tantivy::directory::OwnedBytes;

use super::take;
use crate::vocabulary::codec::read_varint;
#[cfg(feature = "writer")]
use crate::vocabulary::codec::write_varint;

/// What a hit shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) body: String,
    pub(crate) names: Vec<String>,
    pub(crate) headings: Vec<String>,
    /// Empty where it has none.
    pub(crate) status: String,
    /// [`Shown`](crate::Shown) as JSON; empty where nothing is.
    pub(crate) shown: String,
}

/// The documents of an index in one file: as a chunk that holds them all.
pub(crate) struct Documents {
    bytes: OwnedBytes,
    /// Where each begins.
    starts: Vec<usize>,
}

impl Documents {
    /// None where the bytes are something else.
    pub(crate) fn open(bytes: OwnedBytes) -> Option<Self> {
        let mut starts = Vec::new();
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            starts.push(bytes.len() - rest.len());
            next(&mut rest)?;
        }
        Some(Self { bytes, starts })
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// A document; none where there is none.
    pub(crate) fn get(&self, document: DocId) -> Option<Stored> {
        read(self.bytes.get(*self.starts.get(document as usize)?..)?, 0)
    }
}

/// The bytes of the next document, cut off the front.
fn next<'a>(chunk: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = read_varint(chunk)? as usize;
    take(chunk, length)
}

/// The document with this place in a chunk; none where there is none, or the chunk is none.
pub(crate) fn read(mut chunk: &[u8], place: u32) -> Option<Stored> {
    for _ in 0..place {
        next(&mut chunk)?;
    }
    let mut document = next(&mut chunk)?;
    let [id, url, title, summary, body, status, shown] = [(); 7].map(|()| text(&mut document));
    let stored = Stored {
        id: id?,
        url: url?,
        title: title?,
        summary: summary?,
        body: body?,
        status: status?,
        shown: shown?,
        names: texts(&mut document)?,
        headings: texts(&mut document)?,
    };
    document.is_empty().then_some(stored)
}

fn text(bytes: &mut &[u8]) -> Option<String> {
    let length = read_varint(bytes)? as usize;
    std::str::from_utf8(take(bytes, length)?).ok().map(str::to_owned)
}

fn texts(bytes: &mut &[u8]) -> Option<Vec<String>> {
    let count = read_varint(bytes)?;
    (0..count).map(|_| text(bytes)).collect()
}

/// Appends a document to a chunk.
#[cfg(feature = "writer")]
pub(crate) fn push(stored: &Stored, chunk: &mut Vec<u8>) {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut bytes = Vec::new();
    let push = |text: &String, bytes: &mut Vec<u8>| {
        write_varint(number(text.len()), bytes);
        bytes.extend_from_slice(text.as_bytes());
    };
    let texts = [
        &stored.id,
        &stored.url,
        &stored.title,
        &stored.summary,
        &stored.body,
        &stored.status,
        &stored.shown,
    ];
    for text in texts {
        push(text, &mut bytes);
    }
    for texts in [&stored.names, &stored.headings] {
        write_varint(number(texts.len()), &mut bytes);
        for text in texts {
            push(text, &mut bytes);
        }
    }
    write_varint(number(bytes.len()), chunk);
    chunk.extend(bytes);
}

#[cfg(all(test, feature = "writer"))]
mod tests {
    use super::*;

    #[test]
    fn documents_are_read_back_by_their_place() {
        let of = |id: &str| Stored {
            id: id.to_owned(),
            title: "Én og anden".to_owned(),
            names: vec![String::new(), "navn".to_owned()],
            ..Stored::default()
        };
        let mut chunk = Vec::new();
        for id in ["a", "b", "c"] {
            push(&of(id), &mut chunk);
        }
        assert_eq!(read(&chunk, 1), Some(of("b")));
        assert_eq!(read(&chunk, 2), Some(of("c")));
        assert_eq!(read(&chunk, 3), None);
        let all = Documents::open(OwnedBytes::new(chunk.clone())).unwrap();
        assert_eq!((all.len(), all.get(1), all.get(3)), (3, Some(of("b")), None));
        chunk.pop();
        assert!(Documents::open(OwnedBytes::new(chunk)).is_none());
    }
}
