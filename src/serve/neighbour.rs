//! Who has a port that is taken: another preview says which folder it shows, other programs say
//! nothing.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use super::live::{FOLDER, FOLDER_HEADER, OWN};

/// How long an answer is waited for; it comes from this machine.
const PATIENCE: Duration = Duration::from_millis(500);

/// More than any folder's name with the headers before it.
const MOST: u64 = 16 * 1024;

/// The folder that the preview on `port` shows; none if something else listens there.
#[must_use]
pub fn neighbour(port: u16) -> Option<String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream.set_write_timeout(Some(PATIENCE)).ok()?;
    let request =
        format!("GET {OWN}{FOLDER} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    // A program that talks without end, or that stops in the middle, is no preview.
    let _ = stream.take(MOST).read_to_end(&mut answer);
    let answer = String::from_utf8(answer).ok()?;
    let (head, folder) = answer.split_once("\r\n\r\n")?;
    let is_preview =
        head.starts_with("HTTP/1.1 200") && head.contains(&format!("\r\n{FOLDER_HEADER}: "));
    is_preview.then(|| folder.to_owned()).filter(|folder| !folder.is_empty())
}
