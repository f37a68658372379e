//! The stage itself: files to catalogue, in the four steps that the module above lists.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::lost::Lost;
use super::register::{RawDocument, RawLaw, RawSearchTest, RawSynonym, RawTerm};
use super::resolver::{Name, Names};
use super::vocabulary::RawVocabularyTerm;
use super::{
    Catalogue, Contact, Course, EntryKind, EntryRef, Goal, Key, Kind, News, Offer, Page, Procedure, RawFields,
    References, RegisterRow, Resolver, Table, Vocabulary, codes, ids, site,
};
use crate::diagnostics::{Diagnostic, Findings, nearest};
use crate::source::{self, Decoded, FileId, Limits, Node, Place, Role, SourceFile, Sources, Span, Spanned, Value};

/// Reads the meaning of `sources` as of `today` (the edition's date if none is given). No catalogue if the settings
/// cannot be read; otherwise everything that could be understood.
pub(crate) fn model(sources: &Sources, today: Option<Date>, drafts: bool) -> (Option<Catalogue>, Findings) {
    let mut findings = Findings::default();
    let site = site::read_site(sources, &mut findings);
    if let Some(place) = lacks_content(sources) {
        findings.push(codes::no_content(place));
        return (None, findings);
    }
    let mut reader = Reader { sources, drafts, names: Names::default(), places: HashMap::new(), findings };
    let offers = reader.kind::<Offer>();
    let procedures = reader.kind::<Procedure>();
    let contacts = reader.kind::<Contact>();
    let goals = reader.kind::<Goal>();
    let courses = reader.kind::<Course>();
    let pages = reader.kind::<Page>();
    let news = reader.kind::<News>();
    let terms = reader.terms();
    let laws = reader.rows::<RawLaw>(Role::Laws);
    let documents = reader.rows::<RawDocument>(Role::Documents);
    let vocabulary = reader.vocabulary();
    let synonyms = reader.rows::<Spanned<RawSynonym>>(Role::Synonyms);
    let search_tests = reader.rows::<RawSearchTest>(Role::SearchTests);
    reader.name_registers(&laws, &documents);
    reader.name_what_is_not_read();

    let Reader { names, findings, .. } = reader;
    let mut writer = Writer { names: &names, findings, references: References::default() };
    let (offers, procedures) = (writer.kind(offers), writer.kind(procedures));
    let (contacts, goals) = (writer.kind(contacts), writer.kind(goals));
    let (courses, pages, news) = (writer.kind(courses), writer.kind(pages), writer.kind(news));
    let terms = writer.rows(terms, Kind::Term, RawTerm::resolve);
    let laws = writer.quiet_rows(laws, RawLaw::resolve);
    let documents = writer.quiet_rows(documents, RawDocument::resolve);
    let vocabulary = writer.quiet_rows(vocabulary, |(vocabulary, raw), resolver| raw.resolve(vocabulary, resolver));
    let search_tests = writer.quiet_rows(search_tests, RawSearchTest::resolve);
    let Writer { mut findings, references, .. } = writer;
    let synonyms = synonyms
        .into_iter()
        .filter_map(|(file, Spanned { value, span })| value.resolve(Place { file, span }, &mut findings));
    let synonyms = synonyms.collect();

    let catalogue = site.map(|site| Catalogue {
        today: today.unwrap_or(site.edition),
        site,
        offers,
        procedures,
        contacts,
        goals,
        courses,
        pages,
        news,
        terms,
        vocabulary,
        laws,
        documents,
        synonyms,
        search_tests: search_tests.iter().cloned().collect(),
        references,
        drafts: names.drafts,
        faulty: names
            .entries
            .iter()
            .filter(|(_, name)| name.entry.is_none())
            .map(|(id, _)| id.clone())
            .chain(names.unread)
            .collect(),
        ids: names.entries.into_iter().filter_map(|(id, name)| Some((id, name.entry?))).collect(),
    });
    (catalogue, findings)
}

/// Where to tell that there is not one file of content; nothing if there is one. What else is wrong follows from it, and
/// is not told.
fn lacks_content(sources: &Sources) -> Option<Place> {
    let has_content = sources.files().any(|(_, file)| file.path().starts_with("content/"));
    let (file, _) = sources.of_role(Role::Site).next()?;
    (!has_content).then(|| Place { file, span: Span::default() })
}

/// The decoded files of a kind.
struct Rows<R> {
    sound: Vec<Row<R>>,
    /// Files with faults: not part of the catalogue, but what they do say is judged.
    faulty: Vec<Row<R>>,
}

/// A decoded file of a kind.
struct Row<R> {
    file: FileId,
    id: String,
    raw: R,
    body: Option<Span>,
}

