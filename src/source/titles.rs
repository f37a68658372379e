//! What entries, terms, laws and documents are called besides their ids, for those who write the
//! name where an id belongs. Filled when names are collected; gives an id, or nothing where several
//! things have the name.

use std::collections::HashMap;

use portal_search::Kind;

use crate::ids::as_id;

/// Names, spelled as ids, with what has them.
#[derive(Debug, Default)]
pub(crate) struct Titles(HashMap<String, Vec<Called>>);

/// What has a name.
#[derive(Debug, PartialEq, Eq)]
struct Called {
    /// Its register, or its kind.
    register: &'static str,
    id: String,
    /// Whether it is its first name, which means it before all that is called so as well.
    first: bool,
}

impl Titles {
    /// The thing `id` of a register (or kind of entry) has this title.
    pub(crate) fn add(&mut self, title: &str, register: &'static str, id: &str) {
        self.called(title, Called { register, id: id.to_owned(), first: true });
    }

    /// The thing is called so as well.
    pub(crate) fn add_other(&mut self, name: &str, register: &'static str, id: &str) {
        self.called(name, Called { register, id: id.to_owned(), first: false });
    }

    fn called(&mut self, name: &str, called: Called) {
        let spelled = as_id(name);
        if !spelled.is_empty() {
            self.0.entry(spelled).or_default().push(called);
        }
    }

    /// The one thing of `register` that is called `name`; of any register, if none is named.
    pub(crate) fn id(&self, name: &str, register: Option<&str>) -> Option<&str> {
        self.only(name, |of| register.is_none_or(|register| register == of))
    }

    /// The one entry that is called `name`, of whatever kind; what a term of the glossary explains
    /// goes before the term.
    pub(crate) fn entry(&self, name: &str) -> Option<&str> {
        let is_entry = |of: &str| Kind::ALL.iter().any(|kind| kind.as_str() == of);
        self.only(name, |of| is_entry(of) && of != Kind::Term.as_str())
            .or_else(|| self.only(name, is_entry))
    }

    fn only(&self, name: &str, is_wanted: impl Fn(&str) -> bool) -> Option<&str> {
        let called = self.0.get(&as_id(name))?;
        let wanted = || called.iter().filter(|called| is_wanted(called.register));
        let strongest = wanted().any(|called| called.first);
        let mut found = wanted().filter(|called| called.first == strongest);
        let first = found.next()?;
        found.all(|other| other.id == first.id).then_some(first.id.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_to_an_id_where_one_thing_has_it() {
        let mut titles = Titles::default();
        titles.add("Hjælp på Øen", "offer", "hjaelp");
        titles.add("Øen", "areas", "oe");
        titles.add("Øen", "contact", "kontoret");
        assert_eq!(titles.id("hjælp på øen", None), Some("hjaelp"));
        assert_eq!(titles.id("øen", None), None);
        assert_eq!(titles.id("Øen", Some("areas")), Some("oe"));
        assert_eq!(titles.id("…", None), None);
        titles.add_other("Hjælp på Øen", "page", "om-oeen");
        assert_eq!(titles.entry("hjælp på øen"), Some("hjaelp"));
    }
}
