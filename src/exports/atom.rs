//! Atom feeds (RFC 4287): `/atom.xml` for everything that is new or changed, and one for each kind
//! that has a list.
//!
//! An entry's date is the latest of its own: the day of the news, of its last review, and of its
//! beginning and end. What has no date of its own is in no feed, for a made-up one would call
//! everything new at each edition. Something planned is dated by the edition, which told of it: no
//! edition can know a later change.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::diagnostics::Texts;
use crate::markup::Xml;
use crate::model::{Catalogue, Entry, EntryRef, Key, Kind, Site};
use crate::routes::{FEED, FRONT, feed_of, file_of};

/// Most entries in one feed.
const MOST: usize = 50;

/// An entry with the day it is dated by.
type Dated<'c> = (Date, EntryRef, &'c Entry);

/// All feeds with their paths.
pub(crate) fn feeds(catalogue: &Catalogue, texts: &Texts) -> Vec<(String, Vec<u8>)> {
    let mut dated: Vec<Dated<'_>> =
        catalogue.entries().filter_map(|at| dated(catalogue, at)).collect();
    dated.sort_by_key(|(date, at, entry)| (Reverse(*date), at.kind, &entry.id));
    let site = &catalogue.site;
    let whole =
        Feed { site, texts, list: FRONT, address: FEED.to_owned(), title: site.title.clone() };
    let parts = Kind::ALL.into_iter().filter_map(|kind| {
        let title =
            format!("{} – {}", texts.get(&format!("words.kinds.{}", kind.as_str())), site.title);
        let feed = Feed { site, texts, list: kind.list()?, address: feed_of(kind)?, title };
        Some(feed.written(dated.iter().filter(|(_, at, _)| at.kind == kind)))
    });
    [whole.written(dated.iter())].into_iter().chain(parts).collect()
}

/// The entry with its date, unless it has none; terms have no page of their own.
fn dated(catalogue: &Catalogue, at: EntryRef) -> Option<Dated<'_>> {
    let entry = catalogue.entry(at);
    let news =
        (at.kind == Kind::News).then(|| catalogue.news[Key::new(at.index as usize)].date).flatten();
    let own = [news, entry.reviewed, entry.valid.from, entry.valid.to].into_iter().flatten();
    let edition = catalogue.site.edition;
    // A date in time to come says only that the edition tells of it.
    let date =
        own.map(|date| if date > edition { (false, edition) } else { (true, date) }).max()?.1;
    (at.kind != Kind::Term).then_some((date, at, entry))
}

/// What stands at the head of a feed.
struct Feed<'a> {
    site: &'a Site,
    texts: &'a Texts,
    /// The list whose feed it is, or the front page.
    list: &'a str,
    /// The feed itself.
    address: String,
    title: String,
}

impl Feed<'_> {
    /// The feed's path and its text.
    fn written<'c>(&self, entries: impl Iterator<Item = &'c Dated<'c>>) -> (String, Vec<u8>) {
        let mut feed = self.head();
        for dated in entries.take(MOST) {
            self.entry(&mut feed, dated);
        }
        (file_of(&self.address), feed.finish())
    }

    fn head(&self) -> Xml {
        let Site { base_url, edition, title, language, .. } = self.site;
        let (page, own) =
            (format!("{base_url}{}", self.list), format!("{base_url}{}", self.address));
        let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language.code())];
        let mut feed = Xml::document("feed", &attributes);
        feed.leaf("id", &[], &own);
        feed.line();
        feed.leaf("title", &[], &self.title);
        feed.line();
        feed.leaf("subtitle", &[], self.texts.get("pages.metadata.feed"));
        feed.line();
        feed.leaf("updated", &[], &instant(*edition));
        feed.line();
        feed.open("author", &[]);
        feed.leaf("name", &[], title);
        feed.close();
        feed.line();
        feed.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
        feed.line();
        feed.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)]);
        feed.line();
        feed
    }

    fn entry(&self, feed: &mut Xml, (date, at, entry): &Dated<'_>) {
        let base_url = &self.site.base_url;
        let kind = at.kind.as_str();
        let page = format!("{base_url}{}", entry.url());
        feed.open("entry", &[]);
        feed.line();
        // The short link is the name that never changes.
        feed.leaf("id", &[], &format!("{base_url}{}", entry.short_url()));
        feed.line();
        feed.leaf("title", &[], &entry.title);
        feed.line();
        feed.leaf("updated", &[], &instant(*date));
        feed.line();
        feed.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)]);
        feed.line();
        let label = self.texts.get(&format!("words.kind.{kind}")).to_owned();
        feed.empty("category", &[("term", kind), ("label", &label)]);
        feed.line();
        feed.leaf("summary", &[], &entry.summary);
        feed.line();
        feed.close();
        feed.line();
    }
}

/// A day as the instant at which it begins (RFC 3339): Atom knows no days.
fn instant(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
