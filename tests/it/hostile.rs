//! A portal whose every text would be a script if anything let it: nothing of what is published has
//! one, by the word of parsers that are not ours. What a browser makes of the same portal stands in
//! `tests/browser/hostile.rs`.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "what a test expects is there, or the test fails; paths are published as written"
)]

pub(crate) mod oracle;
mod payloads;
#[path = "hostile/portal.rs"]
mod portal_of_an_enemy;

use std::path::Path;
use std::sync::LazyLock;

use portal::publish::SiteTree;

static TREE: LazyLock<SiteTree> = LazyLock::new(portal_of_an_enemy::built);

fn files(ending: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let files = TREE.iter().filter(move |(path, _)| path.ends_with(ending));
    files.map(|(path, bytes)| (path, std::str::from_utf8(bytes).expect("UTF-8")))
}

#[test]
fn no_page_has_a_script_a_handler_a_bad_address_or_an_element_without_end() {
    let wrong: Vec<_> = files(".html")
        .flat_map(|(path, html)| {
            oracle::wrong(html).into_iter().map(move |what| format!("{path}: {what}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}: {}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    assert!(files(".html").count() > 300, "most of the portal is missing");
}

#[test]
fn the_texts_stand_on_the_pages_as_texts() {
    let (_, page) = files("sider/fjendtlig/index.html")
        .next()
        .or_else(|| files("fjendtlig/index.html").next())
        .expect("the page");
    let shown = page.matches("window.hit=1").count();
    assert!(shown > payloads::PLACES.len() * payloads::TEXTS.len() / 2, "{shown}");
}

#[test]
fn every_feed_and_every_list_of_addresses_is_xml() {
    for (path, xml) in files(".xml") {
        roxmltree::Document::parse(xml).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
}

/// Files that read tags and write none, write another language that looks like it, or are tests
/// altogether.
const READERS: [&str; 8] = [
    "src/checks/raw_html.rs",
    "src/cli/search.rs",
    // Apache's own sections.
    "src/hosts/apache.rs",
    "src/routes/property.rs",
    "src/routes/relative.rs",
    "src/serve/live.rs",
    "src/source/asset.rs",
    "src/source/svg.rs",
];

#[test]
fn only_the_module_markup_writes_tags() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = walkdir::WalkDir::new(root.join("src"))
        .into_iter()
        .map(|entry| entry.expect("a source").into_path());
    let files: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect();
    let wrong = files.iter().flat_map(|path| {
        let name = path.strip_prefix(root).expect("a source").to_str().expect("UTF-8").to_owned();
        let text = std::fs::read_to_string(path).expect("a source");
        let code = text.split("#[cfg(test)]\nmod").next().unwrap_or_default().to_owned();
        let is_test = name.ends_with("/tests.rs")
            || name.contains("/tests/")
            || name.starts_with("src/serve/equality");
        let is_free =
            is_test || name.starts_with("src/markup/") || READERS.contains(&name.as_str());
        let lines: Vec<_> =
            code.lines().filter(|line| !is_free && writes_a_tag(line)).map(str::to_owned).collect();
        lines.into_iter().map(move |line| format!("{name}: {}", line.trim()))
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        writes_a_tag("format!(\"<p>{text}\")")
            && writes_a_tag("push(\"</\")")
            && !writes_a_tag("Vec<u8>")
    );
}

/// Whether a text of this line of code begins an element.
fn writes_a_tag(line: &str) -> bool {
    let is_comment = line.trim_start().starts_with("//");
    let texts = line.split('"').skip(1).step_by(2).filter(|_| !is_comment);
    let mut begins = texts.flat_map(|text| text.split('<').skip(1));
    begins.any(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '/' || c == '!'))
}

#[test]
fn the_oracle_finds_what_it_is_for() {
    for html in [
        "<p><script>1</script></p>",
        "<p onclick=1></p>",
        "<a href=\"java\nscript:1\"></a>",
        "<a href=\" &#106;avascript:1\"></a>",
        "<a href=\"data:text/html,x\"></a>",
        "<p><b></p></b>",
        "<p>",
        "</p>",
        "<p style=\"a\"></p>",
        "<h2 id=\"a b\"></h2>",
        "<h2 id=\"a\"></h2><h2 id=\"a\"></h2>",
    ] {
        assert!(!oracle::wrong(html).is_empty(), "{html}");
    }
    let fine =
        "<p id=\"a\"><a href=\"/x:y/\">a</a><br /><a href=\"https://b.dk\">javascript:</a></p>";
    assert_eq!(oracle::wrong(fine), Vec::<String>::new());
}
