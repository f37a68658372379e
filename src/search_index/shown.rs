//! What the search shows with an entry: who answers for it, what one needs of it at once, and where
//! the parts of its page begin in the text that is searched. Parts and facts have the names that
//! the page's own words have.

use portal_search::{Need, Part, Shown};

use super::document::Text;
use crate::model::{
    Catalogue, Contact, EntryRef, Key, Kind, Offer, Procedure, Said, Step, phone_url,
};

/// What is shown with an entry whose searched text is `body`.
pub(super) fn shown(at: EntryRef, catalogue: &Catalogue, text: &Text<'_>, body: &str) -> Shown {
    let owner =
        catalogue.entry(at).owner.map(|owner| catalogue.contacts[owner].entry.title.clone());
    let key = at.index as usize;
    let mut parts = Parts { body, catalogue, found: Vec::new() };
    let need = match at.kind {
        Kind::Offer => {
            parts.of_offer(&catalogue.offers[Key::new(key)]);
            way_in(&catalogue.offers[Key::new(key)], catalogue)
        }
        Kind::Procedure => {
            parts.of_procedure(&catalogue.procedures[Key::new(key)]);
            first_step(&catalogue.procedures[Key::new(key)], catalogue)
        }
        Kind::Contact => {
            parts.of_contact(&catalogue.contacts[Key::new(key)]);
            telephone(Key::new(key), catalogue).or_else(|| unit_above(Key::new(key), catalogue))
        }
        _ => None,
    };
    parts.of_prose(text);
    Shown { owner, need, parts: parts.in_order() }
}

/// How a citizen gets into an offer: what is written, else who refers, else whom to ask.
fn way_in(offer: &Offer, catalogue: &Catalogue) -> Option<Need> {
    let units = |name: &str, units: &[Key<Contact>], anchor: &str| {
        let titles: Vec<&str> =
            units.iter().map(|unit| catalogue.contacts[*unit].entry.title.as_str()).collect();
        (!titles.is_empty()).then(|| need(name, titles.join(", "), format!("#_{anchor}")))
    };
    let written = offer.referral.how.as_ref();
    written
        .map(|how| need("referral_how", how.clone(), "#_del-henvisning".to_owned()))
        .or_else(|| units("referral_by", &offer.referral.by, "del-henvisning"))
        .or_else(|| units("contacts", &offer.contacts, "del-kontakt"))
        .or_else(|| units("contacts", offer.provider.as_slice(), "del-kontakt"))
}

/// What is done first, and by whom.
fn first_step(procedure: &Procedure, catalogue: &Catalogue) -> Option<Need> {
    let step = procedure.steps.first()?;
    let unit = step.responsible.map(|unit| catalogue.contacts[unit].entry.title.as_str());
    let text =
        [Some(step.title.as_str()), unit].into_iter().flatten().collect::<Vec<_>>().join(" – ");
    Some(need("first_step", text, format!("#{}", step.id)))
}

/// The unit's own telephone or mailbox, else that of the nearest unit above it.
fn telephone(unit: Key<Contact>, catalogue: &Catalogue) -> Option<Need> {
    let near = catalogue.reachable(unit)?;
    let contact = &catalogue.contacts[near];
    let whose = |way: &str| {
        if near == unit { way.to_owned() } else { format!("{way} ({})", contact.entry.title) }
    };
    let phone = contact
        .phones
        .first()
        .map(|phone| need("phones", whose(&phone.number), phone_url(&phone.number)));
    phone.or_else(|| {
        contact.email.as_ref().map(|email| need("email", whose(email), format!("mailto:{email}")))
    })
}

/// Whom to ask where no telephone and no mailbox is known: the unit above it.
fn unit_above(unit: Key<Contact>, catalogue: &Catalogue) -> Option<Need> {
    let above = &catalogue.contacts[catalogue.contacts[unit].parent?];
    Some(Need { name: "unreachable".to_owned(), text: above.entry.title.clone(), url: None })
}

fn need(name: &str, text: String, url: String) -> Need {
    Need { name: name.to_owned(), text, url: Some(url) }
}

