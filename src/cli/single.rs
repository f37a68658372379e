//! `portal build --single FILE.html`: the whole portal, or a course's part of it, in one file;
//! everything is checked as by any build, and the published portal is not touched.

use std::path::Path;

use super::arguments::BuildArguments;
use super::check::Portal;
use super::failure::Failure;
use super::one_file;
use super::output::Output;
use crate::diagnostics::nearest;
use crate::model::Catalogue;
use crate::publish::{SystemDisk, admit_file};
use crate::single::{MARK, Single, SingleError};

pub(super) fn run(
    portal: &mut Portal,
    path: &Path,
    arguments: &BuildArguments,
    output: &mut Output,
) -> Result<(), Failure> {
    one_file::ends_in(path, "html", "no_html")?;
    let path = admit_file(&SystemDisk, path, &portal.root, MARK.as_bytes())?;
    let course = arguments.course.as_deref();
    portal.search_only(course);
    let findings = portal.take_findings();
    let portal = &*portal;
    let open = |catalogue: &Catalogue| Single::begin(catalogue, &portal.sources, course);
    let built = portal.build_of(findings, output, open).map_err(refused)?;
    output.findings(&built.findings, &portal.sources, arguments.content.format)?;
    let Some(made) = built.site else {
        output.tell("cli.build.nothing", &[("counts", &output.counts(&built.findings))]);
        return Err(Failure::Content);
    };
    let notice = if course.is_some() { "pages.single.part" } else { "pages.single.whole" };
    let notice = output.texts().get(notice).to_owned();
    let document = made.sink.assemble(&notice).map_err(refused)?;
    one_file::write(portal, &path, document.bytes.as_ref())?;
    for address in &document.left_out {
        output.warn("cli.build.left_out", &[("path", address)]);
    }
    if arguments.content.timings {
        portal.tell_timings(output);
    }
    let written = (&*path, document.pages, document.bytes.len());
    one_file::tell(portal, "cli.build.single", written, output)
}

/// Why there is no file.
fn refused(error: SingleError) -> Failure {
    match error {
        SingleError::NoCourse { id, known } => Failure::Choice {
            key: "no_course",
            near: nearest(&id, known.iter().map(String::as_str)).map(str::to_owned),
            value: id,
            of: String::new(),
            known: known.join(", "),
        },
        SingleError::TooLarge { bytes } => {
            Failure::Usage { key: "too_large", value: bytes.to_string(), near: None }
        }
    }
}
