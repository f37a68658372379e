//! The files as trees, and the names in them: one row for each file of an entry, and for each line
//! of a register. Every file is parsed once, by itself and in parallel; what it means is read
//! afterwards, when all names are known.

mod kinds;
mod naming;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

pub(crate) use self::kinds::keys;
use super::names::Names;
use super::past::Past;
use super::{Kind, Vocabulary, codes, ids};
use crate::diagnostics::{Diagnostic, Findings, nearest};
use crate::memo::{Memo, Naming};
use crate::source::{
    self, Decoder, FileId, Limits, ListOf, Node, Place, Role, SourceFile, Sources, Span, Value,
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

/// The registers, in the order in which they are told of.
const REGISTERS: [Role; 6] =
    [Role::Glossary, Role::Laws, Role::Documents, Role::Synonyms, Role::SearchTests, Role::Gone];

/// Reads every file of the content, and collects the names. A body of more than `most_in_body`
/// bytes is told, and not read; what `memo` knows is not parsed again.
pub(super) fn read(
    sources: &Sources,
    drafts: bool,
    (most_in_body, memo): (usize, &Memo),
    findings: &mut Findings,
) -> (Rows, Names) {
    let (mut rows, mut names) = (Rows::default(), Names::default());
    let past = Past::of(sources);
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| kind.folder().is_some()).collect();
    let files: Vec<(Kind, Vec<_>)> = kinds
        .into_iter()
        .map(|kind| (kind, sources.of_role(Role::Entry(kind)).collect()))
        .collect();
    let listed = REGISTERS.into_iter().chain([Role::Vocabulary]);
    let listed: Vec<(Role, FileId, &SourceFile)> = listed
        .flat_map(|role| sources.of_role(role).map(move |(id, file)| (role, id, file)))
        .collect();
    // Each register is as large as many entries.
    let (registers, entries) = rayon::join(
        || {
            let read = listed.into_par_iter().with_max_len(1);
            let read = read.map(|(role, file, text)| (role, file, text, items(file, text, memo)));
            read.collect::<Vec<_>>()
        },
        || {
            let read = files.into_par_iter().map(|(kind, files)| {
                let read = files.into_par_iter();
                (
                    kind,
                    read.map(|(file, text)| read_entry(kind, file, text, (memo, &past))).collect(),
                )
            });
            read.collect::<Vec<(Kind, Vec<_>)>>()
        },
    );
    for (kind, read) in entries {
        let of_kind = rows.0.entry(Role::Entry(kind)).or_default();
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
    for (role, file, text, (items, found)) in registers {
        let vocabulary = if role == Role::Vocabulary {
            let Some(vocabulary) = Vocabulary::from_stem(text.stem()) else {
                findings.push(unknown_vocabulary(file, text, sources, &mut names));
                continue;
            };
            names.vocabulary.entry(vocabulary).or_default();
            Some(vocabulary)
        } else {
            None
        };
        findings.append(found);
        let rows_of_register = items.unwrap_or_else(|| {
            names.lost.add_register(vocabulary.map_or(register_of(role), Vocabulary::as_str));
            Vec::new()
        });
        let read = rows_of_register.into_iter().map(|node| {
            let id = written_id(&node).unwrap_or_default();
            Row { vocabulary, ..Row::new(file, id, Kind::Term, Some(node)) }
        });
        rows.0.entry(role).or_default().extend(read);
    }
    names.past = Arc::new(past);
    rows.name(sources, &mut names, findings);
    rows.number(&mut names);
    let entries = names.entries.iter().map(|(id, name)| (id, name.kind));
    if let Some(past) = Arc::get_mut(&mut names.past) {
        past.compare(entries);
    }
    names.titles = Arc::new(rows.titles());
    name_what_is_not_read(sources, &mut names);
    (rows, names)
}

impl Row {
    fn new(file: FileId, (id, at): (String, Span), kind: Kind, node: Option<Node>) -> Self {
        let sound = node.is_some();
        Self {
            file,
            id,
            at,
            kind,
            stem: None,
            node,
            body: None,
            vocabulary: None,
            sound,
            index: 0,
            named: false,
            meant: None,
        }
    }

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

fn read_entry(
    kind: Kind,
    file: FileId,
    text: &SourceFile,
    (memo, past): (&Memo, &Past),
) -> (Row, Findings) {
    let mut findings = Findings::default();
    let stem = (text.stem().to_owned(), Span::default());
    let by_eye = || named_by_eye(text.text()).unwrap_or_else(|| stem.clone());
    let row = |id: (String, Span), kind, node, body| Row { body, ..Row::new(file, id, kind, node) };
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
    let yaml = &text.text()[yaml.range()];
    let node = tree((yaml, offset), file, Limits::ENTRY, memo, &mut findings);
    let Some(node) = node else { return (row(by_eye(), kind, None, body), findings) };
    let line = line_of_id(&node).filter(|_| ids::is_id(&stem.0)).map(|line| (stem.0.clone(), line));
    let id = written_id(&node).unwrap_or(stem);
    // A file that has its fields wrong and was published as another kind has been moved.
    let was = || {
        let mut others =
            Kind::ALL.into_iter().filter(|other| *other != kind && other.folder().is_some());
        let was = others.find(|other| past.has_entry(*other, &id.0))?;
        (kinds::has_foreign(&node, kind) && !past.has_entry(kind, &id.0)).then_some(was)
    };
    if let Some(other) = kinds::fields_of(&node, kind).or_else(was) {
        findings.push(misplaced(Place { file, span: first_key(&node) }, text, kind, other));
        return (row(id, other, None, None), findings);
    }
    let mut row = row(id, kind, Some(node), body);
    row.sound = !findings.has_errors();
    row.stem = line;
    (row, findings)
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

/// The lines of a register; none where it cannot be read at all.
fn items(file: FileId, text: &SourceFile, memo: &Memo) -> (Option<Vec<Node>>, Findings) {
    let mut findings = Findings::default();
    let yaml = text.is_readable().then_some(text.text());
    let node = yaml.and_then(|yaml| tree((yaml, 0), file, Limits::REGISTER, memo, &mut findings));
    let items = match node {
        Some(Node { value: Value::Null, .. }) => Some(Vec::new()),
        Some(Node { value: Value::Sequence(items), .. }) => Some(items),
        // A register that is not a list: let the decoder say so.
        other => {
            let mut decoder = Decoder::new(file);
            if let Some(node) = other {
                decoder.items(&node, ListOf::Mappings);
            }
            findings.append(decoder.into_findings());
            None
        }
    };
    (items, findings)
}

/// What a file's YAML says and what is wrong with it, as it is remembered.
struct Parsed(Option<Node>, Findings);

/// The tree of a file's YAML, which begins at `offset` of the file.
fn tree(
    (yaml, offset): (&str, usize),
    file: FileId,
    limits: Limits,
    memo: &Memo,
    findings: &mut Findings,
) -> Option<Node> {
    if !memo.is_on() {
        return source::parse_yaml(yaml, file, offset, limits, findings);
    }
    let places = [file.0 as usize, offset, limits.bytes, limits.nodes];
    let key = places.into_iter().fold(Naming::default(), |name, at| name.and(at.to_le_bytes()));
    let key = key.and(yaml).key();
    let parsed = memo.get::<Parsed>(&key).unwrap_or_else(|| {
        let mut found = Findings::default();
        let node = source::parse_yaml(yaml, file, offset, limits, &mut found);
        let parsed = Arc::new(Parsed(node, found));
        memo.keep(key, Arc::clone(&parsed));
        parsed
    });
    findings.append(parsed.1.clone());
    parsed.0.clone()
}

/// The name of a file is mended by renaming it.
fn unknown_vocabulary(
    file: FileId,
    text: &SourceFile,
    sources: &Sources,
    names: &mut Names,
) -> Diagnostic {
    let known = Vocabulary::ALL.map(Vocabulary::as_str);
    let is_there =
        |stem: &str| sources.of_role(Role::Vocabulary).any(|(_, file)| file.stem() == stem);
    let mut absent = known.into_iter().filter(|stem| !is_there(stem));
    if let (Some(only), None) = (absent.next(), absent.next()) {
        names.lost.add_register(only);
        let place = Place { file, span: Span::default() };
        return codes::misnamed_vocabulary(place, text.stem(), only);
    }
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
    let has_glossary = sources.of_role(Role::Glossary).next().is_some();
    for (_, file) in sources.of_role(Role::Unknown) {
        let path = file.path().to_lowercase();
        if [".md", ".markdown", ".txt", ".yaml", ".yml"].iter().any(|ending| path.ends_with(ending))
        {
            names.unread.insert(file.stem().to_owned());
        }
        let right = source::right_path(file.path());
        names.unread.extend(right.as_deref().map(source::stem).map(str::to_owned));
        if let Some((register, _)) = absent.iter().find(|(_, path)| right.as_ref() == Some(*path)) {
            names.lost.add_register(register);
        }
        if !has_glossary && right.as_deref() == Some("content/glossary.yaml") {
            names.lost.add_register(register_of(Role::Glossary));
        }
    }
    names.absent = absent;
}
