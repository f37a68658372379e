//! Files packed ahead, for servers that send `index.html.br` or `index.html.gz` to browsers that
//! can read them. The same bytes each time: no names and no times stand in them (RFC 1952, RFC
//! 7932).

use std::io::{self, Write};

use flate2::{Compression, GzBuilder};

/// Smaller files gain nothing.
const LEAST_BYTES: usize = 512;
/// What is packed already is not on the list.
const ENDINGS: &[&str] = &[
    "html",
    "css",
    "js",
    "mjs",
    "json",
    "xml",
    "svg",
    "txt",
    "csv",
    "ics",
    "wasm",
    "webmanifest",
    "md",
];
/// Brotli's best, and the window that every browser has.
const BROTLI: (u32, u32) = (11, 22);

/// The packed twins of a file that gains by it, by path; none of another.
pub(crate) fn twins(path: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    if !gains(path, bytes) {
        return Vec::new();
    }
    let packed = [("br", brotli(bytes)), ("gz", gzip(bytes))];
    // Memory takes all that is written to it.
    let packed = packed
        .into_iter()
        .filter_map(|(ending, packed)| Some((format!("{path}.{ending}"), packed.ok()?)));
    packed.filter(|(_, packed)| packed.len() < bytes.len()).collect()
}

/// Whether a path is named as twins are.
pub(crate) fn is_twin(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ["br", "gz"].contains(&ending))
}

fn gains(path: &str, bytes: &[u8]) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    bytes.len() >= LEAST_BYTES && ENDINGS.contains(&ending)
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let (quality, window) = BROTLI;
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, quality, window);
    writer.write_all(bytes)?;
    Ok(writer.into_inner())
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut writer = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    writer.write_all(bytes)?;
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_packed_twice_and_what_is_small_or_packed_already_is_not() {
        let text = "en lang tekst ".repeat(100);
        let paths = |path: &str, bytes: &[u8]| {
            twins(path, bytes).into_iter().map(|(path, _)| path).collect::<Vec<_>>()
        };
        assert_eq!(paths("a/index.html", text.as_bytes()), ["a/index.html.br", "a/index.html.gz"]);
        assert_eq!(paths("b.png", text.as_bytes()), [""; 0]);
        assert_eq!(paths("c.html", b"kort"), [""; 0]);
        assert_eq!(twins("a/index.html", text.as_bytes()), twins("a/index.html", text.as_bytes()));
    }
}
