//! `portal build`: checks everything, then publishes the site and its index.

use std::path::{Path, PathBuf};

use super::arguments::BuildArguments;
use super::check::{Portal, prepare};
use super::failure::{Failure, listed};
use super::output::Output;
use super::serve;
use crate::build::staged;
use crate::publish::{Leftover, Pages, Publication, Published, SiteTree, SystemDisk, publish};
use crate::{Site, Stage};

pub(super) fn run(
    root: &Path,
    arguments: &BuildArguments,
    engine: &'static [u8],
    output: &mut Output,
) -> Result<(), Failure> {
    let mut portal = prepare(root, &arguments.content, engine, output)?;
    // Only its files need it from here on, and it is large.
    let index = portal.built.site.as_mut().map(|site| std::mem::take(&mut site.index)).unwrap_or_default();
    let Portal { root, timings, built, sources } = &portal;
    let Some(site) = built.site.as_ref().filter(|_| !built.findings.has_errors()) else {
        output.findings(&built.findings, sources, arguments.content.format)?;
        output.tell("cli.build.nothing", &[("counts", &output.counts(&built.findings))]);
        return Err(Failure::Content);
    };
    let out = arguments.out.clone().unwrap_or_else(|| root.join("public"));
    let published = staged(timings, Stage::Publish, || {
        let max_loss = built.catalogue.as_ref().map(|catalogue| catalogue.site.max_loss);
        let pages = Pages { count: site.pages, max_loss: max_loss.filter(|_| !arguments.accept_loss) };
        let index: SiteTree = index.0.into_iter().collect();
        publish(&SystemDisk, &Publication { root, out: &out, site: &site.tree, index: &index, pages })
    })?;
    timings.clear_line();
    output.findings(&built.findings, sources, arguments.content.format)?;
    if !built.findings.is_empty() {
        Output::say(&output.counts(&built.findings));
    }
    tell(&published, &out, output);
    if arguments.content.timings {
        portal.tell_timings(output);
    }
    Output::result(&summary(site, &out, &portal, output))?;
    if arguments.serve { serve::show(site, output) } else { Ok(()) }
}

/// What there is to know about how it was published.
fn tell(published: &Published, out: &Path, output: &Output) {
    let out = out.display().to_string();
    if let Some(reason) = &published.in_place {
        output.tell("cli.build.in_place", &[("out", &out), ("detail", &reason.to_string())]);
    }
    if !published.changed.is_empty() {
        output.warn("cli.build.changed", &[("out", &out), ("names", &listed(&published.changed))]);
    }
    if !published.unclear.is_empty() {
        output.warn("cli.build.unclear", &[("out", &out), ("names", &listed(&published.unclear))]);
    }
    published.leftovers.iter().for_each(|leftover| tell_leftover(leftover, &out, output));
}

/// The portal is published all the same: it was, before this could go wrong.
fn tell_leftover(leftover: &Leftover, out: &str, output: &Output) {
    let [tree, path] = [&leftover.tree, &leftover.path].map(|path| path.display().to_string());
    let detail = leftover.source.to_string();
    let key = if tree == out { "cli.build.leftover_inside" } else { "cli.build.leftover" };
    output.warn(key, &[("tree", &tree), ("path", &path), ("detail", &detail)]);
}

fn summary(site: &Site, out: &Path, portal: &Portal, output: &Output) -> String {
    let shown: PathBuf = out.strip_prefix(&portal.root).unwrap_or(out).to_owned();
    output.texts().fill(
        "cli.build.done",
        &[
            ("out", &shown.display().to_string()),
            ("pages", &site.pages.to_string()),
            ("documents", &site.documents.to_string()),
            ("files", &site.tree.len().to_string()),
            ("bytes", &site.tree.bytes().to_string()),
            ("seconds", &format!("{:.2}", portal.timings.total().as_secs_f64())),
        ],
    )
}
