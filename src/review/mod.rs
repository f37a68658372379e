//! What should be looked at again, by owner and fact. Takes the catalogue and a day; gives a list
//! that the command line writes as a table, JSON, a calendar, a feed or mails. Dates alone are
//! easily renewed without a look, so each line names the one fact that is most likely old, and why.

mod calendar;
mod facts;
mod feed;
mod mail;

use jiff::civil::Date;
use serde::Serialize;

pub use calendar::calendar;
use facts::facts;
pub(crate) use facts::{awaiting, own};
pub(crate) use feed::feed;
pub(crate) use mail::name;
pub use mail::{Mail, line, mails};

use crate::model::{Catalogue, Contact, Entry, EntryRef, Key};

/// One fact that should be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// Who answers for it; none where nobody does.
    pub owner: Option<Owner>,
    /// The kind of the entry.
    pub kind: &'static str,
    /// The entry's id.
    pub id: String,
    /// The entry's title.
    pub title: String,
    /// The entry's address at the host.
    pub url: String,
    /// The fact, as editors write its key; `page` is the page as a whole.
    pub fact: &'static str,
    /// Why it is most likely old.
    pub why: Why,
    /// What it says now, or what it points at, where that helps to see it.
    pub what: Option<String>,
    /// Since when it is due, or when it will be.
    pub date: Option<Date>,
}

/// Who answers for an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Owner {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its mailbox, or that of the nearest unit above it.
    pub email: Option<String>,
}

/// Why a fact is most likely old.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The day of the next review is past.
    Overdue,
    /// Nobody has ever looked, or it is not said when.
    Never,
    /// It names a unit that is history.
    UnitIsHistory,
    /// It names a category, a group or an area that is no longer in use.
    TermIsOver,
    /// The law has a newer consolidation than the last look.
    LawIsNewer,
    /// A year has begun since: prices are set by the year.
    NewYear,
    /// A year has gone since: people and telephones move.
    YearOld,
    /// It ends soon.
    EndsSoon,
    /// It says itself until when it was right, and that is past.
    Expired,
    /// The other administration has not said yet that it is right.
    NotConfirmed,
}

impl Why {
    /// The key of its words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Never => "never",
            Self::UnitIsHistory => "unit_is_history",
            Self::TermIsOver => "term_is_over",
            Self::LawIsNewer => "law_is_newer",
            Self::NewYear => "new_year",
            Self::YearOld => "year_old",
            Self::EndsSoon => "ends_soon",
            Self::Expired => "expired",
            Self::NotConfirmed => "not_confirmed",
        }
    }
}

/// What should be looked at on `today`, by owner, then by entry. What is history is left in peace.
#[must_use]
pub fn due(catalogue: &Catalogue, today: Date) -> Vec<Due> {
    let current = catalogue.entries().filter(|at| !catalogue.entry(*at).is_historical(today));
    let mut due: Vec<Due> = current.flat_map(|at| of_entry(catalogue, at, today)).collect();
    // Those that somebody answers for come first.
    let key = |due: &Due| {
        (due.owner.is_none(), due.owner.clone(), due.kind, due.id.clone(), due.why, due.fact)
    };
    due.sort_by_cached_key(key);
    due.dedup();
    due
}

fn of_entry(catalogue: &Catalogue, at: EntryRef, today: Date) -> Vec<Due> {
    let entry = catalogue.entry(at);
    let owner = owner(catalogue, entry);
    let facts = facts(catalogue, at, today).into_iter().map(|fact| Due {
        owner: owner.clone(),
        kind: at.kind.as_str(),
        id: entry.id.clone(),
        title: entry.title.clone(),
        url: format!("{}{}", catalogue.site.base_url, entry.url()),
        fact: fact.name,
        why: fact.why,
        what: fact.what,
        date: fact.date,
    });
    facts.collect()
}

fn owner(catalogue: &Catalogue, entry: &Entry) -> Option<Owner> {
    let key = entry.owner?;
    let contact = &catalogue.contacts[key];
    Some(Owner {
        id: contact.entry.id.clone(),
        title: contact.entry.title.clone(),
        email: email(catalogue, key),
    })
}

