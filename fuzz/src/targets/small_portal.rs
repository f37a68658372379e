//! A small portal around what is tried.

use portal::source::Sources;
use portal::{Built, Options, Unobserved};

const SITE: &str =
    "title = \"P\"\nbase_url = \"https://p.example\"\n[edition]\ndate = \"2013-06-30\"\n";

/// The portal with these files, built whatever is wrong with it, and its sources.
pub(crate) fn built(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> (Built, Sources) {
    let site = ("site.toml".to_owned(), SITE.as_bytes().to_vec());
    let (sources, findings) = Sources::from_files([site].into_iter().chain(files));
    let codes = portal::checks::codes().into_iter().map(|code| code.name.to_owned());
    let options = Options { allow: codes.collect(), ..Options::default() };
    (portal::build(&sources, findings, &options, &Unobserved), sources)
}