/// Steps 1 and 2: decodes files and collects names.
struct Reader<'s> {
    sources: &'s Sources,
    drafts: bool,
    names: Names,
    /// Where each name was written first.
    places: HashMap<String, Place>,
    findings: Findings,
}

impl Reader<'_> {
    fn kind<K: EntryKind>(&mut self) -> Rows<K::Raw> {
        let files: Vec<_> = self.sources.of_role(Role::Entry(K::KIND)).collect();
        let read: Vec<_> = files.into_par_iter().map(|(file, text)| read_entry::<K>(file, text)).collect();
        let mut rows = Rows { sound: Vec::with_capacity(read.len()), faulty: Vec::new() };
        for EntryFile { file, kind, id, decoded, body, findings } in read {
            self.findings.append(findings);
            if decoded.as_ref().is_some_and(|decoded| decoded.value.is_draft()) && !self.drafts {
                self.names.drafts.insert(id.0, Place { file, span: id.1 });
                continue;
            }
            let sound = decoded.as_ref().is_some_and(|decoded| decoded.sound);
            let entry = sound.then(|| EntryRef::new(K::KIND, rows.sound.len()));
            self.add_name(&id.0, Name { kind, entry }, Place { file, span: id.1 });
            let row = decoded.map(|decoded| Row { file, id: id.0, raw: decoded.value, body });
            if sound { rows.sound.extend(row) } else { rows.faulty.extend(row) }
        }
        rows
    }

    fn add_name(&mut self, id: &str, name: Name, place: Place) {
        if !ids::is_id(id) {
            self.findings.push(codes::bad_id(place, id));
        }
        if let Some(first) = self.places.get(id) {
            self.findings.push(codes::duplicate_id(place, id, *first));
            return;
        }
        self.places.insert(id.to_owned(), place);
        self.names.entries.insert(id.to_owned(), name);
    }

    /// The rows of a register; each is decoded by itself, so that one fault does not hide the others.
    fn rows<R: DeserializeOwned>(&mut self, role: Role) -> Vec<(FileId, R)> {
        let mut rows = Vec::new();
        let register = register_of(role);
        let files: Vec<_> = self.sources.of_role(role).collect();
        for (file, text) in files {
            let decoded = decode_rows((file, text), register, &mut self.names.lost, &mut self.findings);
            rows.extend(decoded.into_iter().map(|raw| (file, raw)));
        }
        rows
    }

    fn terms(&mut self) -> Vec<(FileId, RawTerm)> {
        let rows = self.rows::<RawTerm>(Role::Glossary);
        for (index, (file, raw)) in rows.iter().enumerate() {
            let name = Name { kind: Kind::Term, entry: Some(EntryRef::new(Kind::Term, index)) };
            self.add_name(&raw.id().value, name, Place { file: *file, span: raw.id().span });
        }
        for id in self.names.lost.rows_of(Kind::Term.as_str()) {
            self.names.entries.entry(id.to_owned()).or_insert(Name { kind: Kind::Term, entry: None });
        }
        rows
    }

    fn vocabulary(&mut self) -> Vec<(FileId, (Vocabulary, RawVocabularyTerm))> {
        let mut rows = Vec::new();
        let files: Vec<_> = self.sources.of_role(Role::Vocabulary).collect();
        for (file, text) in files {
            let Some(vocabulary) = Vocabulary::from_stem(text.stem()) else {
                let place = Place { file, span: Span::default() };
                let known = Vocabulary::ALL.map(Vocabulary::as_str);
                if let Some(meant) = nearest(text.stem(), known) {
                    self.names.lost.add_register(Vocabulary::from_stem(meant).map_or("", Vocabulary::as_str));
                }
                // The name of a file is mended by renaming it.
                self.findings.push(codes::unknown_reference(place, "vocabulary", text.stem(), known).unmended());
                continue;
            };
            let terms: Vec<RawVocabularyTerm> =
                decode_rows((file, text), vocabulary.as_str(), &mut self.names.lost, &mut self.findings);
            let first = rows.len();
            rows.extend(terms.into_iter().map(|term| (file, (vocabulary, term))));
            let named = rows[first..].iter().zip(first..).map(|((_, (_, term)), index)| (term.id(), Key::new(index)));
            let keys = unique(named, file, &mut self.findings);
            self.names.vocabulary.insert(vocabulary, keys);
        }
        rows
    }

    /// Names of files that lie where nothing is read, and of registers that have no file.
    fn name_what_is_not_read(&mut self) {
        let registers = Vocabulary::ALL
            .map(|vocabulary| (vocabulary.as_str(), format!("content/vocabularies/{}.yaml", vocabulary.as_str())));
        let others = [("law", "laws"), ("document", "documents")];
        let others = others.map(|(register, stem)| (register, format!("content/{stem}.yaml")));
        let mut absent: BTreeMap<_, _> = registers.into_iter().chain(others).collect();
        absent.retain(|_, path| !self.sources.files().any(|(_, file)| file.path() == path));
        for (_, file) in self.sources.of_role(Role::Unknown) {
            let path = file.path().to_lowercase();
            if [".md", ".markdown", ".txt", ".yaml", ".yml"].iter().any(|ending| path.ends_with(ending)) {
                self.names.unread.insert(file.stem().to_owned());
            }
            let right = source::right_path(file.path());
            if let Some((register, _)) = absent.iter().find(|(_, path)| right.as_ref() == Some(*path)) {
                self.names.lost.add_register(register);
            }
        }
        self.names.absent = absent;
    }

    fn name_registers(&mut self, laws: &[(FileId, RawLaw)], documents: &[(FileId, RawDocument)]) {
        self.names.laws = register_names(laws, &mut self.findings);
        self.names.documents = register_names(documents, &mut self.findings);
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

fn register_names<R: RegisterRow, T>(rows: &[(FileId, R)], findings: &mut Findings) -> HashMap<String, Key<T>> {
    let file = rows.first().map_or(FileId(0), |(file, _)| *file);
    unique(rows.iter().enumerate().map(|(index, (_, raw))| (raw.id(), Key::new(index))), file, findings)
}

/// Ids to keys; an id that comes again is reported, and the first one holds.
fn unique<'a, T>(
    rows: impl Iterator<Item = (&'a source::Text, Key<T>)>,
    file: FileId,
    findings: &mut Findings,
) -> HashMap<String, Key<T>> {
    let mut names = HashMap::new();
    let mut places: BTreeMap<&str, Span> = BTreeMap::new();
    for (id, key) in rows {
        let place = Place { file, span: id.span };
        if !ids::is_id(&id.value) {
            findings.push(codes::bad_id(place, &id.value));
        }
        if let Some(first) = places.get(id.value.as_str()) {
            findings.push(codes::duplicate_id(place, &id.value, Place { file, span: *first }));
        } else {
            places.insert(&id.value, id.span);
            names.insert(id.value.clone(), key);
        }
    }
    names
}

/// What came of one file.
struct EntryFile<R> {
    file: FileId,
    /// What its fields are those of: the kind of its folder, or the one it belongs to.
    kind: Kind,
    /// The id and where it is written; the file's stem stands at its very beginning.
    id: (String, Span),
    decoded: Option<Decoded<R>>,
    body: Option<Span>,
    findings: Findings,
}

fn read_entry<K: EntryKind>(file: FileId, text: &SourceFile) -> EntryFile<K::Raw> {
    let kind = K::KIND;
    let mut findings = Findings::default();
    let stem = (text.stem().to_owned(), Span::default());
    let by_eye = || named_by_eye(text.text()).unwrap_or_else(|| stem.clone());
    if !text.is_readable() {
        return EntryFile { file, id: by_eye(), kind, decoded: None, body: None, findings };
    }
    let is_yaml = text.path().to_ascii_lowercase().ends_with(".yaml");
    let parts = if is_yaml { None } else { Some(source::split(text.text(), file)) };
    let (yaml, body) = match parts {
        None => (Span::new(0, text.text().len()), None),
        Some(Ok(parts)) => (parts.yaml, Some(parts.body)),
        Some(Err(diagnostic)) => {
            findings.push(diagnostic);
            return EntryFile { file, id: by_eye(), kind, decoded: None, body: None, findings };
        }
    };
    let offset = yaml.start as usize;
    let node = source::parse_yaml(&text.text()[yaml.range()], file, offset, Limits::ENTRY, &mut findings);
    let id = match &node {
        Some(node) => written_id(node).unwrap_or(stem),
        None => by_eye(),
    };
    if let Some((node, other)) = node.as_ref().and_then(|node| Some((node, fields_of(node, kind)?))) {
        findings.push(misplaced(Place { file, span: first_key(node) }, text, kind, other));
        return EntryFile { file, id, kind: other, decoded: None, body: None, findings };
    }
    let sound = !findings.has_errors();
    let decoded = node.and_then(|node| source::decode_what_there_is(&node, file, &mut findings));
    let decoded = decoded.map(|decoded| Decoded { sound: decoded.sound && sound, ..decoded });
    EntryFile { file, kind, id, decoded, body, findings }
}

/// The keys that a kind's files may have.
fn keys(kind: Kind) -> &'static [&'static str] {
    fn of<K: EntryKind>() -> &'static [&'static str] {
        source::keys_of::<K::Raw>()
    }
    match kind {
        Kind::Offer => of::<Offer>(),
        Kind::Procedure => of::<Procedure>(),
        Kind::Contact => of::<Contact>(),
        Kind::Goal => of::<Goal>(),
        Kind::Course => of::<Course>(),
        Kind::Page => of::<Page>(),
        Kind::News => of::<News>(),
        Kind::Term => &[],
    }
}

