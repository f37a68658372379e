//! The synthetic portal that benches run on: the same bytes for the same seed, and nothing wrong
//! with it.

#[path = "../../benches/synthetic/mod.rs"]
mod generator;

use portal::diagnostics::Severity;
use portal::source::Sources;
use portal::{Options, Unobserved, build};
use sha2::{Digest, Sha256};

/// Changes only when the generator is meant to make something else; figures from before do not
/// compare with those after.
const HASH: &str = "a49980798404e117592974d769f11196c500d573f3c7ce2941b8e24916e098f6";

fn hash(files: &[(String, Vec<u8>)]) -> String {
    let mut hash = Sha256::new();
    for (path, bytes) in files {
        hash.update(path);
        hash.update([0]);
        hash.update(bytes);
        hash.update([0]);
    }
    hash.finalize().iter().fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"))
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert_eq!(hash(&generator::catalogue(50, 7)), HASH);
    assert_ne!(hash(&generator::catalogue(50, 8)), HASH);
}

#[test]
fn the_catalogue_is_built_and_told_nothing_of_but_what_chance_brings() {
    let (sources, findings) = Sources::from_files(generator::catalogue(50, 7));
    let built = build(&sources, findings, &Options::new(portal_embedded::ENGINE), &Unobserved);
    let told: Vec<_> = built
        .findings
        .iter()
        .filter(|finding| finding.severity != Severity::Info)
        // What is drawn for one field knows nothing of what was drawn for another.
        .filter(|finding| {
            !["contradiction", "said-twice", "same-title"].contains(&finding.code.name)
        })
        .map(|finding| {
            format!("{} {} {finding:?}", sources.file(finding.place.file).path(), finding.code.name)
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(built.site.is_some_and(|site| site.pages > 100));
}
