//! Where bytes come in: every file that a portal is made from, and its path. Takes the sources;
//! gives findings, and the numbers that are known to be something else.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use portal_search::Kind;
use rayon::prelude::*;

use super::exceptions::{Exception, Exceptions};
use super::typed::Typed;
use super::{attachment, codes, contact_data, mailbox, phones};
use crate::diagnostics::{Diagnostic, Findings};
use crate::memo::{Key, Memo, Naming};
use crate::personal_number::{Certainty, Hit, Number, scan};
use crate::source::{self, FileId, Place, Role, SourceFile, Sources, Span};

/// What was found in the sources, before exceptions are looked at.
#[derive(Debug, Default)]
pub(crate) struct Incoming {
    found: Vec<Found>,
    /// What cannot be looked through.
    untold: Findings,
    /// Telephone numbers that stand under no key, with their eight digits.
    phones: Vec<(Place, String)>,
    /// Numbers that stand under a key that explains them.
    explained: BTreeSet<Number>,
}

/// A number in one file.
#[derive(Debug)]
struct Found {
    file: FileId,
    site: Where,
    hit: Hit,
}

/// Where in a file a number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    /// In its name, or in that of a folder.
    Path,
    /// In its text.
    Text,
    /// In the words of a file that is no text.
    Document,
    /// In a file that stands in its text.
    Encoded,
}

/// Numbers that may be published: they are known to be something else, or are excepted.
#[derive(Debug, Default)]
pub(crate) struct Passed {
    known: BTreeSet<Number>,
    /// Those that the words around them make a warning of, wherever they stand. A term of the index
    /// has no words around it.
    doubtful: BTreeSet<Number>,
}

impl Passed {
    /// What tells these numbers from others.
    pub(crate) fn name(&self) -> Key {
        self.known.iter().fold(Naming::default(), Naming::and).key()
    }

    /// Whether a number is among them.
    pub(super) fn has(&self, hit: &Hit) -> bool {
        self.known.contains(&hit.number)
    }

    /// Whether a number is a warning where it comes from.
    pub(super) fn is_doubtful(&self, hit: &Hit) -> bool {
        self.doubtful.contains(&hit.number)
    }
}

/// Scans every file and every path, but those of the built-in theme: a test has seen those.
/// A file that was harmless is not looked through again.
pub(crate) fn incoming(sources: &Sources, memo: &Memo) -> Incoming {
    let files: Vec<_> = sources.files().filter(|(_, source)| !source.is_built_in()).collect();
    let scanned: Vec<_> = files
        .into_par_iter()
        .map(|(file, source)| remembered((file, source), sources, memo))
        .collect();
    let mut incoming = Incoming::default();
    for part in scanned {
        incoming.found.extend(part.found);
        incoming.untold.append(part.untold);
        incoming.explained.extend(part.explained);
        incoming.phones.extend(part.phones);
    }
    let phones = std::mem::take(&mut incoming.phones);
    incoming.untold.extend(phones::unlisted(&phones, sources));
    incoming
}

/// A file without anything that looks like a personal number.
struct Harmless;

/// What is in a file, unless it is known that there is nothing.
fn remembered((file, source): (FileId, &SourceFile), sources: &Sources, memo: &Memo) -> Incoming {
    if !memo.is_on() {
        return in_file(file, source, sources);
    }
    let bytes = sources.bytes(file).unwrap_or_default();
    let key = Naming::default().and(source.path()).and(source.text()).and(bytes).key();
    if memo.get::<Harmless>(&key).is_some() {
        return Incoming::default();
    }
    let part = in_file(file, source, sources);
    if part.is_empty() {
        memo.keep(key, Arc::new(Harmless));
    }
    part
}

