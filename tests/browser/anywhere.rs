//! The same files wherever they lie: at the root of a host, two folders down, and on a file share.
//! Chromium opens every page on the share, where it may not read them, and reads every page at the
//! root and in the folder, where it opens one of every template; every link leads to a file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::json;
use url::Url;

use crate::driver::DESK;
use crate::every_kind;
use crate::outdated::POLICY;
use crate::strict::Server;
use crate::visit::{Visit, Window};

/// Everything that the open page leads to or fetches, as the browser understands it, and the names
/// of its places.
const SEEN: &str = "((document, base) => [[...document.querySelectorAll('a[href], link[href]:not([rel=canonical]), \
    script[src], img[src], form[action]')].map((one) => new URL(['href', 'src', 'action'] \
    .map((name) => one.getAttribute(name)).find(Boolean), base).href), \
    [...document.querySelectorAll('[id]')].map(({ id }) => id), document.title])";

/// Reads pages without opening them, each from where it lies.
const READ: &str = "const [addresses, done] = arguments;
    const read = async (address) => {
        const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
        return SEEN(page, address);
    };
    Promise.all(addresses.map(read)).then(done);";

/// How many pages are read at once.
const AT_ONCE: usize = 50;

/// What a page leads to, the names of its places, and its title.
type Seen = (Vec<String>, Vec<String>, String);

/// Every page that people read, by its path in the site; what only leads on is followed elsewhere.
fn pages(public: &Path) -> Vec<String> {
    let files = walkdir::WalkDir::new(public)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a file"));
    let pages = files.filter(|file| file.file_name() == "index.html");
    let paths = pages.map(|file| {
        file.path().strip_prefix(public).expect("a path").to_string_lossy().into_owned()
    });
    paths
        .filter(|path| {
            !std::fs::read_to_string(public.join(path))
                .expect("a page")
                .contains("http-equiv=\"refresh\"")
        })
        .collect()
}

/// The file in `public` that an address below `base` leads to, and the place in it; none outside.
fn file(address: &str, base: &Url, public: &Url) -> Option<(PathBuf, String)> {
    let address = Url::parse(address).expect("an address");
    let path = address.as_str().split(['?', '#']).next()?.strip_prefix(base.as_str())?;
    let is_folder = path.is_empty() || path.ends_with('/');
    let page = if is_folder && base.scheme() != "file" { "index.html" } else { "" };
    let file = public
        .join(&format!("./{path}{page}"))
        .expect("an address")
        .to_file_path()
        .expect("a path");
    Some((file, address.fragment().unwrap_or_default().to_owned()))
}

/// Where a page lies below `base`.
fn address(base: &Url, path: &str) -> Url {
    let end = if base.scheme() == "file" { "index.html" } else { "" };
    base.join(&format!("{}{end}", path.trim_end_matches("index.html"))).expect("an address")
}

/// Opens every page below `base`.
async fn opened(window: &Window, base: &Url, pages: &[String]) -> Vec<Seen> {
    let mut all = Vec::new();
    for path in pages {
        window.go(address(base, path).as_str()).await;
        window.until("document.readyState === 'complete'").await;
        let seen = window.ask(&format!("{SEEN}(document, document.baseURI)")).await;
        all.push(serde_json::from_value(seen).expect("links"));
    }
    all
}

/// Reads every page below `base` in a page that lies there.
async fn read(window: &Window, base: &Url, pages: &[String]) -> Vec<Seen> {
    window.go(base.as_str()).await;
    let script = READ.replace("SEEN", SEEN);
    let mut all = Vec::new();
    for pages in pages.chunks(AT_ONCE) {
        let addresses: Vec<_> = pages.iter().map(|path| address(base, path).to_string()).collect();
        let seen =
            window.client.execute_async(&script, vec![json!(addresses)]).await.expect("pages");
        all.extend(serde_json::from_value::<Vec<Seen>>(seen).expect("links"));
    }
    all
}

