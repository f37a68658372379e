//! The files as trees, and the names in them: one row for each file of an entry, and for each line
//! of a register. Every file is parsed once, by itself and in parallel; what it means is read
//! afterwards, when all names are known.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;

use super::declare::{Schema, declarations};
use super::names::{Name, Names};
use super::{EntryRef, Key, Kind, Vocabulary, codes, ids};
use crate::diagnostics::{Diagnostic, Findings, nearest};
use crate::source::{
    self, Decoder, FileId, Limits, ListOf, Node, Place, Role, SourceFile, Sources, Span, Titles,
    Value,
};

/// A file of an entry, or a line of a register.
pub(super) struct Row {
    pub(super) file: FileId,
    /// The id, and where it is written; a file's stem stands at its very beginning.
    pub(super) id: String,
    at: Span,
    /// What its fields are those of: the kind of its folder, or the one it belongs to.
    kind: Kind,
    /// The name of the file of an entry that gives itself an id, and the line that does so.
    stem: Option<(String, Span)>,
    /// What is written, if it can be read; until it is.
    pub(super) node: Option<Node>,
    pub(super) body: Option<Span>,
    pub(super) vocabulary: Option<Vocabulary>,
    /// Whether it has a place in its table.
    pub(super) sound: bool,
    /// Its place there.
    pub(super) index: usize,
    /// Whether its id stands for it: of several with the same, the first holds.
    named: bool,
    /// The id that it should have, where its own cannot be one: who names it so is right.
    meant: Option<String>,
}

/// All rows, by what their files are for.
#[derive(Default)]
pub(super) struct Rows(BTreeMap<Role, Vec<Row>>);

/// Reads every file of the content, and collects the names. A body of more than `most_in_body`
/// bytes is told, and not read.
pub(super) fn read(
    sources: &Sources,
    drafts: bool,
    most_in_body: usize,
    findings: &mut Findings,
) -> (Rows, Names) {
    let (mut rows, mut names) = (Rows::default(), Names::default());
    for kind in Kind::ALL.into_iter().filter(|kind| kind.folder().is_some()) {
        let role = Role::Entry(kind);
        let files: Vec<_> = sources.of_role(role).collect();
        let read: Vec<_> =
            files.into_par_iter().map(|(file, text)| read_entry(kind, file, text)).collect();
        let of_kind = rows.0.entry(role).or_default();
        for (mut row, found) in read {
            findings.append(found);
            if let Some(body) = row.body.filter(|body| body.range().len() > most_in_body) {
                let place = Place { file: row.file, span: Span { end: body.start, ..body } };
                findings.push(source::body_too_large(place, body.range().len(), most_in_body));
                row.sound = false;
            }
            if row.node.as_ref().is_some_and(is_draft) && !drafts {
                names.drafts.insert(row.id.clone(), row.place());
            } else {
                of_kind.push(row);
            }
        }
    }
    for role in
        [Role::Glossary, Role::Laws, Role::Documents, Role::Synonyms, Role::SearchTests, Role::Gone]
    {
        let register = register_of(role);
        for (file, text) in sources.of_role(role) {
            let read = read_register((file, text), register, None, &mut names, findings);
            rows.0.entry(role).or_default().extend(read);
        }
    }
    for (file, text) in sources.of_role(Role::Vocabulary) {
        let Some(vocabulary) = Vocabulary::from_stem(text.stem()) else {
            findings.push(unknown_vocabulary(file, text, &mut names));
            continue;
        };
        let read = read_register(
            (file, text),
            vocabulary.as_str(),
            Some(vocabulary),
            &mut names,
            findings,
        );
        rows.0.entry(Role::Vocabulary).or_default().extend(read);
        names.vocabulary.entry(vocabulary).or_default();
    }
    rows.name(findings);
    rows.number(&mut names);
    names.titles = Arc::new(rows.titles());
    name_what_is_not_read(sources, &mut names);
    (rows, names)
}

impl Row {
    fn place(&self) -> Place {
        Place { file: self.file, span: self.at }
    }
}

impl Rows {
    /// The rows of a role, in the order of the files.
    pub(super) fn of(&mut self, role: Role) -> &mut [Row] {
        self.0.get_mut(&role).map_or(&mut [], Vec::as_mut_slice)
    }

