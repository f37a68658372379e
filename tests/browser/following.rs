//! Following a procedure: ticks, the day it began, and what is reckoned from it.

use serde_json::json;

use crate::visit::{Visit, Window};

/// The sheet of a procedure with a talk at least every twelve weeks.
const SHEET: &str = "/sagsgange/sof-overtager-kontaktforloebet/tjekliste/";

async fn begin(window: &Window, day: &str) {
    let typed = format!(
        "(() => {{ const field = document.querySelector('[data-start]'); field.value = '{day}'; \
         field.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()"
    );
    window.ask(&typed).await;
}

pub(crate) async fn deadlines_are_reckoned_from_the_day_that_this_browser_keeps(visit: Visit) {
    let window = visit.open(SHEET).await;
    window.until("document.querySelector('[data-calendar]').hidden").await;
    begin(&window, "2026-01-31").await;
    assert_eq!(
        window.text(".tick:nth-child(2) [data-due]").await,
        "Første gang senest 25. april 2026"
    );
    window.click(".tick:nth-child(1) input").await;
    window.reload().await;
    window.until("document.querySelector('.tick input')?.checked").await;
    assert_eq!(
        window.text(".tick:nth-child(2) [data-due]").await,
        "Første gang senest 25. april 2026"
    );
    window.click("[data-reset]").await;
    window.until("document.querySelector('.tick:nth-child(2) [data-due]').hidden").await;
    assert_eq!(window.ask("localStorage.length").await, json!(0));
    window.close().await;
}

pub(crate) async fn the_deadlines_are_a_calendar_file_made_in_the_browser(visit: Visit) {
    let window = visit.open(SHEET).await;
    begin(&window, "2026-01-31").await;
    // What would be handed over is looked at instead.
    window.ask("(URL.createObjectURL = (file) => { file.text().then((text) => (globalThis.calendar = text)); return '#'; }, 0)").await;
    window.click("[data-calendar]").await;
    window.until("globalThis.calendar").await;
    let text = window.ask("globalThis.calendar").await;
    let text = text.as_str().expect("a text");
    assert!(
        text.split_inclusive("\r\n").all(|line| line.len() <= 77 && line.ends_with("\r\n")),
        "{text}"
    );
    let unfolded = text.replace("\r\n ", "");
    for line in [
        "BEGIN:VCALENDAR",
        "DTSTART;VALUE=DATE:20260425",
        "RRULE:FREQ=WEEKLY;INTERVAL=12",
        "SUMMARY:Trin 2: Hold jobsamtalen",
        "END:VCALENDAR",
    ] {
        assert!(unfolded.lines().any(|one| one == line), "{line} is missing: {unfolded}");
    }
    window.close().await;
}