/// What leads nowhere.
fn dead(all: Vec<Seen>, base: &Url, public: &Path, pages: &[String]) -> Vec<String> {
    let (mut wanted, mut places) = (Vec::new(), BTreeMap::<PathBuf, BTreeSet<String>>::new());
    let mut dead = Vec::new();
    for (path, (links, ids, title)) in pages.iter().zip(all) {
        if title.is_empty() {
            dead.push(format!("{path} has no title"));
        }
        places.entry(public.join(path)).or_default().extend(ids);
        wanted.extend(links.into_iter().map(|link| (path, link)));
    }
    let folder = Url::from_directory_path(public).expect("a folder");
    assert!(wanted.len() > 5_000, "{} links", wanted.len());
    for (path, link) in &wanted {
        let Some((file, place)) = file(link, base, &folder) else { continue };
        let there = places.get(&file).is_none_or(|ids| place.is_empty() || ids.contains(&place));
        if !file.is_file() || !there {
            dead.push(format!("{path}: {link}"));
        }
    }
    dead
}

pub(crate) async fn at_the_root_and_two_folders_down_no_link_is_dead(visit: Visit) {
    let public = visit.portal.public();
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("a")).expect("a folder");
    std::os::unix::fs::symlink(&public, folder.path().join("a/b")).expect("a link");
    let server = Server::start(folder.path().to_owned(), POLICY, Box::new(|_, _| None));
    let window = visit.open("/").await;
    let pages = pages(&public);
    // One of every template, as its scripts leave it. The page for wrong addresses stands at any of
    // them, and so names its host's root.
    let largest = every_kind::largest(&public).into_values().filter(|page| page != "/404.html");
    let largest: Vec<_> =
        largest.map(|page| format!("{}index.html", page.trim_start_matches('/'))).collect();
    for base in [format!("{}/", visit.portal.address), format!("{}/a/b/", server.address)] {
        let base = Url::parse(&base).expect("an address");
        let known = read(&window, &base, &pages).await;
        let seen = opened(&window, &base, &largest).await;
        let all: Vec<_> = pages.iter().chain(&largest).cloned().collect();
        assert_eq!(
            dead(known.into_iter().chain(seen).collect(), &base, &public, &all),
            [""; 0],
            "below {base}"
        );
        window.until("document.styleSheets[0]?.cssRules.length > 0").await;
    }
    window.close().await;
    // What scripts make leads on as well: hits, suggestions, the finder, the pinboard.
    let window =
        visit.open_as(DESK, &format!("{}/a/b/soeg/?q=dag%20til%20dag", server.address)).await;
    window.until_answered().await;
    window.click("[data-hit='offer/dag-til-dag'] a").await;
    assert_eq!(window.place().await, "/a/b/tilbud/dag-til-dag/");
    window.click("[data-pin]").await;
    window.go("/a/b/huskeliste/").await;
    window.until("document.querySelectorAll('.pin').length === 1").await;
    window.click(".pin h2 a").await;
    assert_eq!(window.place().await, "/a/b/tilbud/dag-til-dag/");
    window.go("/a/b/t/dag-til-dag/").await;
    window.until("location.pathname === '/a/b/tilbud/dag-til-dag/'").await;
    window.close().await;
}

pub(crate) async fn on_a_file_share_no_link_is_dead(visit: Visit) {
    let public = visit.portal.public();
    let base = Url::from_directory_path(&public).expect("a folder");
    let window = visit.open_as(DESK, &format!("{base}index.html")).await;
    let pages = pages(&public);
    assert_eq!(dead(opened(&window, &base, &pages).await, &base, &public, &pages), [""; 0]);
    for path in ["t/dag-til-dag/index.html", "t/sck/index.html"] {
        window.go(base.join(path).expect("an address").as_str()).await;
        window.until("!location.pathname.includes('/t/') && document.querySelector('h1')").await;
        assert!(
            window.ask("location.pathname.endsWith('/index.html')").await == json!(true),
            "{path}"
        );
    }
    window.close().await;
}
