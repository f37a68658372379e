//! The portal in one file: nothing in it leads to another file, no name stands twice, every link
//! leads to a name, and a build that fails leaves the file that was there.
#![expect(clippy::disallowed_methods, reason = "a test may touch the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sha2::Digest as _;
use tempfile::TempDir;

use super::page::Page;

/// A small portal with all that is hard: an older address, a short link, a place on another page, a
/// saved search, a picture, and documents that are small and large.
const FILES: [(&str, &str); 8] = [
    (
        "site.toml",
        "title = \"Prøve\"\nbase_url = \"https://p.example/mappe\"\n\n[edition]\ndate = \"2013-06-30\"\n",
    ),
    ("content/vocabularies/offer_types.yaml", "- { id: hold, label: Hold }\n"),
    (
        "content/vocabularies/administrations.yaml",
        "- { id: skole, label: Skole }\n- { id: kultur, label: Kultur }\n",
    ),
    ("content/contacts/huset.md", "---\ntitle: Huset\nsummary: Et hus.\nunit_type: unit\n---\n"),
    (
        "content/offers/holdet.md",
        "---\ntitle: Holdet & <b>\nsummary: Et hold.\noffer_type: hold\naliases: [/gammel/]\n---\n\n## Før\n\n\
         ![Et kort](/images/kort.svg) [igen](#foer) [huset](/kontakter/huset/) [ude](https://b.example/)\n",
    ),
    (
        "content/pages/om.md",
        "---\ntitle: Om\nsummary: Om det.\n---\n\n[gammel](/gammel/) [kort](/t/holdet/) [sted](/tilbud/holdet/#foer) \
         [fuld](https://p.example/mappe/tilbud/holdet/) [søg](/soeg/?q=holdet) [lille](/filer/lille.txt) \
         [stor](/filer/stor.txt) [feed](/atom.xml)\n",
    ),
    (
        "content/images/kort.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0h1\"/></svg>\n",
    ),
    ("content/files/lille.txt", "En lille tekst.\n"),
];

const COURSE: &str = "title: Forløbet\nsummary: Et forløb.\naudience: skole\nparts:\n  - heading: Først\n    items:\n      \
                      - entry: holdet\n";

struct Portal(TempDir);

impl Portal {
    fn begun() -> Self {
        let portal = Self(tempfile::tempdir().expect("a folder"));
        for (path, text) in FILES {
            portal.write(path, text);
        }
        portal.write("content/files/stor.txt", &"Et ord til. ".repeat(200_000));
        portal.write("content/courses/intro.yaml", COURSE);
        portal
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("ud.html")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn build(&self, more: &[&str]) -> Output {
        build(self.0.path(), &self.file(), more)
    }

    /// The file's text, when it could be built.
    fn built(&self, more: &[&str]) -> String {
        let done = self.build(more);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        fs::read_to_string(self.file()).expect("the file")
    }
}

fn build(root: &Path, file: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
    command.arg("--root").arg(root).arg("build").arg("--single").arg(file).args(more);
    command.env("NO_COLOR", "1").output().expect("portal")
}

/// What refers to names of the same file.
const NAMES: [&str; 5] = ["for", "list", "aria-labelledby", "aria-describedby", "popovertarget"];

/// What is wrong with a file, and where its links lead out of it.
fn judged(html: &str) -> (Vec<String>, BTreeSet<String>) {
    let page = Page::read("single.html", html);
    let mut wrong = page.errors.clone();
    let all: Vec<_> = page.elements.iter().filter_map(|element| element.get("id")).collect();
    let ids: BTreeSet<_> = all.iter().copied().collect();
    if ids.len() != all.len() {
        wrong.push(format!("{} names, of which {} are others", all.len(), ids.len()));
    }
    let mut out = BTreeSet::new();
    for element in &page.elements {
        for (name, value) in &element.attributes {
            match name.as_str() {
                name if NAMES.contains(&name) => {
                    let missing = value.split_whitespace().filter(|one| !ids.contains(one));
                    wrong.extend(missing.map(|one| format!("{name} names {one}")));
                }
                "href" | "action" if value.starts_with('#') => {
                    let meant = value[1..].replace("%23", "#").replace("%25", "%");
                    if !ids.contains(meant.as_str()) {
                        wrong.push(format!("{value} leads nowhere"));
                    }
                }
                "href" if element.name == "a" && !value.starts_with("data:") => {
                    out.insert(value.clone());
                }
                "href" | "src" | "action" | "data" | "poster" if !value.starts_with("data:") => {
                    wrong.push(format!("{} {name}={value}", element.name));
                }
                "srcset" | "style" => wrong.push(format!("{} {name}={value}", element.name)),
                name if name.starts_with("on") => {
                    wrong.push(format!("{} {name}={value}", element.name));
                }
                _ => {}
            }
        }
    }
    let relative = out.iter().filter(|link| {
        !["https:", "http:", "mailto:", "tel:"].iter().any(|one| link.starts_with(one))
    });
    wrong.extend(relative.map(|link| format!("{link} leads to another file")));
    (wrong, out)
}

/// The texts of all elements of a name that have no data, as they stand.
fn inlined<'h>(html: &'h str, element: &str) -> Vec<&'h str> {
    let (begin, end) = (format!("<{element}"), format!("</{element}>"));
    let all = html.split(&begin).skip(1).filter_map(|rest| rest.split_once('>'));
    let all = all.filter(|(tag, _)| !tag.contains("application/json"));
    all.filter_map(|(_, rest)| Some(rest.split_once(&end)?.0)).collect()
}

