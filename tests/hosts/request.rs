//! One request over the loopback interface, and what is expected of answers.

use std::time::Duration;

use ureq::Agent;

/// An answer.
pub(crate) struct Response {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Response {
    /// The first header of a name; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Where it leads, as a path: Apache puts its own host in front (RFC 9110 allows both).
    pub(crate) fn leads_to(&self) -> &str {
        let to = self.header("location");
        let host = to
            .strip_prefix("http://127.0.0.1:")
            .and_then(|rest| rest.find('/').map(|at| &rest[at..]));
        host.unwrap_or(to)
    }

    /// Every header of a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Asks for an address, as a program would that follows no redirects and unpacks nothing by itself.
pub(crate) fn get(port: u16, address: &str, encoding: Option<&str>) -> Response {
    let settings = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(Duration::from_mins(1)))
        .build();
    let request = Agent::new_with_config(settings)
        .get(format!("http://127.0.0.1:{port}{}", address.replace(' ', "%20")))
        .header("accept-encoding", encoding.unwrap_or("identity"))
        .header("connection", "close");
    let mut answer = request.call().expect("an answer");
    let headers = answer.headers().iter().map(|(name, value)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
    });
    let (status, headers) = (answer.status().as_u16(), headers.collect());
    let body = answer.body_mut().with_config().limit(u64::MAX).read_to_vec().expect("a body");
    Response { status, headers, body }
}

/// The address of a file.
pub(crate) fn address_of(path: &str) -> String {
    let page =
        path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", page.unwrap_or(path))
}

/// What a file must be sent as.
pub(crate) fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "wasm" => "application/wasm",
        "bin" => "application/octet-stream",
        other => panic!("no media type is expected for .{other}"),
    }
}