/// The other kind that all of a file's fields are those of, if they are plainly not those of its own.
fn fields_of(node: &Node, kind: Kind) -> Option<Kind> {
    let Value::Mapping(pairs) = &node.value else { return None };
    let foreign = pairs.iter().filter(|(key, _)| !keys(kind).contains(&key.text.as_str())).count();
    let tells_kind = |key: &str| ["offer_type", "unit_type", "goal_type", "steps"].contains(&key);
    let plainly =
        foreign >= 2 || pairs.iter().any(|(key, _)| tells_kind(&key.text) && !keys(kind).contains(&key.text.as_str()));
    let has_all = |other: &Kind| pairs.iter().all(|(key, _)| keys(*other).contains(&key.text.as_str()));
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
    let ending = if other == Kind::Course { "yaml" } else { "md" };
    let path = format!("content/{}/{}.{ending}", other.folder().unwrap_or_default(), text.stem());
    codes::wrong_folder(place, kind.as_str(), other.as_str(), &path)
}

fn written_id(node: &Node) -> Option<(String, Span)> {
    let id = node.get("id")?;
    let text = id.as_text().filter(|text| !text.trim().is_empty())?;
    Some((text.trim().to_owned(), id.span))
}

/// The id that a file gives itself where its fields cannot be read, so that those who refer to it are not told as well.
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

