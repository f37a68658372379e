//! The first files of a portal, and those of a new entry: what an editor begins with. Takes
//! answers; gives paths and texts. Reads and writes no disk.

mod entry;
mod portal;

use include_dir::{Dir, include_dir};

pub(crate) use entry::{Question, entry, questions};
pub(crate) use portal::{Administration, Answers, Extra, portal};

/// The templates: `portal/` and `entry/` in each language, and `extras/`.
static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/starter/files");

/// A text as YAML and TOML both read it back: between quotes, with what is special escaped.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
