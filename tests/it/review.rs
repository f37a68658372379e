//! `portal review` as its readers get it: a table, a calendar, a feed, a mail; reckoned from the
//! day that is told.

#![expect(clippy::disallowed_methods, reason = "the tests lay portals out on the disk")]
#![expect(clippy::expect_used, reason = "a portal that cannot be laid out is a test that fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const FILES: [(&str, &str); 4] = [
    (
        "site.toml",
        "title = \"Prøven\"\nbase_url = \"https://p.example\"\n\n[edition]\ndate = \"2013-06-30\"\n",
    ),
    (
        "content/contacts/huset.md",
        "---\ntitle: Huset\nsummary: Et hus.\nunit_type: unit\nreviewed: 2012-01-01\nowner: huset\nphones: [{ number: \"33 17 33 17\" }]\nemail: huset@p.example\n---\n",
    ),
    (
        "content/pages/om.md",
        "---\ntitle: Om\nsummary: Om det hele.\nreviewed: 2012-06-01\nreview_every: 6 months\nowner: huset\n---\n\nTekst.\n",
    ),
    (
        "content/pages/uden.md",
        "---\ntitle: Uden\nsummary: Ingen svarer.\nreview_every: 6 months\n---\n\nTekst.\n",
    ),
];

fn portal(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
    command.arg("--root").arg(root).args(["review", "--today", "2013-06-30"]).args(arguments);
    command.output().expect("portal")
}

