//! One request over the loopback interface, and what is expected of answers.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

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
        let host = to.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.find('/').map(|at| &rest[at..]));
        host.unwrap_or(to)
    }

    /// Every header of a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Asks for an address. HTTP/1.0, so that the body comes in one piece and the connection ends with it; but nginx sends
/// packed files only to HTTP/1.1.
pub(crate) fn get(port: u16, address: &str, encoding: Option<&str>) -> Response {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the server");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
    let accept = encoding.map(|encoding| format!("Accept-Encoding: {encoding}\r\n")).unwrap_or_default();
    let address = address.replace(' ', "%20");
    let version = if encoding.is_some() { "1.1" } else { "1.0" };
    let accept = format!("Connection: close\r\n{accept}");
    write!(stream, "GET {address} HTTP/{version}\r\nHost: 127.0.0.1:{port}\r\n{accept}\r\n").expect("a request");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer");
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("the end of the headers");
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
    let headers = lines.filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect();
    Response { status: status.expect("a status"), headers, body: bytes[end + 4..].to_vec() }
}

/// The address of a file.
pub(crate) fn address_of(path: &str) -> String {
    let page = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
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
