//! Queries go nowhere, and the policy that the preview sends is kept.

use serde_json::Value;

use crate::driver::WATCHED;
use crate::visit::Visit;

/// Every address that the browser asked for.
fn requested(log: &[Value]) -> Vec<String> {
    let messages = log
        .iter()
        .filter_map(|entry| serde_json::from_str::<Value>(entry["message"].as_str()?).ok());
    let sent =
        messages.filter(|message| message["message"]["method"] == "Network.requestWillBeSent");
    sent.filter_map(|message| {
        Some(message["message"]["params"]["request"]["url"].as_str()?.to_owned())
    })
    .collect()
}

pub(crate) async fn nothing_leaves_this_machine_and_no_policy_is_broken(visit: Visit) {
    let window = visit.open_as(WATCHED, &visit.portal.address).await;
    for path in ["/tilbud/dag-til-dag/", "/sagsgange/", "/kontakter/", "/samarbejde/", "/maal/"] {
        window.go(path).await;
    }
    window.press("/").await;
    window.press("hjemløs").await;
    window.until("document.querySelector('[role=option]')").await;
    window.press("\u{e007}").await;
    window.until_answered().await;
    assert_eq!(window.place().await, "/soeg/?q=hjemløs");
    let asked = requested(&window.log("performance").await);
    assert!(asked.iter().any(|url| url.ends_with("manifest.json")), "{asked:?}");
    // Chromium's own pages, of which the first tab shows one, are no requests.
    let elsewhere = |url: &&String| {
        let own = [visit.portal.address.as_str(), "chrome:", "chrome-untrusted:", "data:"];
        !own.iter().any(|own| url.starts_with(own))
    };
    assert_eq!(asked.iter().find(elsewhere), None);
    // What is typed is no part of any request: it stands behind the `#` until the page has come.
    let sent = |url: &&String| url.split('#').next().is_some_and(|sent| sent.contains("hjeml"));
    assert_eq!(asked.iter().find(sent), None);
    assert!(asked.iter().any(|url| url.ends_with("/soeg/")), "{asked:?}");
    let said = window.log("browser").await;
    assert!(said.is_empty(), "{said:?}");
    window.close().await;
}
