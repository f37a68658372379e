//! The only way out. Takes finished files in memory; gives folders on disk, each swapped in as a whole: a build that
//! fails, is killed or runs out of disk leaves the old folder as it was. Nothing else writes.

mod folder;
mod target;
mod tree;

pub use folder::{PublishError, publish};
pub use tree::SiteTree;
pub(crate) use tree::hex;

/// The file that marks a folder as ours to replace.
pub const MARKER: &str = ".portal-site";