#[test]
fn this_portal_is_whole_in_one_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("portal.html");
    let done = build(Path::new(env!("CARGO_MANIFEST_DIR")), &file, &[]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let html = fs::read_to_string(&file).expect("the file");
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(told.contains(&format!("{} bytes", html.len())), "{told}");
    let (wrong, _) = judged(&html);
    super::none(wrong);
    // Every page that people read has its place, but for those that are nothing without a script of
    // their own.
    let without = ["huskeliste/index.html", "soeg/forslag/index.html", "404.html"];
    let read: Vec<_> =
        super::pages().map(|page| page.path).filter(|path| !without.contains(path)).collect();
    let missing = read.iter().filter(|path| {
        let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        !html.contains(&format!("<article id=\"{address}\""))
    });
    super::none(missing.map(|path| format!("{path} is not in the file")));
    assert_eq!(html.matches("<article id=\"/").count(), read.len());
}

#[test]
fn links_lead_to_what_they_led_to_and_documents_go_with_the_file() {
    let portal = Portal::begun();
    let done = portal.build(&[]);
    let html = portal.built(&[]);
    let (wrong, out) = judged(&html);
    super::none(wrong);
    for link in [">gammel</a>", ">kort</a>", ">fuld</a>"] {
        assert!(html.contains(&format!("<a href=\"#/tilbud/holdet/\"{link}")), "{link}");
    }
    assert!(
        html.contains("<a href=\"#/tilbud/holdet/%23foer\">sted</a>"),
        "a place on another page"
    );
    assert!(
        html.contains("<a href=\"#/tilbud/holdet/%23foer\">igen</a>"),
        "a place on the same page"
    );
    assert!(html.contains("<a href=\"#/soeg/\" data-query=\"q=holdet\">søg</a>"), "a saved search");
    assert!(html.contains("src=\"data:image/svg+xml;base64,"), "the picture");
    assert!(html.contains("download=\"lille.txt\">lille</a>"), "the small document");
    for outside in ["filer/stor.txt", "atom.xml"] {
        assert!(out.contains(&format!("https://p.example/mappe/{outside}")), "{out:?}");
    }
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(said.contains("https://p.example/mappe/filer/stor.txt"), "{said}");
    assert!(html.contains("data-title=\"Holdet &amp; &lt;b&gt; – "), "the title is a text");
}

#[test]
fn the_policy_lets_nothing_run_but_what_was_written_and_nothing_out() {
    let html = Portal::begun().built(&[]);
    let page = Page::read("single.html", &html);
    let policies: Vec<_> =
        page.elements.iter().filter(|element| element.get("http-equiv").is_some()).collect();
    let [policy] = policies[..] else { panic!("{} policies", policies.len()) };
    let policy = policy.get("content").expect("a policy");
    let before = html.split("Content-Security-Policy").next().unwrap_or_default();
    assert!(!before.contains("<style") && !before.contains("<script"), "the policy comes first");
    assert!(
        policy.starts_with("default-src 'none';") && !policy.contains("unsafe-inline"),
        "{policy}"
    );
    assert!(
        !policy.contains("http") && !policy.contains('*') && policy.contains("form-action 'none'"),
        "{policy}"
    );
    let texts = [inlined(&html, "style"), inlined(&html, "script")].concat();
    assert_eq!(texts.len(), 3, "one sheet and two scripts");
    for text in texts {
        let hash = base64(&sha2::Sha256::digest(text.as_bytes()));
        assert!(policy.contains(&format!("'sha256-{hash}'")), "{hash}: {policy}");
    }
}

