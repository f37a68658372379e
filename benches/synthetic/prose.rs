//! Sentences, paragraphs and whole bodies of Danish-like prose. Takes a stream of numbers and the
//! world that links may lead to; gives Markdown.

use super::front_matter::flow;
use super::lexicon::{self, Nouns};
use super::random::Random;
use super::words::{ACTORS, ADJECTIVES, ENDINGS, HEADINGS, SHORT_FORMS, VERBS};
use super::world::World;

/// `{n}` noun, `{d}` definite, `{p}` plural, `{q}` definite plural, `{a}` adjective, `{v}` verb,
/// `{e}` ending, `{w}` who, `{#}` number, `{s}` short form.
const SENTENCES: &[&str] = &[
    "{w} {v} {d} {e}.",
    "{w} {v} {d}, og {d} bliver fulgt op {e}.",
    "Der er {a} {p} i {d}, som {w} {v} {e}.",
    "{w} {v} {a} {p}, når {d} er på plads.",
    "De {a} {q} hører til {d}, ikke til {d}.",
    "Hvis {d} går i stå, {v} {w} en ny {n} {e}.",
    "{w} har {#} uger til at lave {d} færdig.",
    "Se også {d} og {q}, hvis borgeren har {a} {p}.",
    "{d} bygger på {q} og de {a} {q}.",
    "Både {d} og {d} {v} {q} {e}.",
    "Borgere med {a} {p} får {d} tilbudt {e}.",
    "{w} {v} {d} i {s}, før {d} begynder.",
    "Der går højst {#} dage, fra {d} er modtaget, til {w} {v} {q}.",
    "Formålet er {a} {p}, der varer længere end {d}.",
    "I {#} ud af ti sager er {d} nok til, at {w} {v} {d}.",
    "{w} skriver {d} ned og {v} {d} sammen med {q}.",
    "Prisen for {d} dækker {q}, materialer og {#} timers {n}.",
    "{q} kan ligge før, under eller efter {d}.",
    "Uden {d} er der ingen {n}, og så {v} {w} {d} {e}.",
    "{w} møder {w} til {d} hver {#}. uge.",
    "Et forløb har {#} {p} og slutter med {d}.",
    "Siger borgeren nej til {d}, {v} {w} {a} {p} {e}.",
    "{w} {v} {d} efter {s} og giver besked {e}.",
    "Erfaringen er, at {a} {p} virker bedst sammen med {d}.",
];

/// Sentences that carry a link.
const LINKING: &[&str] = &[
    "Tilbuddet hænger sammen med {l}, når {w} {v} {d}.",
    "Læs om {d} på siden {l}.",
    "{w} {v} {d} i samarbejde med {l}.",
    "Er borgeren allerede i gang med {l}, {v} {w} {d} {e}.",
    "Bagefter kan borgeren fortsætte i {l} {e}.",
];

/// How many words a body has, at least and at most, before its last section is written.
const WORDS: (usize, usize) = (220, 360);

/// Writes the texts of one entry.
pub(super) struct Writer<'w> {
    pub(super) random: Random,
    nouns: Nouns,
    world: &'w World,
}

impl<'w> Writer<'w> {
    /// The writer of the `index`th entry of a kind.
    pub(super) fn new(world: &'w World, kind: &str, index: usize) -> Self {
        let mut random = Random::of(world.seed, kind, index);
        let nouns = Nouns::new(lexicon::size(world.offers.len()), &mut random);
        Self { random, nouns, world }
    }

    /// A sentence.
    pub(super) fn sentence(&mut self) -> String {
        let pattern = *self.random.pick(SENTENCES);
        self.fill(pattern)
    }

    /// A short phrase: "korte jobplaner".
    pub(super) fn phrase(&mut self) -> String {
        self.fill("{a} {p}")
    }

    /// A noun as it stands in a list of names.
    pub(super) fn noun(&mut self) -> String {
        self.fill("{n}")
    }

    /// A body of about 320 words.
    pub(super) fn body(&mut self) -> String {
        let most = self.random.between(WORDS.0, WORDS.1);
        let mut body = self.paragraph();
        let mut section = self.random.below(HEADINGS.len());
        while body.split_whitespace().count() < most {
            section += 1;
            body.extend(["\n\n## ", HEADINGS[section % HEADINGS.len()], "\n\n"]);
            body.push_str(&self.section());
        }
        body.push('\n');
        body
    }

    /// A few sentences for a page that has little to say.
    pub(super) fn note(&mut self) -> String {
        format!("{}\n\n{}\n", self.paragraph(), self.paragraph())
    }

