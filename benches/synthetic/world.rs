//! Who there is to point at: ids and titles of everything, chosen before anything is written. Takes
//! a size and a seed.

use std::collections::BTreeSet;

use super::lexicon::{self, Noun};
use super::prose::capitalised;
use super::random::Random;
use super::vocabularies::{ADMINISTRATIONS, AREAS};
use super::words::{QUALIFIERS, SHORT_FORMS};

/// An entry's id and title.
pub(super) struct Name {
    pub(super) id: String,
    pub(super) title: String,
}

/// Everything that can be pointed at.
pub(super) struct World {
    pub(super) seed: u64,
    pub(super) offers: Vec<Name>,
    pub(super) procedures: Vec<Name>,
    /// The first ones are the administrations themselves, in the vocabulary's order.
    pub(super) contacts: Vec<Name>,
    pub(super) terms: Vec<Name>,
    pub(super) laws: Vec<String>,
    pub(super) documents: Vec<String>,
}

impl World {
    /// The names of a catalogue with so many offers.
    pub(super) fn new(offers: usize, seed: u64) -> Self {
        let mut namer = Namer { seed, size: lexicon::size(offers), taken: BTreeSet::new() };
        Self {
            seed,
            offers: (0..offers).map(|at| namer.offer(at)).collect(),
            procedures: (0..(offers / 50).max(2)).map(|at| namer.procedure(at)).collect(),
            contacts: (0..(offers / 20).max(ADMINISTRATIONS.len()))
                .map(|at| namer.contact(at))
                .collect(),
            terms: (0..60 + offers / 200).map(|at| namer.term(at)).collect(),
            laws: (1..=12).map(|at| format!("lov-{at}")).collect(),
            documents: (1..=8 + offers / 500).map(|at| format!("kilde-{at}")).collect(),
        }
    }
}

/// Finds names that nothing else has.
struct Namer {
    seed: u64,
    size: usize,
    taken: BTreeSet<String>,
}

impl Namer {
    fn offer(&mut self, at: usize) -> Name {
        let mut random = Random::of(self.seed, "offer name", at);
        let mut title = capitalised(Noun::of(random.rank(self.size)).single());
        if random.percent(75) {
            title = format!("{title} {}", random.ranked(QUALIFIERS));
        }
        if random.percent(35) {
            title = format!("{title} på {}", random.pick(AREAS)[1]);
        }
        self.free("", title)
    }

    fn procedure(&mut self, at: usize) -> Name {
        let mut random = Random::of(self.seed, "procedure name", at);
        let begin = random.pick(&[
            "Visitation til",
            "Henvisning til",
            "Overgang fra",
            "Samarbejde om",
            "Opfølgning på",
        ]);
        let title = format!("{begin} {}", Noun::of(random.rank(self.size)).definite());
        self.free("", title)
    }

    fn contact(&mut self, at: usize) -> Name {
        if let Some(administration) = ADMINISTRATIONS.get(at) {
            return self.free("kontakt-", administration[1].to_owned());
        }
        let mut random = Random::of(self.seed, "contact name", at);
        let noun = capitalised(Noun::of(random.rank(self.size)).single());
        let title = format!("{noun} {}", random.pick(AREAS)[1]);
        self.free("kontakt-", title)
    }

    fn term(&mut self, at: usize) -> Name {
        let short = SHORT_FORMS.get(at).map(|short| short[1].to_owned());
        let title = short.unwrap_or_else(|| capitalised(Noun::of(at * 7).single()));
        self.free("begreb-", title)
    }

    /// A name with an id that is free; a title that is taken gets a number.
    fn free(&mut self, prefix: &str, title: String) -> Name {
        let id = format!("{prefix}{}", slug(&title));
        if self.taken.insert(id.clone()) {
            return Name { id, title };
        }
        let numbers = (2..).map(|number| (format!("{id}-{number}"), format!("{title} {number}")));
        let mut free = numbers.filter(|(id, _)| !self.taken.contains(id));
        let (id, title) = free.next().unwrap_or_default();
        self.taken.insert(id.clone());
        Name { id, title }
    }
}

/// The id that a title makes.
pub(super) fn slug(title: &str) -> String {
    let mut slug = String::new();
    for letter in title.to_lowercase().chars() {
        match letter {
            'æ' => slug.push_str("ae"),
            'ø' => slug.push_str("oe"),
            'å' => slug.push_str("aa"),
            'é' => slug.push('e'),
            letter if letter.is_ascii_alphanumeric() => slug.push(letter),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_end_matches('-').to_owned()
}