    /// Rows that turned out to have faults have no place in their tables.
    pub(super) fn leave_out(&mut self, faulty: &[(Role, usize)]) {
        for (role, at) in faulty {
            if let Some(row) = self.0.get_mut(role).and_then(|rows| rows.get_mut(*at)) {
                row.sound = false;
            }
        }
    }

    /// Finds whom each id stands for; one that comes again is told.
    fn name(&mut self, findings: &mut Findings) {
        let mut known: BTreeMap<(Register, String), First> = BTreeMap::new();
        for (role, rows) in &mut self.0 {
            let ids: HashSet<String> = rows.iter().map(|row| row.id.clone()).collect();
            for row in rows {
                let Some(register) = Register::of(*role, row.vocabulary) else { continue };
                // A row without an id is told when it is read.
                if row.id.is_empty() && !matches!(role, Role::Entry(_)) {
                    continue;
                }
                if let Some(first) = known.get(&(register, row.id.clone())) {
                    findings.push(row.named_again(first, &ids));
                    continue;
                }
                row.named = true;
                if !ids::is_id(&row.id) {
                    findings.push(row.misnamed(&ids));
                }
                known.insert((register, row.id.clone()), First::of(row));
            }
        }
    }

    /// What the rows are called besides their ids.
    fn titles(&self) -> Titles {
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
    pub(super) fn number(&mut self, names: &mut Names) {
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
    place: Place,
    /// What its title makes as an id.
    spelled: String,
}

impl First {
    fn of(row: &Row) -> Self {
        Self { place: row.place(), spelled: row.spelled() }
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

    /// Tells of an id that another has, and notes the one that it should be: that of its file, or
    /// what its title makes of it in the way of the first one.
    fn named_again(&mut self, first: &First, ids: &HashSet<String>) -> Diagnostic {
        self.sound = false;
        let found = codes::duplicate_id(self.place(), &self.id, first.place);
        if let Some((stem, line)) = self.stem.clone() {
            self.meant = (!ids.contains(&stem)).then_some(stem.clone());
            let place = Place { file: self.file, span: line };
            return codes::id_of_another(found, &stem, place);
        }
        let way = self.id.strip_suffix(first.spelled.as_str()).unwrap_or_default();
        let own = format!("{way}{}", self.spelled());
        let is_free = !self.spelled().is_empty() && !ids.contains(&own);
        self.meant = is_free.then_some(own);
        match &self.meant {
            Some(meant) => codes::id_to_be(found, meant),
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

/// A register's name among what is lost; none is needed where nothing refers to the rows.
fn register_of(role: Role) -> &'static str {
    match role {
        Role::Glossary => Kind::Term.as_str(),
        Role::Laws => "law",
        Role::Documents => "document",
        _ => "",
    }
}

fn is_draft(node: &Node) -> bool {
    node.get("draft").is_some_and(
        |node| matches!(&node.value, Value::Scalar { text, plain: true } if text == "true"),
    )
}

fn read_entry(kind: Kind, file: FileId, text: &SourceFile) -> (Row, Findings) {
    let mut findings = Findings::default();
    let stem = (text.stem().to_owned(), Span::default());
    let by_eye = || named_by_eye(text.text()).unwrap_or_else(|| stem.clone());
    let row = |(id, at): (String, Span), kind, node: Option<Node>, body| {
        let sound = node.is_some();
        Row {
            file,
            id,
            at,
            stem: None,
            kind,
            node,
            body,
            vocabulary: None,
            sound,
            index: 0,
            named: false,
            meant: None,
        }
    };
    if !text.is_readable() {
        return (row(by_eye(), kind, None, None), findings);
    }
    let is_yaml = text.path().to_ascii_lowercase().ends_with(".yaml");
    let parts = if is_yaml { None } else { Some(source::split(text.text(), file)) };
    let (yaml, body) = match parts {
        None => (Span::new(0, text.text().len()), None),
        Some(Ok(parts)) => (parts.yaml, Some(parts.body)),
        Some(Err(diagnostic)) => {
            findings.push(diagnostic);
            return (row(by_eye(), kind, None, None), findings);
        }
    };
    let offset = yaml.start as usize;
    let node =
        source::parse_yaml(&text.text()[yaml.range()], file, offset, Limits::ENTRY, &mut findings);
    let Some(node) = node else { return (row(by_eye(), kind, None, body), findings) };
    let line = line_of_id(&node).filter(|_| ids::is_id(&stem.0)).map(|line| (stem.0.clone(), line));
    let id = written_id(&node).unwrap_or(stem);
    if let Some(other) = fields_of(&node, kind) {
        findings.push(misplaced(Place { file, span: first_key(&node) }, text, kind, other));
        return (row(id, other, None, None), findings);
    }
    let mut row = row(id, kind, Some(node), body);
    row.sound = !findings.has_errors();
    row.stem = line;
    (row, findings)
}

/// The keys that the files of each kind may have.
static KEYS: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let declared = declarations().into_iter().filter_map(|(name, schema)| match schema {
        Schema::Mapping(fields) => {
            Some((name, fields.into_iter().map(|field| field.key).collect()))
        }
        _ => None,
    });
    declared.collect()
});

/// The keys that the fields of a kind may have.
pub(crate) fn keys(kind: Kind) -> &'static [&'static str] {
    KEYS.get(kind.as_str()).map_or(&[], Vec::as_slice)
}

/// The other kind that all of a file's fields are those of, if they are plainly not those of its
/// own.
fn fields_of(node: &Node, kind: Kind) -> Option<Kind> {
    let Value::Mapping(pairs) = &node.value else { return None };
    let foreign = pairs.iter().filter(|(key, _)| !keys(kind).contains(&key.text.as_str())).count();
    let tells_kind = |key: &str| ["offer_type", "unit_type", "goal_type", "steps"].contains(&key);
    let plainly = foreign >= 2
        || pairs
            .iter()
            .any(|(key, _)| tells_kind(&key.text) && !keys(kind).contains(&key.text.as_str()));
    let has_all =
        |other: &Kind| pairs.iter().all(|(key, _)| keys(*other).contains(&key.text.as_str()));
    let mut others = Kind::ALL.into_iter().filter(|other| *other != kind && has_all(other));
    let only = others.next().filter(|_| plainly)?;
    others.next().is_none().then_some(only)
}

fn first_key(node: &Node) -> Span {
    match &node.value {
        Value::Mapping(pairs) => pairs.first().map_or(node.span, |(key, _)| key.span),
        _ => node.span,
    }
}

fn misplaced(place: Place, text: &SourceFile, kind: Kind, other: Kind) -> Diagnostic {
    let path = format!(
        "content/{}/{}.{}",
        other.folder().unwrap_or_default(),
        text.stem(),
        other.ending()
    );
    codes::wrong_folder(place, kind.as_str(), other.as_str(), &path)
}

/// The field that gives an id.
fn line_of_id(node: &Node) -> Option<Span> {
    let Value::Mapping(pairs) = &node.value else { return None };
    let (key, value) = pairs.iter().find(|(key, _)| key.text == "id")?;
    Some(Span { start: key.span.start, end: value.whole.end.max(key.span.end) })
}

/// The file that another is a copy of, by the name that systems give a copy: `a - Kopi`, `a (2)`,
/// `Kopi af a`.
fn copied(stem: &str, ids: &HashSet<String>) -> Option<String> {
    const BEFORE: &[&str] = &["Kopi af ", "Copy of "];
    const BEHIND: &[&str] =
        &[" - Kopi", " - kopi", " - Copy", " - copy", " kopi", " copy", "_kopi"];
    let numbered = stem.rsplit_once(" (").filter(|(_, rest)| {
        rest.strip_suffix(')').is_some_and(|number| number.parse::<u16>().is_ok())
    });
    let name = numbered.map_or(stem, |(name, _)| name);
    let name = BEFORE.iter().find_map(|mark| name.strip_prefix(mark)).unwrap_or(name);
    let name = BEHIND.iter().find_map(|mark| name.strip_suffix(mark)).unwrap_or(name);
    let name = name.trim();
    (name != stem && ids.contains(name)).then(|| name.to_owned())
}

/// The id that stands in the fields.
fn written_id(node: &Node) -> Option<(String, Span)> {
    let id = node.get("id")?;
    let text = id.as_text().filter(|text| !text.trim().is_empty())?;
    Some((text.trim().to_owned(), id.span))
}

/// What the fields of an entry or a row call it.
fn titles_in(node: &Node) -> Vec<&str> {
    let keys = ["title", "term", "label", "short", "abbreviation"];
    keys.into_iter().filter_map(|key| node.get(key)?.as_text()).collect()
}

fn texts_of<'n>(node: &'n Node, key: &str) -> Vec<&'n str> {
    match node.get(key).map(|node| &node.value) {
        Some(Value::Sequence(items)) => items.iter().filter_map(Node::as_text).collect(),
        Some(Value::Scalar { text, .. }) => vec![text],
        _ => Vec::new(),
    }
}