/// The rows that can be decoded; those that cannot are noted as lost.
fn decode_rows<R: DeserializeOwned>(
    (file, text): (FileId, &SourceFile),
    register: &'static str,
    lost: &mut Lost,
    findings: &mut Findings,
) -> Vec<R> {
    let yaml = text.is_readable().then_some(text.text());
    let node = yaml.and_then(|yaml| source::parse_yaml(yaml, file, 0, Limits::REGISTER, findings));
    match node.as_ref().map(|node| (node, &node.value)) {
        Some((_, Value::Null)) => Vec::new(),
        Some((_, Value::Sequence(items))) => {
            let rows = items.iter().filter_map(|item| {
                let row = source::decode(item, file, findings);
                if let (None, Some((id, _))) = (&row, written_id(item)) {
                    lost.add_row(register, id);
                }
                row
            });
            rows.collect()
        }
        // A register that is not a list: let the decoder say so.
        Some((node, _)) => {
            lost.add_register(register);
            source::decode::<Vec<R>>(node, file, findings).unwrap_or_default()
        }
        None => {
            lost.add_register(register);
            Vec::new()
        }
    }
}

/// Steps 3 and 4: resolves rows and gathers the references.
struct Writer<'n> {
    names: &'n Names,
    findings: Findings,
    references: References,
}

impl Writer<'_> {
    fn kind<K: EntryKind>(&mut self, rows: Rows<K::Raw>) -> Table<K> {
        let names = self.names;
        let resolve = |(index, row): (usize, Row<K::Raw>)| {
            let mut resolver = Resolver::new(names, row.file, EntryRef::new(K::KIND, index), &row.id);
            let value = K::resolve(row.raw, row.body, &mut resolver);
            (value, resolver.findings, resolver.references)
        };
        for (_, findings, _) in rows.faulty.into_iter().enumerate().map(resolve) {
            self.findings.append(findings);
        }
        let resolved: Vec<_> = rows.sound.into_par_iter().enumerate().map(resolve).collect();
        resolved
            .into_iter()
            .map(|(value, findings, references)| {
                self.findings.append(findings);
                self.references.add(references);
                value
            })
            .collect()
    }

    /// Rows that are entries, so that their references count.
    fn rows<R, T>(
        &mut self,
        rows: Vec<(FileId, R)>,
        kind: Kind,
        resolve: impl Fn(R, &mut Resolver<'_>) -> T,
    ) -> Table<T> {
        let resolved = rows.into_iter().enumerate().map(|(index, (file, raw))| {
            let mut resolver = Resolver::new(self.names, file, EntryRef::new(kind, index), "");
            let value = resolve(raw, &mut resolver);
            self.findings.append(resolver.findings);
            self.references.add(resolver.references);
            value
        });
        resolved.collect()
    }

    /// Rows that are not entries: their references are checked, but nothing points back at them.
    fn quiet_rows<R, T>(&mut self, rows: Vec<(FileId, R)>, resolve: impl Fn(R, &mut Resolver<'_>) -> T) -> Table<T> {
        let resolved = rows.into_iter().map(|(file, raw)| {
            let mut resolver = Resolver::new(self.names, file, EntryRef::new(Kind::Page, 0), "");
            let value = resolve(raw, &mut resolver);
            self.findings.append(resolver.findings);
            value
        });
        resolved.collect()
    }
}