fn written() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in FILES {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn said(arguments: &[&str]) -> String {
    let folder = written();
    let done = portal(folder.path(), arguments);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8")
}

#[test]
fn the_table_names_owner_page_fact_and_reason() {
    let expected = "Huset\n  Huset (huset)\n    Telefon »33 17 33 17«: er ikke set efter i et år (2013-01-01)\n  Om (om)\n    Hele siden: skulle være gennemgået (2012-12-01)\nIngen ansvarlig\n  Uden (uden)\n    Hele siden: er aldrig set efter, eller det står der ikke\n";
    assert_eq!(said(&[]), expected);
}

#[test]
fn one_owner_s_facts_are_told_and_an_unknown_owner_is_said() {
    let told: Value =
        serde_json::from_str(&said(&["--by", "huset", "--format", "json"])).expect("JSON");
    let facts: Vec<_> =
        told.as_array().expect("a list").iter().map(|due| due["fact"].as_str()).collect();
    assert_eq!(facts, [Some("phones"), Some("page")]);
    let folder = written();
    let done = portal(folder.path(), &["--by", "husset"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("Mente du `huset`?"));
}

#[test]
fn each_owner_gets_one_mail_with_everything() {
    let mails = said(&["--ask"]);
    assert_eq!(mails.matches("Til: ").count(), 1);
    assert!(mails.contains("Emne: Prøven: 1 sider, som ingen har ansvar for"), "{mails}");
    let first = mails.split("-- ").next().expect("a mail");
    assert!(first.starts_with("Til: huset@p.example\nEmne: Prøven: 2 sider"), "{first}");
    assert!(first.contains("omkring 6 minutter"), "{first}");
    assert!(
        first.contains("Om\nhttps://p.example/om/\n- Hele siden: skulle være gennemgået"),
        "{first}"
    );
}

#[test]
fn the_calendar_and_the_feed_are_well_formed() {
    let calendar = said(&["--format", "ical"]);
    assert!(
        calendar.starts_with("BEGIN:VCALENDAR\r\n")
            && calendar.trim_end().ends_with("END:VCALENDAR")
    );
    assert_eq!(calendar.matches("BEGIN:VTODO").count(), 3);
    assert!(calendar.contains("DUE;VALUE=DATE:20121201\r\n"), "{calendar}");
    let feed = said(&["--format", "atom"]);
    let document = roxmltree::Document::parse(&feed).expect("XML");
    let entries = document.descendants().filter(|node| node.has_tag_name("entry")).count();
    assert_eq!(entries, 3);
}

/// A page warns of an overdue review where `check` does, and nowhere else.
#[test]
fn the_page_and_the_check_agree_on_what_is_overdue() {
    let site = (FILES[0].0.to_owned(), FILES[0].1.as_bytes().to_vec());
    let cases = [
        ("aktiv", "reviewed: 2012-12-01", true),
        ("aldrig", "status: active", true),
        ("lukket", "status: closed\nreviewed: 2009-01-01", false),
        ("udløbet", "valid: { to: 2012-12-31 }\nreviewed: 2009-01-01", false),
        ("frisk", "reviewed: 2013-06-01", false),
    ];
    let pages = cases.map(|(title, fields, _)| {
        let text = format!("---\ntitle: {title}\nsummary: En side.\nreview_every: 6 months\n{fields}\n---\n\nTekst.\n");
        (format!("content/pages/{title}.md").replace('ø', "oe"), text.into_bytes())
    });
    let (sources, findings) = portal::source::Sources::from_files(pages.into_iter().chain([site]));
    let built = portal::build(&sources, findings, &portal::Options::default(), &portal::Unobserved);
    let site = built.site.expect("a site");
    for (title, _, overdue) in cases {
        let path = title.replace('ø', "oe");
        let page = site
            .tree
            .get(&format!("{path}/index.html"))
            .map(String::from_utf8_lossy)
            .expect("a page");
        assert_eq!(page.contains("notice-overdue"), overdue, "the page of {title}");
        let file = format!("content/pages/{path}.md");
        let told = built.findings.iter().filter(|found| found.code.name == "overdue-review");
        let told = told.filter(|found| sources.file(found.place.file).path() == file).count();
        assert_eq!(told > 0, overdue, "the check of {title}");
    }
}

#[test]
fn the_page_says_which_fact_is_old_who_looked_at_what_and_whose_word_is_awaited() {
    let folder = written();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("content/vocabularies/offer_types.yaml", "- { id: hold, label: Hold }\n");
    write(
        "content/vocabularies/administrations.yaml",
        "- { id: a, label: Ene }\n- { id: b, label: Anden }\n",
    );
    write(
        "content/contacts/andet.md",
        "---\ntitle: Andet hus\nsummary: Et hus.\nunit_type: unit\nadministration: b\n---\n",
    );
    let offer = "---\ntitle: Holdet\nsummary: Et hold.\noffer_type: hold\nadministration: a\nprovider: andet\ncost: { text: 10 kr. }\nreviewed: { date: 2013-06-01, by: huset, checked: [provider] }\nconfirmed_by: [{ administration: a, date: 2013-06-02 }]\n---\n";
    write("content/offers/holdet.md", offer);
    let done = Command::new(env!("CARGO_BIN_EXE_portal"))
        .arg("--root")
        .arg(folder.path())
        .arg("build")
        .output();
    let done = done.expect("portal");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let page = fs::read_to_string(folder.path().join("public/tilbud/holdet/index.html"))
        .expect("the page");
    for said in [
        "ikke set efter siden årsskiftet, 1. januar 2013",
        "1. juni 2013 af Huset: ",
        "Ene 2. juni 2013, afventer Anden",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    // Somebody looks at the price alone.
    write("content/offers/holdet.md", &offer.replace("10 kr. }", "10 kr., checked: 2013-06-03 }"));
    let done = Command::new(env!("CARGO_BIN_EXE_portal"))
        .arg("--root")
        .arg(folder.path())
        .arg("build")
        .output();
    assert!(done.expect("portal").status.success());
    let page = fs::read_to_string(folder.path().join("public/tilbud/holdet/index.html"))
        .expect("the page");
    assert!(!page.contains("årsskiftet"), "{page}");
    // A key that the entry cannot have is told.
    write("content/offers/holdet.md", &offer.replace("[provider]", "[provder]"));
    let done = Command::new(env!("CARGO_BIN_EXE_portal"))
        .arg("--root")
        .arg(folder.path())
        .arg("check")
        .output();
    let told = String::from_utf8(done.expect("portal").stdout).expect("UTF-8");
    assert!(told.contains("`provder`") && told.contains("`provider`"), "{told}");
}