fn in_file(file: FileId, source: &SourceFile, sources: &Sources) -> Incoming {
    let found = |site, hits: Vec<Hit>| hits.into_iter().map(move |hit| Found { file, site, hit });
    let mut part = Incoming::default();
    let in_path = found(Where::Path, scan(source.path()));
    part.found.extend(in_path.filter(|found| is_sure(&found.hit)));
    if let Some(bytes) = sources.bytes(file).filter(|_| source.text().is_empty()) {
        part.document(file, source, bytes);
    }
    part.encoded(file, source.text());
    if let Role::Entry(_) = source.role() {
        contact_data(file, source, &mut part);
    }
    let mut hits = scan(source.text());
    if source.path().to_lowercase().ends_with("csv") {
        let cells = scan_all(&attachment::cells(source.text()));
        hits.retain(|hit| cells.iter().all(|cell| cell.number != hit.number || is_sure(hit)));
        let told = |cell: &Hit| hits.iter().any(|hit| hit.number == cell.number);
        let untold: Vec<_> = cells.into_iter().filter(|cell| !told(cell)).collect();
        part.found.extend(found(Where::Document, untold));
    }
    if !hits.is_empty() {
        let typed = Typed::of(file, source);
        let (explained, hits): (Vec<_>, Vec<_>) =
            hits.into_iter().partition(|hit| typed.explains(hit));
        part.found.extend(found(Where::Text, hits));
        part.explained.extend(explained.into_iter().map(|hit| hit.number));
    }
    part
}

/// The numbers in the words of a document. Of a document that is full of them, some are enough:
/// where they stand is not told.
fn scan_all(words: &str) -> Vec<Hit> {
    /// So many of a certainty.
    const ENOUGH: usize = 1_000;
    let (mut hits, mut possible, mut rest) = (Vec::new(), Vec::new(), words);
    while !rest.is_empty() && hits.len() < ENOUGH {
        let (portion, after) = portion(rest);
        let (sure, others): (Vec<_>, Vec<_>) = scan(portion).into_iter().partition(is_sure);
        hits.extend(sure);
        possible.extend(others);
        possible.truncate(ENOUGH);
        rest = after;
    }
    hits.extend(possible);
    hits
}

/// The first million bytes and the rest of their line, and what follows; of a line without an end,
/// the rest begins a little earlier, so that no number is cut.
fn portion(text: &str) -> (&str, &str) {
    const LENGTH: usize = 1 << 20;
    const TWICE: usize = 256;
    if text.len() <= 2 * LENGTH {
        return (text, "");
    }
    let line = text.as_bytes()[LENGTH..2 * LENGTH].iter().position(|byte| *byte == b'\n');
    if let Some(line) = line {
        return text.split_at(LENGTH + line);
    }
    let boundary = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    (&text[..boundary(2 * LENGTH)], &text[boundary(2 * LENGTH - TWICE)..])
}

fn is_sure(hit: &Hit) -> bool {
    hit.certainty == Certainty::Sure
}

/// What tells how one person can be reached, in what the editors write.
fn contact_data(file: FileId, source: &SourceFile, part: &mut Incoming) {
    let place = |span: &Range<usize>| Place { file, span: Span::new(span.start, span.end) };
    let addresses = contact_data::private_addresses(source.text());
    part.untold
        .extend(addresses.iter().map(|(span, domain)| codes::private_email(place(span), domain)));
    let personal = mailbox::personal_mailboxes(source.text());
    part.untold.extend(personal.iter().map(|span| codes::personal_mailbox(place(span))));
    let phones = contact_data::phones(source.text());
    if !phones.is_empty() {
        let typed = Typed::of(file, source);
        let fields = fields_of_contact(file, source);
        let told = |span: &Range<usize>| is_of_phones(fields, span);
        let untyped = phones.into_iter().filter(|(span, _)| !typed.covers(span) && !told(span));
        part.phones.extend(untyped.map(|(span, digits)| (place(&span), digits)));
    }
}