/// The id that a file gives itself where its fields cannot be read, so that those who refer to it
/// are not told as well.
fn named_by_eye(text: &str) -> Option<(String, Span)> {
    let mut start = 0;
    for (line, number) in text.split_inclusive('\n').zip(0..) {
        if let Some(written) = line.strip_prefix("id:") {
            let id = written.trim().trim_matches(['"', '\'']);
            let span = Span::new(start, start + line.trim_end().len());
            return ids::is_id(id).then(|| (id.to_owned(), span));
        }
        if number > 0 && line.trim_end() == "---" {
            return None;
        }
        start += line.len();
    }
    None
}

/// The rows of a register; where it cannot be read at all, that is noted.
fn read_register(
    (file, text): (FileId, &SourceFile),
    register: &'static str,
    vocabulary: Option<Vocabulary>,
    names: &mut Names,
    findings: &mut Findings,
) -> Vec<Row> {
    let yaml = text.is_readable().then_some(text.text());
    let node = yaml.and_then(|yaml| source::parse_yaml(yaml, file, 0, Limits::REGISTER, findings));
    let items = match node {
        Some(Node { value: Value::Null, .. }) => return Vec::new(),
        Some(Node { value: Value::Sequence(items), .. }) => items,
        // A register that is not a list: let the decoder say so.
        other => {
            names.lost.add_register(register);
            let mut decoder = Decoder::new(file);
            if let Some(node) = other {
                decoder.items(&node, ListOf::Mappings);
            }
            findings.append(decoder.into_findings());
            return Vec::new();
        }
    };
    let rows = items.into_iter().map(|node| {
        let (id, at) = written_id(&node).unwrap_or_default();
        let kind = Kind::Term;
        Row {
            file,
            id,
            at,
            stem: None,
            kind,
            node: Some(node),
            body: None,
            vocabulary,
            sound: true,
            index: 0,
            named: false,
            meant: None,
        }
    });
    rows.collect()
}

