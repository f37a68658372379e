//! What was published before, by the addresses that the ledger lists. Takes the ledger; tells what
//! became of a name that nobody has any more.

use std::collections::{BTreeSet, HashSet};

use super::Kind;
use crate::diagnostics::nearest;
use crate::source::{Role, Sources};

/// What was published.
#[derive(Debug, Default)]
pub(crate) struct Past {
    addresses: BTreeSet<String>,
    /// Entries that were never published.
    fresh: Vec<(Kind, String)>,
}

impl Past {
    pub(super) fn of(sources: &Sources) -> Self {
        let ledgers = sources.of_role(Role::Ledger).filter(|(_, file)| file.is_readable());
        let lines = ledgers.flat_map(|(_, file)| file.text().lines());
        let lines = lines.filter(|line| !line.starts_with('#'));
        let addresses = lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned);
        Self { addresses: addresses.collect(), fresh: Vec::new() }
    }

    /// Notes which of the entries are new. Without a ledger, all or none may be.
    pub(super) fn compare<'e>(&mut self, entries: impl Iterator<Item = (&'e String, Kind)>) {
        if self.addresses.is_empty() {
            return;
        }
        let fresh = entries.filter(|(id, _)| !self.was_entry(id));
        let mut fresh: Vec<_> = fresh.map(|(id, kind)| (kind, id.clone())).collect();
        fresh.sort();
        self.fresh = fresh;
    }

    /// Whether something was published at an address.
    pub(crate) fn has(&self, address: &str) -> bool {
        self.addresses.contains(address)
    }

    /// Whether an entry of the kind was published by this name.
    pub(super) fn has_entry(&self, kind: Kind, id: &str) -> bool {
        let list = kind.list().unwrap_or("/");
        self.has(&format!("{list}{id}/")) || self.has(&format!("{list}#{id}"))
    }

    /// Whether any entry was published by this name.
    pub(crate) fn was_entry(&self, id: &str) -> bool {
        self.has(&format!("/t/{id}/"))
    }

    /// Whether an entry was never published.
    pub(super) fn is_fresh(&self, id: &str) -> bool {
        !self.addresses.is_empty() && !self.was_entry(id)
    }

    /// The new entry that one of this name most likely became: the only one of its kind that was
    /// never published, or the one of the most similar name.
    pub(crate) fn became(&self, id: &str) -> Option<&str> {
        let is_of_kind = |kind: &Kind| {
            !Kind::ALL.into_iter().any(|known| self.has_entry(known, id))
                || self.has_entry(*kind, id)
        };
        let fresh = || self.fresh.iter().filter(|(kind, _)| is_of_kind(kind));
        let mut only = fresh();
        match (only.next(), only.next()) {
            (Some((_, only)), None) => Some(only),
            _ => nearest(id, fresh().map(|(_, id)| id.as_str())),
        }
    }

    /// The names of pages that were published right below a list: those of words among them.
    fn words(&self) -> impl Iterator<Item = &str> {
        self.addresses.iter().filter_map(|address| {
            let (list, name) = address.strip_prefix('/')?.strip_suffix('/')?.rsplit_once('/')?;
            (!list.is_empty() && !list.contains('/') && list != "t").then_some(name)
        })
    }

    /// Whether a word of a vocabulary, or a law, was published by this name.
    pub(super) fn had_word(&self, id: &str) -> bool {
        !self.was_entry(id) && self.words().any(|word| word == id)
    }

    /// The one name that a page was published by and that nobody has now, and that is a part of
    /// what a title makes, or the other way round.
    pub(super) fn lost(&self, spelled: &str, ids: &HashSet<String>) -> Option<&str> {
        let is_part = |long: &str, short: &str| {
            long.split('-').any(|word| word == short) || long.starts_with(short)
        };
        let is_like = |name: &&str| is_part(spelled, name) || is_part(name, spelled);
        let mut lost = self.words().filter(|name| !ids.contains(*name)).filter(is_like);
        lost.next().filter(|_| lost.next().is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(addresses: &[&str], fresh: &[&str]) -> Past {
        Past {
            addresses: addresses.iter().map(|address| (*address).to_owned()).collect(),
            fresh: fresh.iter().map(|id| (Kind::Offer, (*id).to_owned())).collect(),
        }
    }

    #[test]
    fn what_a_name_became_is_what_is_new_of_its_kind() {
        let offers = Kind::Offer.list().unwrap();
        let known = [format!("{offers}mentor/"), "/t/mentor/".to_owned()];
        let known = known.each_ref().map(String::as_str);
        assert_eq!(past(&known, &["mentorordning"]).became("mentor"), Some("mentorordning"));
        assert_eq!(past(&known, &[]).became("mentor"), None);
        assert_eq!(past(&known, &["aaa", "bbb"]).became("mentor"), None);
        assert!(past(&known, &[]).was_entry("mentor") && !past(&known, &[]).was_entry("aaa"));
    }

    #[test]
    fn a_word_that_is_gone_is_found_by_what_its_title_says() {
        let past = past(&["/maalgruppe/alkohol/", "/maalgruppe/andet/"], &[]);
        let ids = HashSet::from(["andet".to_owned()]);
        assert_eq!(past.lost("mennesker-med-alkohol", &ids), Some("alkohol"));
        assert_eq!(past.lost("mennesker-med-hund", &ids), None);
        assert!(past.had_word("alkohol") && !past.had_word("hund"));
    }
}
