//! A portal of one offer, for what the repository's own portal does not show.

use portal::publish::SiteTree;
use portal::source::Sources;
use portal::{Options, Unobserved};

/// What is published of an offer with this title, under these settings.
pub(crate) fn site_of(title: &str, settings: &str) -> SiteTree {
    let base =
        if settings.contains("base_url") { "" } else { "base_url = \"https://example.org\"\n" };
    let site = format!("title = \"A & <b>\"\n{base}{settings}[edition]\ndate = \"2013-06-30\"\n");
    let entry = format!("title: \"{title}\"\nsummary: \"{title}\"\n");
    let files = [
        ("site.toml", site),
        ("content/vocabularies/offer_types.yaml", "- { id: a, label: \"</script>\" }\n".to_owned()),
        ("content/offers/x.md", format!("---\n{entry}offer_type: a\nreviewed: 2013-01-01\n---\n")),
        (
            "content/offers/planned.md",
            "---\ntitle: P\nsummary: P.\noffer_type: a\nvalid: { from: 2014-01-01 }\n---\n"
                .to_owned(),
        ),
        (
            "content/offers/undated.md",
            "---\ntitle: U\nsummary: U.\noffer_type: a\n---\n".to_owned(),
        ),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.into_bytes()));
    let (sources, findings) = Sources::from_files(files);
    let built =
        portal::build(&sources, findings, &Options::new(portal_embedded::ENGINE), &Unobserved);
    built.site.unwrap_or_else(|| panic!("{:?}", built.findings)).tree
}

/// A published file's text.
pub(crate) fn text<'t>(tree: &'t SiteTree, path: &str) -> &'t str {
    std::str::from_utf8(tree.get(path).expect(path)).expect("UTF-8")
}
