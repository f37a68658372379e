//! What the commands have in common that write the portal, or a part of it, into one file of the
//! reader's own: the file is written whole or not at all, and the published portal is not touched.

use std::path::Path;

use super::check::Portal;
use super::failure::Failure;
use super::output::Output;
use crate::Stage;
use crate::build::staged;
use crate::publish::{SystemDisk, rewrite};

/// Refuses a path of another ending; `key` says what is wrong with it.
pub(super) fn ends_in(path: &Path, ending: &str, key: &'static str) -> Result<(), Failure> {
    if path.extension().is_none_or(|own| !own.eq_ignore_ascii_case(ending)) {
        let value = path.display().to_string();
        return Err(Failure::Usage { key, value, near: None });
    }
    Ok(())
}

/// Writes the file.
pub(super) fn write(portal: &Portal, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    staged(&portal.timings, Stage::Publish, || rewrite(&SystemDisk, path, bytes))?;
    portal.timings.clear_line();
    Ok(())
}

/// Says in the words of `key` what was written: where, how many pages and how many bytes.
pub(super) fn tell(
    portal: &Portal,
    key: &str,
    (path, pages, bytes): (&Path, usize, usize),
    output: &Output,
) -> Result<(), Failure> {
    let values = [
        ("out", path.display().to_string()),
        ("pages", pages.to_string()),
        ("bytes", bytes.to_string()),
        ("seconds", format!("{:.2}", portal.timings.total().as_secs_f64())),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    Output::result(&output.texts().fill(key, &values))
}
