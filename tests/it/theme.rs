//! A municipality's own theme: `tests/theme/in` replaces one template, one colour and one text of
//! the built-in theme, and has everything else from there.

#![expect(clippy::expect_used, reason = "a test may fail")]

use std::path::Path;

use portal::publish::SiteTree;
use portal::{Options, Unobserved, source};

fn built() -> SiteTree {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/theme/in");
    let (sources, findings) = source::read(&folder).expect("sources that can be read");
    let built =
        portal::build(&sources, findings, &Options::new(portal_embedded::ENGINE), &Unobserved);
    let told: Vec<_> = built.findings.iter().map(|found| found.code.name).collect();
    assert!(told.is_empty(), "{told:?}");
    built.site.expect("a site").tree
}

fn text(tree: &SiteTree, path: &str) -> String {
    String::from_utf8_lossy(tree.get(path).unwrap_or_else(|| panic!("no {path}"))).into_owned()
}

#[test]
fn one_template_is_replaced_and_the_others_are_the_built_in_ones() {
    let tree = built();
    let own = text(&tree, "404.html");
    assert!(
        own.contains(r#"<p class="lille">"#) && own.contains(r#"<footer class="site-footer">"#),
        "{own}"
    );
    assert!(text(&tree, "velkommen/index.html").contains(r#"<article class="entry"#));
}

#[test]
fn one_colour_is_replaced_after_all_the_others() {
    let tree = built();
    let styles = tree.iter().filter(|(path, _)| path.starts_with("css/portal."));
    let styles: Vec<String> =
        styles.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    let [sheet] = styles.as_slice() else { panic!("{} stylesheets", styles.len()) };
    let accents: Vec<&str> = sheet.split("--accent:").skip(1).collect();
    assert!(
        accents.first().is_some_and(|first| first.starts_with("light-dark(#0b4f5c,")),
        "{:?}",
        accents.first()
    );
    assert!(accents.last().is_some_and(|last| last.starts_with("#6a1b6a")), "{:?}", accents.last());
}

#[test]
fn one_text_is_replaced_and_the_others_are_the_built_in_ones() {
    let page = text(&built(), "velkommen/index.html");
    assert!(page.contains(">Hop til teksten</a>") && !page.contains("Gå til indholdet"), "{page}");
    assert!(page.contains(r#"aria-label="Hovedmenu""#), "{page}");
}