/// The text above the body of a contact; none of any other file.
fn fields_of_contact(file: FileId, source: &SourceFile) -> &str {
    if !matches!(source.role(), Role::Entry(Kind::Contact)) {
        return "";
    }
    let text = source.text();
    source::split(text, file).map_or(text, |parts| &text[..parts.yaml.end as usize])
}

/// Whether a number stands on a line of a contact's `fields` that is meant for numbers: what is
/// wrong with the line is told, and the number is the contact's.
fn is_of_phones(fields: &str, span: &Range<usize>) -> bool {
    const MEANT: &[&str] =
        &["phone", "number:", "tlf", "telefon", "tel:", "mobil", "email:", "mail:", "kontakt:"];
    let before = fields.get(..span.start).filter(|_| span.end <= fields.len());
    let line = before.and_then(|before| before.rsplit('\n').next());
    line.is_some_and(|line| {
        let line = line.to_lowercase();
        MEANT.iter().any(|word| line.contains(word))
    })
}

fn start_of(file: FileId) -> Place {
    Place { file, span: Span::default() }
}

impl Incoming {
    /// A file that is no text.
    fn document(&mut self, file: FileId, source: &SourceFile, bytes: &[u8]) {
        let place = start_of(file);
        match attachment::words_of(source.path(), bytes) {
            Ok(words) => {
                let hits = scan_all(&words.text).into_iter();
                self.found.extend(hits.map(|hit| Found { file, site: Where::Document, hit }));
                self.untold.extend((!words.all_is_text).then(|| codes::without_text(place)));
                self.untold.extend(words.is_unfinished.then(|| codes::unfinished(place)));
                let name = source.path().rsplit('/').next().unwrap_or_default();
                self.untold.extend(words.is_active.then(|| source::active(place, name)));
            }
            Err(why) => self.untold.push(codes::unreadable(place, why)),
        }
    }

