//! What courses hand out: the pack that is put together for paper, and the list that this browser
//! alone keeps ticks of.

use fantoccini::Locator;
use serde_json::json;

use crate::driver::WITHOUT_SCRIPTS;
use crate::visit::Visit;

const COURSE: &str = "/introforloeb/introforloeb-bif/";

pub(crate) async fn a_pack_holds_every_part_and_its_contents_lead_to_them(visit: Visit) {
    let window = visit.open(&format!("{COURSE}pakke/")).await;
    window.until("document.querySelectorAll('.pack > .pack-part').length === 6").await;
    window
        .until("document.querySelector('.pack-contents a').getAttribute('href') === '#del-1'")
        .await;
    let lost = "[...document.querySelectorAll('.pack-contents a')]
        .filter((link) => !document.getElementById(link.getAttribute('href').slice(1))).length";
    assert_eq!(window.ask(lost).await, json!(0));
    let twice = "(() => { const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
        return ids.filter((id, at) => ids.indexOf(id) !== at); })()";
    assert_eq!(window.ask(twice).await, json!([]));
    let codes = "[...document.querySelectorAll('.pack-item')].filter((item) => !item.querySelector('.qr path')).length";
    assert_eq!(window.ask(codes).await, json!(0));
    assert!(!window.text("main").await.contains("Øvelse:"), "a trainer's note is in the pack");
    window.close().await;
}

pub(crate) async fn ticks_stay_in_the_browser_until_they_are_reset(visit: Visit) {
    let window = visit.open(&format!("{COURSE}deltager/")).await;
    window.until("document.querySelector('[data-progress]').textContent.startsWith('0 af ')").await;
    let count = window.ask("document.querySelectorAll('.seen li').length").await;
    window.click("input[value='sck']").await;
    window.click("input[value='indkaldelse-med-kopi-til-sof#send-kopi']").await;
    assert_eq!(window.text("[data-progress]").await, format!("2 af {count} set."));
    window.reload().await;
    window.until("document.querySelector('[data-progress]').textContent.startsWith('2 af ')").await;
    assert_eq!(
        window.ask("document.querySelector(\"input[value='sck']\").checked").await,
        json!(true)
    );
    window.click("[data-reset]").await;
    window.reload().await;
    window.until("document.querySelector('[data-progress]').textContent.startsWith('0 af ')").await;
    window.close().await;
}

pub(crate) async fn without_scripts_a_participant_has_a_plain_list(visit: Visit) {
    let window =
        visit.open_as(WITHOUT_SCRIPTS, &format!("{}{COURSE}deltager/", visit.portal.address)).await;
    let boxes = window.client.find_all(Locator::Css(".seen input")).await.expect("boxes");
    assert!(!boxes.is_empty());
    for one in boxes {
        assert!(!one.is_displayed().await.expect("a box"), "a box that nothing ticks is shown");
    }
    assert!(window.text(".seen").await.contains("Om portalen"));
    window.close().await;
}
