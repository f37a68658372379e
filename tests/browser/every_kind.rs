//! One page of every template, found among what is published, so that no new template is forgotten:
//! the largest, which has the most to go wrong. And the states that pages take on while they are
//! used.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::portal::Portal;
use crate::visit::Window;

/// What `<body>` names its template in.
const TEMPLATE: &str = "<body data-page=\"";

/// States, and what shows that they are there.
pub(crate) const STATES: [(&str, &str); 7] = [
    ("/soeg/?q=misbrug&administration=sof", ANSWERED),
    ("/soeg/?q=stofmisbrugsbehndling", ANSWERED),
    ("/soeg/?q=xyzzyxyzzy&administration=sof", ANSWERED),
    (
        "/find-tilbud/?target_group=stofmisbrug",
        "document.querySelector('[data-ready] [data-chosen] a')",
    ),
    ("/huskeliste/?t=dag-til-dag&t=herberger", "document.querySelectorAll('.pin').length === 2"),
    (
        "/tilbud/dag-til-dag/",
        "document.querySelector('.term').click() || document.querySelector(':popover-open')",
    ),
    ("/begreber/", SUGGESTED),
];

const ANSWERED: &str =
    "document.querySelector('[data-search=ready] [data-search-results][aria-busy=false]')";

/// Types into the search field of the page, once: what asks for suggestions finds it there.
const SUGGESTED: &str = "(() => { const field = document.querySelector('#_q'); \
     if (document.activeElement !== field) { field.focus(); field.value = 'hjem'; } \
     return document.querySelector('[role=option]'); })()";

/// Where a page is ready later than it is there: what shows that it is.
const READY: [(&str, &str); 4] = [
    ("search", ANSWERED),
    ("missed", "document.querySelector('[data-missed][data-ready]')"),
    ("finder", "document.querySelector('[data-ready]')"),
    ("print_pack", "document.querySelector('.pack[aria-busy=false]')"),
];

/// The largest page of every template, and what shows that it is there.
pub(crate) fn pages(portal: &Portal) -> Vec<(String, &'static str)> {
    let ready: BTreeMap<&str, &str> = READY.into();
    let shown = |template: &str| {
        ready.get(template).copied().unwrap_or("document.readyState === 'complete'")
    };
    largest(&portal.public())
        .into_iter()
        .map(|(template, address)| (address, shown(&template)))
        .collect()
}

/// The address of the largest page of every template in a folder of published files.
pub(crate) fn largest(public: &Path) -> BTreeMap<String, String> {
    let mut largest: BTreeMap<String, (usize, PathBuf)> = BTreeMap::new();
    for path in files(public) {
        let html = fs::read_to_string(&path).expect("a page");
        let Some((_, rest)) = html.split_once(TEMPLATE) else { continue };
        let template = rest.split('"').next().expect("a quote").to_owned();
        let page = (html.len(), path);
        let known = largest.entry(template).or_default();
        if page > *known {
            *known = page;
        }
    }
    let address = |path: PathBuf| {
        let path = path.strip_prefix(public).expect("a published file").to_str().expect("UTF-8");
        format!("/{}", path.strip_suffix("index.html").unwrap_or(path))
    };
    let pages: BTreeMap<_, _> =
        largest.into_iter().map(|(template, (_, path))| (template, address(path))).collect();
    assert_eq!(
        pages.keys().cloned().collect::<Vec<_>>(),
        templates(),
        "a template has no page, or its page no name"
    );
    pages
}

/// The theme's templates for whole pages. An entry is not one: each kind has its own, which extends
/// it.
fn templates() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates");
    let whole = files(&folder).into_iter().filter(|path| {
        let is_page = fs::read_to_string(path).is_ok_and(|text| text.starts_with("{% extends"));
        is_page && !path.ends_with("entry.html")
    });
    let mut names: Vec<_> = whole
        .map(|path| path.file_stem().expect("a name").to_str().expect("UTF-8").to_owned())
        .collect();
    names.sort();
    names
}

/// The HTML files of a folder and of those within it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let within = entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    within.filter(|path| path.extension().is_some_and(|ending| ending == "html")).collect()
}

/// Every kind of page, and every state.
pub(crate) fn pages_and_states(portal: &Portal) -> Vec<(String, &'static str)> {
    pages(portal)
        .into_iter()
        .chain(STATES.map(|(address, shown)| (address.to_owned(), shown)))
        .collect()
}

/// Goes to a page and waits for its state.
pub(crate) async fn go(window: &Window, (address, shown): &(String, &str)) {
    window.go(address).await;
    window.until(shown).await;
}