/// The parts as they are found in the text that is searched.
struct Parts<'c> {
    body: &'c str,
    catalogue: &'c Catalogue,
    found: Vec<Part>,
}

impl<'c> Parts<'c> {
    /// The part of the page that shows what `value` says begins where the first of its words stand.
    fn says(&mut self, anchor: &str, value: &'c impl Said) {
        let mut first: Option<usize> = None;
        let body = self.body;
        value.say(self.catalogue, &mut |text| {
            if first.is_none() {
                first = line(body, text, 0);
            }
        });
        self.found.extend(first.map(|start| Part::new(start, anchor)));
    }

    fn of_offer(&mut self, offer: &'c Offer) {
        self.says("_del-praktisk", &offer.attendance);
        self.says("_del-praktisk", &offer.duration);
        for text in [&offer.cost, &offer.funding, &offer.capacity] {
            self.says("_del-praktisk", text);
        }
        self.says("_del-kontakt", &offer.provider);
        self.says("_del-kontakt", &offer.contacts);
        self.says("_del-henvisning", &offer.referral);
    }

    fn of_procedure(&mut self, procedure: &'c Procedure) {
        for text in [&procedure.purpose, &procedure.start_event, &procedure.end_event] {
            self.says("_del-kort", text);
        }
        self.says("_del-kontakt", &procedure.initiative);
        self.says("", &procedure.obligations);
        self.steps(&procedure.steps);
    }

    /// Each step where its own text stands as a whole, behind that of the step before it.
    fn steps(&mut self, steps: &'c [Step]) {
        let mut from = 0;
        for (step, number) in steps.iter().zip(1..) {
            let mut text = String::new();
            step.say(self.catalogue, &mut |line| text.extend([line, "\n"]));
            let Some(start) = line(self.body, text.trim_end(), from) else { continue };
            from = start + text.len();
            self.found.push(Part::new(start, &*step.id).step(number));
        }
    }

    fn of_contact(&mut self, contact: &'c Contact) {
        self.says("_del-enheder", &contact.parent);
        self.says("_del-kontakt", &contact.address);
        self.says("_del-kontakt", &contact.phones);
        self.says("_del-kontakt", &contact.email);
        self.says("_del-hvad", &contact.does);
        self.says("_del-hvad", &contact.ask_about);
        self.says("_del-faelles-borgere", &contact.collaborates_with);
    }

    /// The prose, which stands last: what comes before its first heading, and what each heading is
    /// over.
    fn of_prose(&mut self, prose: &Text<'_>) {
        let text = prose.body.trim();
        let Some(mut from) = self.body.rfind(text).filter(|_| !text.is_empty()) else { return };
        self.found.push(Part::new(from, "_del-indhold"));
        for heading in prose.headings {
            let Some(start) = line(self.body, &heading.text, from) else { continue };
            from = start + heading.text.len();
            self.found.push(Part::new(start, heading.id.to_string()));
        }
    }

    /// In the order of the text, where two begin at one place the later found; what follows another
    /// of its own name is one with it.
    fn in_order(mut self) -> Vec<Part> {
        self.found.reverse();
        self.found.sort_by_key(|part| part.0);
        self.found.dedup_by_key(|part| part.0);
        self.found.dedup_by(|next, before| next.1 == before.1 && next.2 == 0);
        self.found
    }
}

/// Where these whole lines stand at or behind a place.
fn line(body: &str, text: &str, from: usize) -> Option<usize> {
    if text.is_empty() {
        return None;
    }
    let behind = body.get(from..)?;
    let starts = behind.match_indices(text).map(|(at, _)| from + at);
    let is_line = |start: &usize| {
        let (before, after) = (&body[..*start], &body[start + text.len()..]);
        (before.is_empty() || before.ends_with('\n'))
            && (after.is_empty() || after.starts_with('\n'))
    };
    starts.into_iter().find(is_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_as_a_whole_and_behind_a_place() {
        let body = "Kort\nKort og godt\nKort\n";
        assert_eq!(line(body, "Kort", 0), Some(0));
        assert_eq!(line(body, "Kort", 4), Some(18));
        assert_eq!(line(body, "og godt", 0), None);
        assert_eq!(line(body, "", 0), None);
    }
}
