//! `portal serve`: the portal in the browser, from memory, on this machine alone.

use std::path::Path;

use super::arguments::ServeArguments;
use super::failure::Failure;
use super::output::Output;
use crate::Options;
use crate::publish::SiteTree;
use crate::serve::{Preview, Server};

pub(super) fn run(
    root: &Path,
    arguments: &ServeArguments,
    engine: &'static [u8],
    output: &mut Output,
) -> Result<(), Failure> {
    let root = super::portal_root(root, output)?;
    let options = Options { today: arguments.today, drafts: arguments.drafts, ..Options::new(engine) };
    let preview = Preview::of_sources(root, options)?;
    preview.tell_findings(|findings, sources| {
        output.speak_as(sources, None);
        output.findings(findings, sources, super::arguments::Format::Human)
    })?;
    listen(preview, arguments.port, arguments.open, output)
}

/// Shows a site that is built already, on any free port near the usual one.
pub(super) fn show(tree: SiteTree, base_path: String, output: &Output) -> Result<(), Failure> {
    listen(Preview::of_site(tree, base_path), 8080, false, output)
}

fn listen(preview: Preview, port: u16, open: bool, output: &Output) -> Result<(), Failure> {
    let network = |error: std::io::Error| Failure::Network { detail: error.to_string() };
    let server = Server::bind(port).map_err(network)?;
    let address = server.address().map_err(network)?;
    let url = format!("http://{address}/");
    output.tell("cli.serve.listening", &[("url", &url)]);
    if open && let Err(error) = open::that_detached(&url) {
        // The address stands in the terminal: that is enough to go on.
        output.tell("cli.serve.not_opened", &[("detail", &error.to_string())]);
    }
    server.run(preview).map_err(network)
}
