//! Every page of an entry links to its source, where the settings say where that is; lists and
//! portals without do not.

use portal::source::Sources;

const PAGE: &str = "---\ntitle: Om os\nsummary: Om det.\nslug: om\n---\n\nTekst.\n";

/// The HTML of a page in a portal with `settings`.
fn page(settings: &str, path: &str) -> String {
    let site = format!(
        "title = \"Prøven\"\nbase_url = \"https://p.example\"\n{settings}\n[edition]\ndate = \"2013-06-30\"\n"
    );
    let files = [("site.toml", site.as_str()), ("content/pages/om-os.md", PAGE)];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let (sources, _) = Sources::from_files(files);
    let built = portal::stages::whole(&sources, &[]);
    let told: Vec<_> = built.findings.iter().map(|finding| finding.code.name).collect();
    let site = built.site.unwrap_or_else(|| panic!("{told:?}"));
    let html = site.tree.get(path).unwrap_or_else(|| panic!("{path} is there"));
    String::from_utf8_lossy(html).replace("&#x2F;", "/")
}

#[test]
fn a_page_leads_to_its_file() {
    let settings = "source_url = \"https://git.example/portal/edit/main/\"";
    let link = "href=\"https://git.example/portal/edit/main/content/pages/";
    assert!(page(settings, "om/index.html").contains(link));
    assert!(!page(settings, "a-aa/index.html").contains(link));
    assert!(!page("", "om/index.html").contains("Ret siden"));
}