/// The name of a file is mended by renaming it.
fn unknown_vocabulary(file: FileId, text: &SourceFile, names: &mut Names) -> Diagnostic {
    let known = Vocabulary::ALL.map(Vocabulary::as_str);
    if let Some(meant) = nearest(text.stem(), known).and_then(Vocabulary::from_stem) {
        names.lost.add_register(meant.as_str());
    }
    let place = Place { file, span: Span::default() };
    codes::unknown_reference(place, "vocabulary", (text.stem(), None), known).unmended()
}

/// Names of files that lie where nothing is read, and of registers that have no file.
fn name_what_is_not_read(sources: &Sources, names: &mut Names) {
    let registers = Vocabulary::ALL.map(|vocabulary| {
        (vocabulary.as_str(), format!("content/vocabularies/{}.yaml", vocabulary.as_str()))
    });
    let others = [("law", "laws"), ("document", "documents")];
    let others = others.map(|(register, stem)| (register, format!("content/{stem}.yaml")));
    let mut absent: BTreeMap<_, _> = registers.into_iter().chain(others).collect();
    let is_there = |path: &str| {
        let folder = path.trim_end_matches(".yaml");
        let lies_in =
            |file: &str| file.strip_prefix(folder).is_some_and(|inner| inner.starts_with('/'));
        sources.files().any(|(_, file)| file.path() == path || lies_in(file.path()))
    };
    absent.retain(|_, path| !is_there(path));
    for (_, file) in sources.of_role(Role::Unknown) {
        let path = file.path().to_lowercase();
        if [".md", ".markdown", ".txt", ".yaml", ".yml"].iter().any(|ending| path.ends_with(ending))
        {
            names.unread.insert(file.stem().to_owned());
        }
        let right = source::right_path(file.path());
        if let Some((register, _)) = absent.iter().find(|(_, path)| right.as_ref() == Some(*path)) {
            names.lost.add_register(register);
        }
    }
    names.absent = absent;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_told_from_a_text_by_every_field_of_an_entry() {
        let keys = KEYS.values().flatten();
        let unknown: Vec<_> = keys.filter(|key| !source::FIELDS.contains(key)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