    fn section(&mut self) -> String {
        let mut text = self.paragraph();
        let more = match self.random.below(10) {
            0..4 => self.list("-"),
            4 => self.list("1."),
            5 => self.table(),
            6 => format!("### {}\n\n{}", capitalised(&self.phrase()), self.paragraph()),
            7 => format!("> {}", self.sentence()),
            _ => self.paragraph(),
        };
        text.extend(["\n\n", &more]);
        text
    }

    fn paragraph(&mut self) -> String {
        let count = self.random.between(2, 4);
        let mut sentences: Vec<_> = (0..count).map(|_| self.sentence()).collect();
        if self.random.percent(35) {
            let pattern = *self.random.pick(LINKING);
            sentences.push(self.fill(pattern));
        }
        sentences.join(" ")
    }

    fn list(&mut self, mark: &str) -> String {
        let count = self.random.between(3, 5);
        let lines: Vec<_> = (0..count)
            .map(|_| format!("{mark} {}", self.fill("**{n}**: {w} {v} {d} {e}")))
            .collect();
        lines.join("\n")
    }

    fn table(&mut self) -> String {
        let rows = ["Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag"].map(|day| {
            let hour = self.random.between(8, 14);
            format!("| {day} | {hour}-{} | {} | {} |\n", hour + 2, self.noun(), self.phrase())
        });
        format!(
            "| Dag | Tid | Indhold | For |\n| --- | --- | --- | --- |\n{}",
            rows.concat().trim_end()
        )
    }

    /// Fills a pattern and begins it with a capital.
    fn fill(&mut self, pattern: &str) -> String {
        let mut text = String::new();
        let mut parts = pattern.split(['{', '}']);
        while let Some(plain) = parts.next() {
            text.push_str(plain);
            if let Some(slot) = parts.next() {
                text.push_str(&self.slot(slot));
            }
        }
        if text.ends_with('.') { capitalised(&text) } else { text }
    }

    fn slot(&mut self, slot: &str) -> String {
        let noun = self.nouns.draw(&mut self.random);
        let random = &mut self.random;
        match slot {
            "d" => noun.definite(),
            "p" => noun.plural(),
            "q" => noun.definite_plural(),
            "a" => (*random.ranked(ADJECTIVES)).to_owned(),
            "v" => (*random.ranked(VERBS)).to_owned(),
            "e" => (*random.ranked(ENDINGS)).to_owned(),
            "w" => random.ranked(ACTORS).to_lowercase(),
            "s" => random.ranked(SHORT_FORMS)[0].to_owned(),
            "#" => random.between(2, 9).to_string(),
            "l" => self.link(),
            _ => noun.single().to_owned(),
        }
    }

    /// A link by id to another entry, most often an offer; half of them with words of their own.
    fn link(&mut self) -> String {
        let random = &mut self.random;
        let names = match random.below(10) {
            0 => &self.world.procedures,
            1 => &self.world.contacts,
            2 => &self.world.terms,
            _ => &self.world.offers,
        };
        let id = random.pick(names).id.clone();
        if self.random.percent(50) {
            format!("[[{id}]]")
        } else {
            format!("[[{id}|{}]]", self.phrase())
        }
    }

    /// Where it is said: quotes from documents, as the YAML of a block list.
    pub(super) fn sources(&mut self, most: usize) -> Vec<String> {
        let count = self.random.between(1, most);
        (0..count).map(|_| self.source()).collect()
    }

    /// One quote from a document, as a flow mapping.
    pub(super) fn source(&mut self) -> String {
        let document = self.random.ranked(&self.world.documents).clone();
        let line = self.random.between(10, 400);
        format!("{{ document: {document}, line: {line}, quote: \"{}\" }}", self.sentence())
    }

    /// Laws with sections, as a flow list.
    pub(super) fn legal_basis(&mut self) -> String {
        let laws = self.random.some(&self.world.laws, 2);
        let sections: Vec<_> = laws
            .into_iter()
            .map(|law| {
                let section = self.random.between(1, 160);
                let named = self.random.percent(70);
                if named {
                    format!("{{ law: {law}, section: \"§ {section}\" }}")
                } else {
                    format!("{{ law: {law} }}")
                }
            })
            .collect();
        flow(&sections)
    }

    /// Ids of vocabulary terms or of entries, the first ones more often.
    pub(super) fn some_of(&mut self, ids: &[&str], most: usize) -> Vec<String> {
        let count = self.random.between(1, most);
        self.random.some(ids, count).into_iter().map(|id| (*id).to_owned()).collect()
    }
}

/// The text with a capital letter first.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
