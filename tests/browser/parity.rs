//! What a reader sees is what the command line finds.

use crate::visit::Visit;

/// How many of the editors' queries are asked.
const QUERIES: usize = 30;

pub(crate) async fn the_browser_shows_what_the_command_line_finds(visit: Visit) {
    let queries = include_str!("../../content/search_tests.yaml").lines().filter_map(|line| line.split('"').nth(1));
    let queries: Vec<&str> = queries.collect();
    let window = visit.open("/soeg/").await;
    // From all over the file, for its parts are about different things.
    for query in queries.iter().step_by((queries.len() / QUERIES).max(1)).take(QUERIES) {
        let mut address = url::Url::parse(&visit.portal.address).expect("an address");
        address.set_path("/soeg/");
        address.query_pairs_mut().append_pair("q", query);
        window.go(address.as_str()).await;
        window.until_answered().await;
        let found = visit.portal.search(query);
        let found = found["hits"].as_array().expect("hits").iter();
        let name = |hit: &serde_json::Value| Some(format!("{}/{}", hit["kind"].as_str()?, hit["id"].as_str()?));
        let found: Vec<String> = found.filter_map(name).collect();
        assert_eq!(window.hits().await, found, "{query}");
    }
    window.close().await;
}
