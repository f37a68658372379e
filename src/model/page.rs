//! Pages of prose.

use super::Entry;
use super::declare::{declaration, optional, whole};

declaration! {
    /// A page of prose.
    #[derive(Clone, Debug)]
    pub struct Page in "page" {
        /// What every entry has.
        pub entry: Entry,
        /// Its place in the main menu; smaller comes first.
        pub menu: Option<u32> = optional("menu", whole()),
        /// Its place at the foot of every page; smaller comes first.
        pub footer: Option<u32> = optional("footer", whole()),
    }
}
