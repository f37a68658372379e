//! A file server with a content security policy of the test's own, which can have other content
//! than the folder. It lets browsers keep what it sends, as many do, counts what it is asked for,
//! and serves until the process ends.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What to send instead of a file: takes its path and how often it was asked for before.
pub(crate) type Instead = Box<dyn Fn(&str, usize) -> Option<Vec<u8>> + Send + Sync>;

/// A folder that is served.
pub(crate) struct Server {
    /// `http://127.0.0.1:<port>`
    pub(crate) address: String,
    site: Arc<Site>,
}

struct Site {
    /// Whether the network is cut: whoever connects is hung up on.
    is_cut: AtomicBool,
    /// Whether browsers may keep the portal and open it without asking.
    is_kept: bool,
    folder: PathBuf,
    policy: &'static str,
    instead: Instead,
    asked: Mutex<Vec<String>>,
}

/// Serves `folder` under `policy`; gives the address.
pub(crate) fn serve(folder: PathBuf, policy: &'static str) -> String {
    Server::start(folder, policy, Box::new(|_, _| None)).address
}

impl Server {
    /// Serves `folder` under `policy`, but for what is to be sent instead.
    pub(crate) fn start(folder: PathBuf, policy: &'static str, instead: Instead) -> Self {
        Self::serve(folder, policy, instead, false)
    }

    /// As [`Server::start`], and browsers may keep the portal, so that it opens when the network is
    /// cut.
    pub(crate) fn start_kept(folder: PathBuf, policy: &'static str, instead: Instead) -> Self {
        Self::serve(folder, policy, instead, true)
    }

    fn serve(folder: PathBuf, policy: &'static str, instead: Instead, is_kept: bool) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let site = Arc::new(Site {
            is_cut: AtomicBool::new(false),
            is_kept,
            folder,
            policy,
            instead,
            asked: Mutex::default(),
        });
        let served = Arc::clone(&site);
        std::thread::spawn(move || {
            for connection in listener.incoming() {
                let site = Arc::clone(&served);
                // A browser that hangs up is its own affair.
                std::thread::spawn(move || {
                    connection.and_then(|connection| site.answer(connection))
                });
            }
        });
        Self { address, site }
    }

    /// Cuts the network, or mends it.
    pub(crate) fn cut(&self, is_cut: bool) {
        self.site.is_cut.store(is_cut, Ordering::SeqCst);
    }

    /// How often a file was asked for.
    pub(crate) fn asked(&self, path: &str) -> usize {
        self.site.asked(path)
    }
}

impl Site {
    fn asked(&self, path: &str) -> usize {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.iter().filter(|asked| *asked == path).count()
    }

    /// What lies at a path, or is sent instead.
    fn content(&self, path: &str) -> Option<Vec<u8>> {
        if !self.is_kept && path.ends_with("offline.js") {
            return None;
        }
        let before = self.asked(path);
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
        (self.instead)(path, before).or_else(|| std::fs::read(self.folder.join(path)).ok())
    }

    fn answer(&self, mut connection: TcpStream) -> std::io::Result<()> {
        let path = path(&connection)?;
        if self.is_cut.load(Ordering::SeqCst) {
            return Ok(());
        }
        let (status, caching, body) = match self.content(&path) {
            Some(body) => ("200 OK", "max-age=600", body),
            None => ("404 Not Found", "no-store", Vec::new()),
        };
        let (media_type, policy, length) = (media_type(&path), self.policy, body.len());
        write!(
            connection,
            "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\nCache-Control: {caching}\r\n\
             Content-Security-Policy: {policy}\r\nConnection: close\r\n\r\n",
        )?;
        connection.write_all(&body)
    }
}

/// The file that a request is about.
fn path(connection: &TcpStream) -> std::io::Result<String> {
    let mut request = String::new();
    let mut lines = BufReader::new(connection.try_clone()?);
    lines.read_line(&mut request)?;
    let mut header = String::new();
    while lines.read_line(&mut header)? > 2 {
        header.clear();
    }
    let path = request.split(' ').nth(1).unwrap_or_default();
    let path = path.split('?').next().unwrap_or_default().trim_start_matches('/');
    Ok(if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    })
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
