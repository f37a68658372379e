//! The only way out. Takes finished files in memory; gives folders on disk, each swapped in as a whole: a build that
//! fails, is killed or runs out of disk leaves the old folder as it was. Nothing else writes.

mod discard;
mod disk;
mod error;
mod publication;
mod swap;
mod target;
mod tree;
mod work_folder;

pub use discard::Leftover;
pub use disk::{Disk, Entry, EntryKind, Found, SystemDisk};
pub use error::{Left, PublishError};
pub use publication::{INDEX, Publication, Published, publish};
pub use tree::SiteTree;
pub(crate) use tree::hex;

/// The file that marks a folder as ours to replace.
pub const MARKER: &str = ".portal-site";
