//! Whom each id stands for: of several with the same the first holds. Takes the rows as they were
//! read; gives the names that references may use, and tells of ids that are none, that others have,
//! or that a copy was left with.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::{Row, Rows, register_of, texts_of, titles_in};
use crate::diagnostics::{Diagnostic, Findings};
use crate::model::names::{Name, Names};
use crate::model::past::Past;
use crate::model::{EntryRef, Key, Kind, Vocabulary, codes, ids};
use crate::source::{Place, Role, Sources, Titles, copied_from};

impl Rows {
    /// Finds whom each id stands for; one that comes again is told.
    pub(super) fn name(&mut self, sources: &Sources, names: &mut Names, findings: &mut Findings) {
        let past = Arc::clone(&names.past);
        let known = self.firsts(&past);
        for (role, rows) in &mut self.0 {
            let ids: HashSet<String> = rows.iter().map(|row| row.id.clone()).collect();
            let others = Others { sources, ids: &ids, past: &past };
            for (at, row) in rows.iter_mut().enumerate() {
                let Some(register) = row.register(*role) else { continue };
                let first = known.get(&(register, row.id.clone()));
                if let Some(first) = first.filter(|first| first.at != (*role, at)) {
                    if first.kind != row.kind {
                        names.shared.insert(row.id.clone());
                    }
                    findings.push(row.named_again(first, &others));
                    continue;
                }
                row.named = true;
                if !ids::is_id(&row.id) {
                    findings.push(row.misnamed(&ids));
                }
            }
        }
    }

    /// Whom each id stands for: whoever was published by it, else the first that has it.
    fn firsts(&self, past: &Past) -> BTreeMap<(Register, String), First> {
        let mut known: BTreeMap<(Register, String), First> = BTreeMap::new();
        for (role, rows) in &self.0 {
            for (at, row) in rows.iter().enumerate() {
                let Some(register) = row.register(*role) else { continue };
                let first = || First::of(row, (*role, at));
                known
                    .entry((register, row.id.clone()))
                    .and_modify(|known| {
                        let is_new = !past.has_entry(known.kind, &row.id);
                        if is_new && past.has_entry(row.kind, &row.id) {
                            *known = first();
                        }
                    })
                    .or_insert_with(first);
            }
        }
        known
    }

    /// What the rows are called besides their ids.
    pub(super) fn titles(&self) -> Titles {
        let mut titles = Titles::default();
        for (role, rows) in &self.0 {
            for row in rows.iter().filter(|row| row.named) {
                let register = match role {
                    Role::Entry(_) => row.kind.as_str(),
                    Role::Vocabulary => row.vocabulary.map_or("", Vocabulary::as_str),
                    role => register_of(*role),
                };
                titles.add(&row.id, register, &row.id);
                for title in row.node.iter().flat_map(titles_in) {
                    titles.add(title, register, &row.id);
                }
                for name in row.node.iter().flat_map(|node| texts_of(node, "also_called")) {
                    titles.add_other(name, register, &row.id);
                }
            }
        }
        titles
    }

    /// Gives each sound row its place in its table, and each name its row.
    pub(in crate::model) fn number(&mut self, names: &mut Names) {
        for (role, rows) in &mut self.0 {
            let mut next = 0;
            for row in rows {
                row.index = next;
                next += usize::from(row.sound);
                if row.named {
                    row.name(*role, names);
                }
            }
        }
        for (role, rows) in &self.0 {
            for row in rows {
                row.name_as_meant(*role, names);
            }
        }
    }
}

/// What has ids of its own: entries together, each vocabulary, laws, documents.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Register {
    Entries,
    Vocabulary(Option<Vocabulary>),
    Laws,
    Documents,
}

impl Register {
    fn of(role: Role, vocabulary: Option<Vocabulary>) -> Option<Self> {
        Some(match role {
            Role::Entry(_) | Role::Glossary => Self::Entries,
            Role::Vocabulary => Self::Vocabulary(vocabulary),
            Role::Laws => Self::Laws,
            Role::Documents => Self::Documents,
            _ => return None,
        })
    }
}

/// The first that has an id.
struct First {
    /// Which row of which role.
    at: (Role, usize),
    kind: Kind,
    place: Place,
    /// What its title makes as an id.
    spelled: String,
    /// Where all of it is written.
    whole: Option<Place>,
}

impl First {
    fn of(row: &Row, at: (Role, usize)) -> Self {
        let (place, spelled) = (row.place(), row.spelled());
        Self { at, kind: row.kind, place, spelled, whole: row.whole() }
    }
}

/// What the ids of a role are judged by.
struct Others<'o> {
    sources: &'o Sources,
    ids: &'o HashSet<String>,
    past: &'o Past,
}

impl Others<'_> {
    /// What stands at a place.
    fn text(&self, at: Place) -> &str {
        self.sources.file(at.file).text().get(at.span.range()).unwrap_or_default().trim()
    }
}

