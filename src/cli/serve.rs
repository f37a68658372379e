//! `portal serve`: the portal in the browser, from memory, on this machine alone.

use std::path::Path;
use std::sync::Arc;

use super::arguments::{Format, ServeArguments};
use super::failure::Failure;
use super::output::Output;
use crate::Options;
use crate::publish::SiteTree;
use crate::serve::{News, Port, Preview, Server, neighbour};

/// Where the preview listens when nobody chooses.
const USUAL: Port = Port::From(8080);

pub(super) fn run(
    root: &Path,
    arguments: &ServeArguments,
    engine: &'static [u8],
    output: &mut Output,
) -> Result<(), Failure> {
    let root = super::portal_root(root, output)?;
    // A port that cannot be had is told before anybody waits for a build.
    let server = bind(arguments.port.map_or(USUAL, Port::Exactly))?;
    let options =
        Options { today: arguments.today, drafts: arguments.drafts, ..Options::new(engine) };
    let preview = Arc::new(Preview::of_sources(root, options, arguments.editor)?);
    if let Some(news) = preview.news() {
        output.speak_as(&news.sources, news.language);
        output.findings(&news.findings, &news.sources, Format::Human)?;
    }
    let output = &*output;
    std::thread::scope(|scope| {
        let followed = preview.clone();
        scope.spawn(move || {
            followed.follow(|news| tell(news, output));
            output.tell("cli.serve.not_followed", &[]);
        });
        listen(server, preview, arguments.open, output)
    })
}

/// What a new build found: how much and, where it is not published, what.
fn tell(news: &News, output: &Output) {
    let milliseconds = format!("{:.0}", news.took.as_secs_f64() * 1000.0);
    let counts = output.counts(&news.findings);
    let numbers = [("counts", counts.as_str()), ("milliseconds", &milliseconds)];
    if news.findings.has_errors() {
        // Nobody reads the terminal any more when this fails, and the page says the same.
        let _ = output.findings(&news.findings, &news.sources, Format::Human);
    }
    output.tell("cli.serve.again", &numbers);
}

/// Shows a site that is built already, on any free port near the usual one.
pub(super) fn show(tree: SiteTree, base_path: String, output: &Output) -> Result<(), Failure> {
    listen(bind(USUAL)?, Arc::new(Preview::of_site(tree, base_path)), false, output)
}

fn bind(port: Port) -> Result<Server, Failure> {
    Server::bind(port).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            Failure::PortTaken { port: port.first(), by: neighbour(port.first()) }
        }
        _ => network(&error),
    })
}

fn network(error: &std::io::Error) -> Failure {
    Failure::Network { detail: error.to_string() }
}

fn listen(
    server: Server,
    preview: Arc<Preview>,
    open: bool,
    output: &Output,
) -> Result<(), Failure> {
    let address = server.address().map_err(|error| network(&error))?;
    let url = format!("http://{address}/");
    output.tell("cli.serve.listening", &[("url", &url)]);
    if open && let Err(error) = open::that_detached(&url) {
        // The address stands in the terminal: that is enough to go on.
        output.tell("cli.serve.not_opened", &[("detail", &error.to_string())]);
    }
    server.run(preview).map_err(|error| network(&error))
}
