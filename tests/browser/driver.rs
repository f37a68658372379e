//! chromedriver and the Chromium that it starts: one of each for every visit, with a fresh profile,
//! ended when the visit ends.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;

/// Who visits.
#[derive(Clone, Copy)]
pub(crate) struct Visitor {
    /// The window's width in CSS pixels.
    pub(crate) width: u16,
    /// Whether scripts may run.
    pub(crate) scripts: bool,
    /// Whether all that is asked for is noted, which costs more than many a page.
    pub(crate) noted: bool,
}

/// How long chromedriver may take to end.
const PATIENCE: Duration = Duration::from_mins(1);

/// How often chromedriver is started until it has a port.
const STARTS: usize = 3;

/// At a desk.
pub(crate) const DESK: Visitor = Visitor { width: 1280, scripts: true, noted: false };

/// With a telephone.
pub(crate) const TELEPHONE: Visitor = Visitor { width: 360, ..DESK };

/// With a screen of 1280 pixels and everything enlarged four times, which WCAG 2.1 (1.4.10)
/// measures as 320.
pub(crate) const ENLARGED: Visitor = Visitor { width: 320, ..DESK };

/// At a desk, with a log of all that is asked for.
pub(crate) const WATCHED: Visitor = Visitor { noted: true, ..DESK };

/// With scripts turned off.
pub(crate) const WITHOUT_SCRIPTS: Visitor = Visitor { scripts: false, ..DESK };

/// A running chromedriver, and the profile of its Chromium.
pub(crate) struct Driver {
    process: Child,
    port: u16,
    profile: TempDir,
}

impl Driver {
    /// Starts chromedriver on a free port, which it tells itself; it ends where another has taken
    /// that in between, and is started again.
    pub(crate) fn start() -> Self {
        let started = (0..STARTS).find_map(|_| Self::once());
        let (process, port) = started.expect("a port before chromedriver ends");
        Self { process, port, profile: tempfile::tempdir().expect("a temporary folder") }
    }

    fn once() -> Option<(Child, u16)> {
        let mut driver = Command::new("chromedriver");
        driver.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = driver.spawn().expect("chromedriver");
        let mut lines = BufReader::new(process.stdout.take().expect("stdout")).lines();
        let port = lines.find_map(|line| {
            let line = line.expect("UTF-8");
            Some(line.split_once("successfully on port ")?.1.trim_end_matches('.').to_owned())
        });
        let port = port.and_then(|port: String| port.parse().ok());
        if port.is_none() {
            process.wait().expect("its end");
        }
        Some((process, port?))
    }

    /// Opens a Chromium.
    pub(crate) async fn open(&self, visitor: Visitor) -> Client {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(self.capabilities(visitor));
        builder.connect(&format!("http://127.0.0.1:{}", self.port)).await.expect("a session")
    }

    fn capabilities(&self, Visitor { width, scripts, noted }: Visitor) -> Capabilities {
        let mut arguments: Vec<String> = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ]
        .map(str::to_owned)
        .into();
        arguments.push(format!("--user-data-dir={}", self.profile.path().display()));
        arguments.push(format!("--window-size={width},900"));
        let mut options = json!({ "args": arguments });
        if !scripts {
            options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
        }
        if width < 500 {
            // A window cannot be made that narrow.
            options["mobileEmulation"] =
                json!({ "deviceMetrics": { "width": width, "height": 800, "pixelRatio": 1 } });
        }
        let mut logs = json!({ "browser": "ALL" });
        if noted {
            logs["performance"] = json!("ALL");
        }
        let named = [("goog:chromeOptions", options), ("goog:loggingPrefs", logs)];
        named.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

impl Drop for Driver {
    /// Asks it to end its Chromium and then itself, which it does even after a test that failed in
    /// the middle.
    fn drop(&mut self) {
        if let Ok(mut line) = TcpStream::connect(("127.0.0.1", self.port)) {
            // What it answers does not matter: it is waited for below.
            let _ = line.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            let _ = line.read(&mut [0]);
        }
        let asked = Instant::now();
        while asked.elapsed() < PATIENCE && matches!(self.process.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