    /// Files that stand in a text.
    fn encoded(&mut self, file: FileId, text: &str) {
        for (span, bytes) in attachment::encoded(text) {
            match attachment::words(&bytes) {
                Ok(words) => {
                    let hits = scan_all(&words.text).into_iter();
                    self.found.extend(hits.map(|mut hit| {
                        hit.span = span.clone();
                        Found { file, site: Where::Encoded, hit }
                    }));
                }
                Err(why) => {
                    let place = Place { file, span: Span::new(span.start, span.end) };
                    self.untold.push(codes::unreadable(place, why));
                }
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.found.is_empty()
            && self.untold.is_empty()
            && self.phones.is_empty()
            && self.explained.is_empty()
    }

    /// What is told of some of a portal's files, where exceptions for the others are not needed.
    pub(crate) fn judge_part(
        self,
        sources: &Sources,
        settings: Option<(&[Exception], Date)>,
    ) -> Findings {
        let (mut findings, _) = self.judge(sources, settings);
        findings.retain(|finding| *finding.code != codes::UNUSED_EXCEPTION);
        findings
    }

    /// What is told, and what may be published. Without settings nothing is excepted.
    pub(crate) fn judge(
        self,
        sources: &Sources,
        settings: Option<(&[Exception], Date)>,
    ) -> (Findings, Passed) {
        let mut exceptions = settings.map(|(all, today)| Exceptions::of(all, today));
        let mut findings = self.untold;
        let mut doubtful = BTreeSet::new();
        for found in self.found {
            if found.site == Where::Text && !is_sure(&found.hit) {
                doubtful.insert(found.hit.number);
            }
            let path = sources.file(found.file).path();
            let covered =
                exceptions.as_mut().is_some_and(|exceptions| exceptions.cover(path, &found.hit));
            if !covered {
                findings.push(found.told());
            }
        }
        let (about, excepted) = exceptions.map(Exceptions::finish).unwrap_or_default();
        findings.append(about);
        let known = self.explained.into_iter().chain(excepted).collect();
        (findings, Passed { known, doubtful })
    }
}

impl Found {
    fn told(&self) -> Diagnostic {
        let masked = self.hit.masked();
        let span = Span::new(self.hit.span.start, self.hit.span.end);
        let place = match self.site {
            Where::Text | Where::Encoded => Place { file: self.file, span },
            Where::Path | Where::Document => start_of(self.file),
        };
        match (self.hit.certainty, self.site) {
            (Certainty::Possible, _) => codes::possible(place, &masked),
            (Certainty::Sure, Where::Path) => codes::in_path(place, &masked),
            (Certainty::Sure, Where::Document | Where::Encoded) => {
                codes::in_document(place, &masked)
            }
            (Certainty::Sure, Where::Text) => codes::personal_number(place, &masked),
        }
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    use super::*;
    use crate::source::default_theme;

    #[test]
    fn a_long_text_is_looked_through_to_its_end() {
        let number = format!("{}-{}", ["07", "07", "61"].concat(), 1000 + 17);
        for filler in ["x", "x\n", "å"] {
            for before in [0, (1 << 21) / filler.len() - 5, 3 << 20] {
                let text = format!("{} {number} {}", filler.repeat(before), filler.repeat(1 << 20));
                let found: Vec<_> = scan_all(&text).into_iter().map(|hit| hit.masked()).collect();
                assert!(found.iter().all(|masked| *masked == "070761-****") && !found.is_empty());
            }
        }
        assert!(scan_all(&format!("{number};").repeat(1 << 18)).len() >= 1_000);
    }

    #[test]
    fn what_is_encoded_in_a_theme_counts() {
        let number = format!("{}-{}", ["07", "07", "61"].concat(), 1000 + 17);
        let packed = STANDARD.encode(format!("Ring om {number}, tak"));
        let escaped: Vec<String> = number.bytes().map(|byte| format!("\\{byte:x} ")).collect();
        let escaped = escaped.concat();
        let (one, two) = number.split_at(8);
        for (path, text) in [
            ("static/a.css", format!("a {{ b: url(data:text/plain;base64,{packed}) }}")),
            ("templates/a.html", format!("<img src=\"data:image/png;base64,{packed}\">")),
            ("styles/10-a.css", format!("a::after {{ content: \"{escaped}\" }}")),
            ("styles/10-a.css", format!("a::after {{ content: \"{one}\" \"{two}\" }}")),
            ("static/a.js", format!("const a = '{one}' + '{two}';")),
        ] {
            let (name, path) = (path, format!("themes/a/{path}"));
            let files = [("site.toml".to_owned(), "theme = \"a\"\n".to_owned()), (path, text)];
            let (sources, _) =
                Sources::from_files(files.map(|(path, text)| (path, text.into_bytes())));
            let found = incoming(&sources, &Memo::default()).found;
            assert!(found.iter().any(|found| is_sure(&found.hit)), "{name}");
        }
    }

    #[test]
    fn a_number_that_is_a_warning_may_be_a_term_of_the_index() {
        let period = ["01", ".01.12-", "2013"].concat();
        let text = format!("---\ntitle: A\n---\nI perioden {period}.\n");
        let file = ("content/pages/a.md".to_owned(), text.into_bytes());
        let (sources, _) = Sources::from_files([file]);
        let (findings, passed) = incoming(&sources, &Memo::default()).judge(&sources, None);
        assert!(!findings.has_errors());
        let term = scan(&period).pop().expect("a number");
        assert!(is_sure(&term) && passed.is_doubtful(&term) && !passed.has(&term));
    }

    #[test]
    fn the_built_in_theme_has_no_personal_number() {
        let (sources, _) = default_theme();
        let files: Vec<_> = sources.files().collect();
        assert!(files.len() > 50 && files.iter().all(|(_, source)| source.is_built_in()));
        let found: Vec<_> = files
            .into_iter()
            .flat_map(|(file, source)| in_file(file, source, &sources).found)
            .collect();
        assert!(found.is_empty(), "{found:?}");
    }
}
