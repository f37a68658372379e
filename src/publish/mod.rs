//! The only way out. Takes finished files, one by one; gives folders on disk: a build that fails,
//! is killed or runs out of disk leaves the old folders as they were, or is finished by whoever
//! comes next. Nothing else writes.

mod apply;
mod create;
mod digest;
mod discard;
mod disk;
mod edit;
mod error;
mod in_place;
mod inventory;
mod job;
mod listing;
mod loss;
mod manifest;
mod plan;
mod publication;
mod record;
mod recover;
mod rescue;
mod rewrite;
mod seal;
mod sink;
mod stage;
mod swap;
mod target;
mod tree;
mod work_folder;

pub(crate) use create::{CreateError, create, write_over};
pub use digest::Digest;
pub(crate) use digest::hex;
pub use discard::Leftover;
pub use disk::{Disk, Entry, EntryKind, Found, SystemDisk};
pub(crate) use edit::{edit, finish as finish_edit, is_linked};
pub use error::{Left, PublishError};
pub(crate) use inventory::Inventory;
pub use loss::Pages;
pub(crate) use publication::sweep;
pub use publication::{INDEX, Publication, Published, Staging, publish};
pub use recover::{recover, site_of_other_index};
pub(crate) use rewrite::rewrite;
pub(crate) use seal::Seal;
pub use sink::{Memory, Nowhere, Sink};
pub(crate) use target::{admit_file, is_apart};
pub use tree::{SiteTree, Taken};

/// The file that marks a folder as ours: the list of what we published there.
pub const MARKER: &str = ".portal-site";
