//! News, which in time becomes history.

use jiff::civil::Date;

use super::declare::{day, declaration, entry, expected, one_or_more, optional, text};
use super::{Entry, EntryRef, Relation};

declaration! {
    /// A dated piece of news.
    #[derive(Clone, Debug)]
    pub struct News in "news" {
        /// What every entry has.
        pub entry: Entry,
        /// The day; the first one of a longer time.
        pub date: Option<Date> = expected("date", day()),
        /// The time in words, where the day is not exact.
        pub date_text: Option<String> = optional("date_text", text()) => searched,
        /// What it is about.
        pub about: Vec<EntryRef> = one_or_more("about", entry(Relation::About)),
    }
}
