//! The document of this portal's own course.

#![expect(clippy::disallowed_methods, reason = "a test may touch the disk")]

#[expect(dead_code, reason = "what the other documents are asked")]
mod pages;

use std::path::Path;
use std::process::Command;

use pages::{bare, codes, outside, texts};
use portal::PaperChoice;

#[test]
fn a_course_is_on_paper_with_all_that_it_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (sources, findings) = portal::source::read(&root).expect("the portal is there");
    let (catalogue, _) = portal::stages::model(&sources);
    let catalogue = catalogue.expect("the settings are sound");
    let ids = vec!["introforloeb-bif".to_owned()];
    let choice = PaperChoice { ids, ..PaperChoice::default() };
    let chosen = choice.entries(&catalogue).expect("the course is there");
    let paper = pages::paper(&sources, findings, choice);
    let document = portal_pack::laid_out(&paper).expect("it can be laid out");

    let pages: Vec<String> = texts(&document).iter().map(|page| bare(page)).collect();
    let foot = bare("BIF-SOF portalen · Udgave 30. juni 2013");
    for (page, number) in pages.iter().zip(1..) {
        assert!(page.contains(&foot), "page {number}: {page}");
        // A page that is half empty says less than this. Questions begin a sheet, with the answers on
        // its back: the page before them may be the back of the last one.
        let may_be_empty = number == pages.len() || number + 2 == pages.len();
        assert!(may_be_empty || page.chars().count() > 500, "page {number}: {page}");
    }
    let said = pages.concat();
    let course = catalogue.entry(chosen[0]);
    let shown = catalogue.courses.iter().find(|one| one.entry.id == course.id);
    let items = shown.expect("the course").parts.iter().flat_map(|part| &part.items);
    let mut entries = 0;
    for item in items {
        let portal::model::Shown::Entry { entry, .. } = item.shown else { continue };
        let entry = catalogue.entry(entry);
        let title = bare(item.title.as_ref().unwrap_or(&entry.title));
        let short = bare(&format!("{}{}", catalogue.site.base_url, entry.short_url()));
        // In the contents and above its own part.
        assert!(said.matches(&title).count() >= 2, "{title}");
        assert!(said.contains(&short), "{short}");
        entries += 1;
    }
    assert!(entries > 20, "{entries}");
    assert_eq!(outside(&document), Vec::<String>::new());
    let codes = codes(&document);
    assert!(codes.contains(&"https://bif-sof.example/t/introforloeb-bif/".to_owned()), "{codes:?}");
    assert!(codes.len() > entries, "{} codes for {entries} entries", codes.len());

    let pdf = portal_pack::typeset(&paper).expect("it can be set");
    judge_by_another_program(&pdf.bytes);
}

/// What poppler's `pdfinfo` says of it, where it is installed.
fn judge_by_another_program(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("course.pdf");
    std::fs::write(&path, bytes).expect("written");
    let Ok(info) = Command::new("pdfinfo").arg(&path).output() else {
        println!("pdfinfo is not installed: not asked");
        return;
    };
    let info = String::from_utf8_lossy(&info.stdout).into_owned();
    let line = |name: &str| {
        let line = info.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.trim_start_matches(name).trim().to_owned()
    };
    assert_eq!(line("Title:"), "Introforløb for nye i BIF", "{info}");
    assert_eq!(line("Tagged:"), "yes", "{info}");
    assert_eq!(line("JavaScript:"), "no", "{info}");
    assert!(line("Page size:").ends_with("(A4)"), "{info}");
}