/// RFC 4648, 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let number = (0..3).fold(0_usize, |number, at| {
            number << 8 | usize::from(chunk.get(at).copied().unwrap_or(0))
        });
        for at in 0..4 {
            let letter = char::from(LETTERS[number >> (18 - 6 * at) & 63]);
            text.push(if at <= chunk.len() { letter } else { '=' });
        }
    }
    text
}

#[test]
fn the_same_portal_is_the_same_file_and_nothing_else_is_published() {
    let portal = Portal::begun();
    let first = portal.built(&[]);
    assert_eq!(portal.built(&[]), first);
    assert!(!portal.0.path().join("public").exists(), "the published portal is not touched");
    let beside: Vec<_> = fs::read_dir(portal.0.path())
        .expect("a folder")
        .map(|entry| entry.expect("a name").file_name())
        .collect();
    assert!(beside.iter().all(|name| !name.to_string_lossy().contains(".portal~")), "{beside:?}");
}

#[test]
fn a_course_s_part_holds_the_course_and_what_it_shows_and_leads_to_the_portal_for_the_rest() {
    let portal = Portal::begun();
    let html = portal.built(&["--course", "intro"]);
    let (wrong, out) = judged(&html);
    super::none(wrong);
    let page = Page::read("single.html", &html);
    let held = page
        .elements
        .iter()
        .filter(|element| element.name == "article" && element.get("data-title").is_some());
    let held: Vec<_> = held.filter_map(|element| element.get("id")).collect();
    let expected = [
        "/introforloeb/intro/",
        "/introforloeb/intro/deltager/",
        "/introforloeb/intro/pakke/1/",
        "/introforloeb/intro/pakke/",
        "/soeg/",
        "/tilbud/holdet/",
    ];
    assert_eq!(held.iter().copied().collect::<BTreeSet<_>>(), expected.into_iter().collect());
    assert_eq!(held.first().copied(), Some("/introforloeb/intro/"), "the course comes first");
    assert!(out.contains("https://p.example/mappe/kontakter/huset/"), "{out:?}");
    assert!(html.contains("Andre links fører til portalen på nettet"), "it says so");
    let whole = portal.built(&[]);
    let names = |html: &str| html.contains("\"Huset\"");
    assert!(names(&whole) && !names(&html), "the search knows the part alone");
}

#[test]
fn a_build_that_fails_leaves_the_file_that_was_there() {
    let portal = Portal::begun();
    let before = portal.built(&[]);
    portal.write(
        "content/pages/om.md",
        "---\ntitle: Om\nsummary: Om det.\n---\n\n[væk](/findes-ikke/)\n",
    );
    let done = portal.build(&[]);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(fs::read_to_string(portal.file()).expect("the file"), before);
    // A personal number is made here, and stored nowhere.
    let number = ["010180", "-", "0008"].concat();
    portal.write(
        "content/pages/om.md",
        &format!("---\ntitle: Om\nsummary: Om det.\n---\n\nCPR {number}\n"),
    );
    assert_eq!(portal.build(&[]).status.code(), Some(1));
    assert_eq!(fs::read_to_string(portal.file()).expect("the file"), before);
}

#[test]
fn what_cannot_be_is_refused_and_said() {
    let portal = Portal::begun();
    let said = |file: &str, more: &[&str]| {
        let done = build(portal.0.path(), &portal.0.path().join(file), more);
        (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
    };
    for (file, more, word) in [
        ("ud.txt", &[][..], "--single portal.html"),
        ("content/pages/ud.html", &[], "kilder"),
        ("ud.html", &["--course", "intr"], "Mente du `intro`?"),
        ("ud.html", &["--out", "x"], "--out"),
    ] {
        let (code, words) = said(file, more);
        assert_eq!(code, Some(2), "{words}");
        assert!(words.contains(word), "{words}");
    }
    assert!(!portal.file().exists());
}
