//! Drawings of hard cases (`hard_cases`) on screens of every width: nothing lies on anything else,
//! nothing is cut off or outside, and no word that fits is broken.

use serde_json::json;

use crate::driver::{DESK, Visitor};
use crate::visit::Visit;
use crate::{hard_cases, strict};

/// The widths of a telephone at 400 %, a telephone, a small window and a desk.
const WIDTHS: [u16; 4] = [320, 360, 640, 1280];

/// What lies on something else, sticks out, or is cut; and words of usual length that are broken.
const WRONG: &str = "(() => {
    const wrong = [];
    const name = (one) => one.textContent.trim().replace(/\\s+/g, ' ').slice(0, 60);
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) wrong.push(`${document.documentElement.scrollWidth - width} px too wide`);
    const shown = (css) => [...document.querySelectorAll(css)].filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 0);
    const groups = ['.swim .box, .swim .label', '.map-units a', '.names .field > span', 'main svg text'];
    for (const css of groups) {
        const all = shown(css).map((one) => [one, one.getBoundingClientRect()]);
        for (const [index, [one, a]] of all.entries()) {
            if (a.left < -1 || a.right > width + 1) wrong.push(`outside: ${name(one)}`);
            for (const [other, b] of all.slice(index + 1)) {
                const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                if (across > 1 && down > 1) wrong.push(`${name(one)} lies on ${name(other)}`);
            }
        }
    }
    const range = document.createRange();
    for (const one of shown('.swim .box, .swim .label, .map-units a')) {
        range.selectNodeContents(one);
        const [box, words] = [one.getBoundingClientRect(), range.getBoundingClientRect()];
        if (words.left < box.left || words.right > box.right || words.bottom > box.bottom) wrong.push(`sticks out: ${name(one)}`);
    }
    for (const one of shown('.swim .box, .swim .label, .map-units a')) {
        const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            for (const { index, 0: word } of texts.currentNode.data.matchAll(/[\\p{L}]+/gu)) {
                if (word.length > LETTERS) continue;
                range.setStart(texts.currentNode, index);
                range.setEnd(texts.currentNode, index + word.length);
                if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) wrong.push(`broken: ${word}`);
            }
        }
    }
    return [...new Set(wrong)].slice(0, 8);
})()";

/// The longest word that has to stay whole at a width: `Rådgivningscenter`, but where everything is
/// enlarged four times.
fn letters(width: u16) -> &'static str {
    if width < 360 { "12" } else { "17" }
}

/// The hard cases on a server, and the folder that they live in.
fn served() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, bytes) in hard_cases::built().iter() {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    let address = strict::serve(folder.path().to_owned(), "");
    (folder, address)
}

pub(crate) async fn hard_drawings_are_whole_at_every_width(visit: Visit) {
    let (_folder, address) = served();
    let mut found = Vec::new();
    for width in WIDTHS {
        let window = visit.open_as(Visitor { width, ..DESK }, &format!("{address}/")).await;
        for page in hard_cases::PAGES {
            window.go(page).await;
            window.until("document.readyState === 'complete'").await;
            let wrong = window.ask(&WRONG.replace("LETTERS", letters(width))).await;
            if wrong != json!([]) {
                found.push(format!("{page} at {width}: {wrong:#}"));
            }
        }
        window.close().await;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Whether lanes stand beside each other: the columns of the drawing.
const COLUMNS: &str = "getComputedStyle(document.querySelector('.swim-steps .field')).gridTemplateColumns.split(' ').length";

pub(crate) async fn lanes_stand_beside_each_other_where_they_fit_and_their_names_stay(
    visit: Visit,
) {
    let (_folder, address) = served();
    for (width, columns) in [(360, [1, 1, 1]), (640, [1, 1, 2]), (1280, [6, 4, 2])] {
        let window = visit.open_as(Visitor { width, ..DESK }, &format!("{address}/")).await;
        for (page, columns) in ["tyve-trin", "alle-til-en", "to-baner"].iter().zip(columns) {
            window.go(&format!("/sagsgange/{page}/")).await;
            window.until("document.readyState === 'complete'").await;
            assert_eq!(window.ask(COLUMNS).await, json!(columns), "{page} at {width}");
            let lane = window
                .ask("document.querySelector('.box .lane').getBoundingClientRect().width > 20")
                .await;
            let names = window.ask("document.querySelector('.names').checkVisibility()").await;
            assert_eq!(
                names,
                json!(columns > 1),
                "{page} at {width}: the lanes' names stand above where there are several"
            );
            assert!(
                columns > 1 || lane == json!(true),
                "{page} at {width}: a box below another says its lane"
            );
            if columns > 1 {
                window
                    .ask("document.querySelector('.swim-steps > li:last-child').scrollIntoView({ block: 'end' })")
                    .await;
                let top = window
                    .ask("Math.round(document.querySelector('.names').getBoundingClientRect().top)")
                    .await;
                assert!(
                    top.as_i64().is_some_and(|top| top >= 0),
                    "{page} at {width}: the names stay, not at {top}"
                );
            }
        }
        window.close().await;
    }
}