impl Row {
    /// What the row's title makes as an id.
    fn spelled(&self) -> String {
        let title = self.node.as_ref().and_then(|node| titles_in(node).first().copied());
        title.map(ids::as_id).unwrap_or_default()
    }

    /// Tells of an id that is none, and notes the one that it should be.
    fn misnamed(&mut self, ids: &HashSet<String>) -> Diagnostic {
        let is_written = self.at.end > self.at.start;
        if let Some(original) = copied(&self.id, ids).filter(|_| !is_written) {
            // A copy is told as one; what it says is all there already.
            (self.node, self.sound) = (None, false);
            return codes::copied_file(self.place(), &self.id, &original);
        }
        let meant = ids::as_id(&self.id);
        self.meant = (!meant.is_empty() && !ids.contains(&meant)).then_some(meant);
        codes::bad_id(self.place(), &self.id)
    }

    /// What has ids of its own that the row belongs to; none where it has no id, which is told when
    /// it is read.
    fn register(&self, role: Role) -> Option<Register> {
        let register = Register::of(role, self.vocabulary)?;
        (!self.id.is_empty() || matches!(role, Role::Entry(_))).then_some(register)
    }

    /// Where all of a line of a register is written.
    fn whole(&self) -> Option<Place> {
        let node = self.node.as_ref().filter(|_| self.body.is_none())?;
        Some(Place { file: self.file, span: node.whole })
    }

    /// Tells of an id that another has, and notes the one that it should be: that of its file, or
    /// what its title makes of it in the way of the first one.
    fn named_again(&mut self, first: &First, others: &Others<'_>) -> Diagnostic {
        self.sound = false;
        let ids = others.ids;
        let found = codes::duplicate_id(self.place(), &self.id, first.place);
        if let Some((own, whole)) = self.whole().zip(first.whole) {
            let is_same = others.text(own) == others.text(whole);
            if is_same || !first.spelled.is_empty() && first.spelled == self.spelled() {
                return codes::row_again(found, own, is_same);
            }
        }
        if let Some((stem, line)) = self.stem.clone() {
            self.meant = (!ids.contains(&stem)).then_some(stem.clone());
            let place = Place { file: self.file, span: line };
            return codes::id_of_another(found, &stem, place);
        }
        let way = self.id.strip_suffix(first.spelled.as_str()).unwrap_or_default();
        let own = format!("{way}{}", self.spelled());
        let is_free = !self.spelled().is_empty() && !ids.contains(&own);
        let lost = others.past.lost(&self.spelled(), ids).filter(|_| is_free);
        self.meant = is_free.then_some(lost.map_or(own, str::to_owned));
        let is_written = self.at.end > self.at.start;
        match &self.meant {
            Some(meant) if is_written => codes::id_to_be(found, meant),
            Some(meant) => codes::file_to_be(found, meant),
            None => found,
        }
    }

    /// Those who name the row as it should be called are right.
    fn name_as_meant(&self, role: Role, names: &mut Names) {
        let Some(meant) = &self.meant else { return };
        let register = self.vocabulary.map_or(register_of(role), Vocabulary::as_str);
        match role {
            Role::Entry(_) | Role::Glossary => {
                let name = names.entries.get(&self.id).copied().filter(|_| self.named);
                let name = name.unwrap_or(Name { kind: self.kind, entry: None });
                names.entries.entry(meant.clone()).or_insert(name);
            }
            _ => names.lost.add_row(register, meant.clone()),
        }
    }

    fn name(&self, role: Role, names: &mut Names) {
        match role {
            Role::Entry(_) | Role::Glossary => {
                let entry = self.sound.then(|| EntryRef::new(self.kind, self.index));
                names.entries.insert(self.id.clone(), Name { kind: self.kind, entry });
            }
            Role::Laws => set(&mut names.laws, self),
            Role::Documents => set(&mut names.documents, self),
            Role::Vocabulary => {
                let vocabulary = self.vocabulary.unwrap_or(Vocabulary::Areas);
                set(names.vocabulary.entry(vocabulary).or_default(), self);
            }
            _ => {}
        }
        if !self.sound {
            names.lost.add_row(
                self.vocabulary.map_or(register_of(role), Vocabulary::as_str),
                self.id.clone(),
            );
        }
    }
}

fn set<T>(rows: &mut HashMap<String, Key<T>>, row: &Row) {
    if row.sound {
        rows.insert(row.id.clone(), Key::new(row.index));
    } else {
        rows.remove(&row.id);
    }
}

/// The file that another is a copy of, by the name that systems give a copy: `a - Kopi`, `a (2)`,
/// `Kopi af a`.
fn copied(stem: &str, ids: &HashSet<String>) -> Option<String> {
    copied_from(stem).filter(|name| ids.contains(*name)).map(str::to_owned)
}