/// The mailbox of a unit, or of the nearest above it that has one.
fn email(catalogue: &Catalogue, unit: Key<Contact>) -> Option<String> {
    let mut next = Some(unit);
    // As many steps as there are units: a ring of parents is told by its own rule.
    for _ in 0..catalogue.contacts.len() {
        let contact = &catalogue.contacts[next?];
        if let Some(email) = &contact.email {
            return Some(email.clone());
        }
        next = contact.parent;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parse_date;
    use crate::source::Sources;

    const SITE: &str = "title = \"Portalen\"\nbase_url = \"https://p.example\"\n\n[edition]\ndate = \"2013-06-30\"\n";

    fn told(files: &[(&str, &str)], today: &str) -> Vec<(String, &'static str, Why)> {
        let files = [("site.toml", SITE)].into_iter().chain(files.iter().copied());
        let (sources, _) = Sources::from_files(
            files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())),
        );
        let (catalogue, findings) = crate::model::model(&sources, parse_date(today), false);
        assert!(findings.is_empty(), "{findings:?}");
        let catalogue = catalogue.expect("a catalogue");
        due(&catalogue, catalogue.today)
            .into_iter()
            .map(|due| (due.id, due.fact, due.why))
            .collect()
    }

    const TYPES: (&str, &str) =
        ("content/vocabularies/offer_types.yaml", "- { id: hold, label: Hold }\n");

    #[test]
    fn a_page_is_due_when_its_day_is_past_and_not_before() {
        let page =
            "---\ntitle: A\nsummary: B\nreviewed: 2013-01-01\nreview_every: 6 months\n---\n\nC\n";
        let files = [("content/pages/a.md", page)];
        assert_eq!(told(&files, "2013-07-01"), []);
        assert_eq!(told(&files, "2013-07-02"), [("a".to_owned(), "page", Why::Overdue)]);
    }

    #[test]
    fn a_unit_that_is_history_is_told_where_it_is_named() {
        let old = "---\ntitle: A\nsummary: B\nunit_type: unit\nvalid: { to: 2012-12-31 }\n---\n";
        let offer = "---\ntitle: A\nsummary: B\noffer_type: hold\nprovider: gammel\nreviewed: 2013-06-01\n---\n";
        let files = [TYPES, ("content/contacts/gammel.md", old), ("content/offers/a.md", offer)];
        assert_eq!(told(&files, "2013-06-30"), [("a".to_owned(), "provider", Why::UnitIsHistory)]);
    }

    #[test]
    fn a_newer_law_a_new_year_and_a_near_end_are_told() {
        let laws = "- { id: lov, short: L, title: Lov, versions: [{ eli: \"https://l.example/1\", from: 2013-02-01 }] }\n";
        let offer = "---\ntitle: A\nsummary: B\noffer_type: hold\nreviewed: 2012-12-31\nvalid: { to: 2013-07-15 }\ncost: { text: 10 kr. }\nlegal_basis: [{ law: lov }]\n---\n";
        let files = [TYPES, ("content/laws.yaml", laws), ("content/offers/a.md", offer)];
        let told = told(&files, "2013-06-30");
        let told: Vec<_> = told.into_iter().map(|(_, fact, why)| (fact, why)).collect();
        assert_eq!(
            told,
            [("legal_basis", Why::LawIsNewer), ("cost", Why::NewYear), ("valid", Why::EndsSoon)]
        );
    }

    #[test]
    fn what_was_not_looked_at_is_as_old_as_it_was() {
        let laws = "- { id: lov, short: L, title: Lov, versions: [{ eli: \"https://l.example/1\", from: 2013-02-01 }] }\n";
        let offer = |checked: &str| {
            format!(
                "---\ntitle: A\nsummary: B\noffer_type: hold\nreviewed: {{ date: 2013-06-01, checked: [{checked}] }}\ncost: {{ text: 10 kr. }}\nlegal_basis: [{{ law: lov }}]\n---\n"
            )
        };
        for (checked, expected) in [
            ("", vec![]),
            ("cost, legal_basis", vec![]),
            ("cost", vec![("legal_basis", Why::LawIsNewer)]),
            ("legal_basis", vec![("cost", Why::NewYear)]),
            ("contacts", vec![("legal_basis", Why::LawIsNewer), ("cost", Why::NewYear)]),
        ] {
            let offer = offer(checked);
            let told = told(
                &[TYPES, ("content/laws.yaml", laws), ("content/offers/a.md", &offer)],
                "2013-06-30",
            );
            assert_eq!(
                told.into_iter().map(|(_, fact, why)| (fact, why)).collect::<Vec<_>>(),
                expected,
                "{checked}"
            );
        }
    }

    #[test]
    fn a_fact_has_an_age_of_its_own_where_it_says_so() {
        let unit = |phone: &str| {
            format!(
                "---\ntitle: A\nsummary: B\nunit_type: unit\nreviewed: 2011-01-01\nphones: [{{ number: \"33 17 33 17\"{phone} }}]\n---\n"
            )
        };
        for (phone, expected) in [
            ("", vec![("phones", Why::YearOld)]),
            (", checked: 2013-01-01", vec![]),
            (", checked: 2013-01-01, expires: 2013-06-29", vec![("phones", Why::Expired)]),
            (", checked: 2013-01-01, expires: 2013-06-30", vec![]),
        ] {
            let told = told(&[("content/contacts/a.md", &unit(phone))], "2013-06-30");
            assert_eq!(
                told.into_iter().map(|(_, fact, why)| (fact, why)).collect::<Vec<_>>(),
                expected,
                "{phone}"
            );
        }
    }

    #[test]
    fn the_administration_that_is_named_and_has_not_confirmed_is_waited_for() {
        let administrations = (
            "content/vocabularies/administrations.yaml",
            "- { id: a, label: B }\n- { id: b, label: S }\n",
        );
        let unit = (
            "content/contacts/huset.md",
            "---\ntitle: H\nsummary: B\nunit_type: unit\nadministration: b\nreviewed: 2013-06-01\n---\n",
        );
        let offer = |confirmed: &str| {
            format!(
                "---\ntitle: A\nsummary: B\noffer_type: hold\nadministration: a\nprovider: huset\n{confirmed}---\n"
            )
        };
        let one = "{ administration: a, date: 2013-06-01 }";
        let both = format!("confirmed_by: [{one}, {{ administration: b, date: 2013-06-02 }}]\n");
        for (confirmed, expected) in [
            (String::new(), vec![]),
            (format!("confirmed_by: [{one}]\n"), vec![("confirmed_by", Why::NotConfirmed)]),
            (both, vec![]),
        ] {
            let offer = offer(&confirmed);
            let told = told(
                &[TYPES, administrations, unit, ("content/offers/a.md", &offer)],
                "2013-06-30",
            );
            assert_eq!(
                told.into_iter().map(|(_, fact, why)| (fact, why)).collect::<Vec<_>>(),
                expected,
                "{confirmed}"
            );
        }
    }

    #[test]
    fn telephones_are_told_after_a_year_and_what_nobody_promised_is_not() {
        let unit = |reviewed: &str| {
            format!(
                "---\ntitle: A\nsummary: B\nunit_type: unit\n{reviewed}phones: [{{ number: \"33 17 33 17\" }}]\n---\n"
            )
        };
        let recent = unit("reviewed: 2012-07-01\n");
        assert_eq!(told(&[("content/contacts/a.md", &recent)], "2013-06-30"), []);
        let old = unit("reviewed: 2012-06-29\n");
        assert_eq!(
            told(&[("content/contacts/a.md", &old)], "2013-06-30"),
            [("a".to_owned(), "phones", Why::YearOld)]
        );
        let never = unit("");
        assert_eq!(
            told(&[("content/contacts/a.md", &never)], "2013-06-30"),
            [("a".to_owned(), "phones", Why::Never)]
        );
    }
}
