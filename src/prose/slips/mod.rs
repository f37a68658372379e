//! Markdown that did not take: what a writer plainly meant as a link, a note, emphasis, a heading,
//! a list or a table, and what CommonMark shows as text. Takes the pieces of a body that are shown
//! as text; gives slips, each with what should stand there where that can be told. Words nothing.

mod blocks;
mod code;
mod emphasis;
mod headings;
mod lines;
mod links;
mod lists;
mod shown;
mod signs;
mod tables;

use std::ops::Range;

pub(super) use code::{fenced, indented};
pub(super) use headings::underlined;
pub(super) use lines::stars;
pub(super) use links::unused_definition;
pub(super) use shown::{RunKind, Shown};
pub(super) use signs::{item, quotation};
pub(super) use tables::{cells_of_head, cells_of_row};

use super::Heading;
use super::pattern::{Pattern, pattern};
use crate::model::Catalogue;
use crate::source::Span;

/// What did not take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlipKind {
    /// `[words][name]` without a definition of the name.
    UndefinedLink,
    /// `[words] (address)`.
    SpacedLink,
    /// `[words](address`.
    UnclosedLink,
    /// `[words](an address)`.
    SpaceInAddress,
    /// `[words](G:\a folder\file.docx)`.
    DrivePath,
    /// `(words)[address]`.
    SwappedLink,
    /// `https://a.dk` in a text.
    BareAddress,
    /// `[[id]`, `[id]]` or `[[id`.
    UnclosedId,
    /// `(words)[[id]]`
    SwappedId,
    /// `[[[id]]]`
    ThreeBrackets,
    /// `[id]` of an entry.
    SingleId,
    /// `[words]()`.
    EmptyLink,
    /// `[name]: address` that nothing mentions.
    UnusedDefinition,
    /// `[^1]` without a note.
    UndefinedNote,
    /// `words.¹`
    RaisedNumber,
    /// A note that nothing mentions.
    UnusedNote,
    /// A second note of a name.
    NoteTwice,
    /// `**words:**more`, `** words **`.
    Emphasis,
    /// `**words*`.
    UnevenEmphasis,
    /// `**` alone.
    UnclosedEmphasis,
    /// A backtick alone.
    UnclosedCode,
    /// `##Words`.
    Heading,
    /// `**Words**` alone in a paragraph.
    BoldHeading,
    /// `{#Name}` with letters that no anchor has.
    HeadingAnchor,
    /// `• words`.
    Bullets,
    /// `-words`, `1)words`.
    ItemWithoutSpace,
    /// `2. words` in the middle of a paragraph.
    ItemInText,
    /// `Words: - words - words` on one line.
    ItemsInLine,
    /// Text that the line under it made a heading.
    Underlined,
    /// `1. January …`, `2014. …`, `+ 45 …` that became an item of a list.
    Item,
    /// `> 30 …` that became a quotation.
    Quotation,
    /// `- [ ] words`.
    Task,
    /// Rows without the line under the head.
    TableWithoutLine,
    /// Rows that an empty line parts from their table.
    RowApart,
    /// Rows with a line under the head that has another number of columns.
    TableColumns,
    /// A row with more cells than the head.
    SurplusCells,
    /// A row with fewer cells than the head.
    MissingCells,
    /// A row without a word.
    EmptyRow,
    /// Columns without a heading.
    EmptyHead,
    /// A line of text under a table, which became a row of it.
    TextInTable,
    /// A line of text under a list, which became a part of its last item.
    SwallowedText,
    /// Lines that are shown as one.
    JoinedLines,
    /// Cells with tabs between them.
    TabbedCells,
    /// `a) …`, `b) …`.
    Letters,
    /// A word that the end of a line cuts in two.
    CutWord,
    /// `13 kr*37 timer*4`.
    Stars,
    /// `:::`.
    Colons,
    /// `> [!NOTE]`.
    Alert,
    /// Text that became code by its indentation.
    Indented,
    /// `&#x202e;`.
    UnseenCharacter,
    /// Markdown between fences, as another program handed it over.
    FencedText,
    /// Everything after a fence that nothing closes.
    UnclosedFence,
}

/// Something that did not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// What it is.
    pub kind: SlipKind,
    /// Where it stands in the file.
    pub span: Span,
    /// The place and what should stand there.
    pub mend: Option<(Span, String)>,
}

/// A slip, by its bytes in the body.
pub(super) struct Found {
    pub(super) kind: SlipKind,
    pub(super) range: Range<usize>,
    pub(super) mend: Option<(Range<usize>, String)>,
}

impl Found {
    pub(super) fn new(kind: SlipKind, range: Range<usize>) -> Self {
        Self { kind, range, mend: None }
    }

    /// What should stand in its place.
    pub(super) fn instead(self, text: impl Into<String>) -> Self {
        let range = self.range.clone();
        self.mended(range, text)
    }

    /// What should stand in another place.
    fn mended(self, range: Range<usize>, text: impl Into<String>) -> Self {
        Self { mend: Some((range, text.into())), ..self }
    }

    /// The same slip with its places moved.
    pub(super) fn at(self, place: impl Fn(Range<usize>) -> Range<usize>) -> Self {
        let mend = self.mend.map(|(range, text)| (place(range), text));
        Self { range: place(self.range), mend, ..self }
    }

    pub(super) fn in_file(self, offset: usize) -> Slip {
        let span = |range: Range<usize>| Span::new(range.start + offset, range.end + offset);
        Slip {
            kind: self.kind,
            span: span(self.range),
            mend: self.mend.map(|(range, text)| (span(range), text)),
        }
    }
}

/// A piece of running text: a paragraph, a heading, a cell, an item's own words.
pub(super) struct Run<'r> {
    pub(super) kind: RunKind,
    /// Where it begins in the body.
    pub(super) start: usize,
    /// What stands before it on its line.
    pub(super) before: &'r str,
    /// As written.
    pub(super) source: &'r str,
    /// As long as `source`: what is shown as text, and marks for what is not.
    pub(super) shown: &'r str,
}

impl Run<'_> {
    /// What a new line needs before its text to stand in the same blocks as the line that begins at
    /// `line`.
    fn around(&self, line: usize) -> String {
        let length = self.shown[line..].bytes().take_while(|byte| *byte == shown::AROUND).count();
        let around = &self.source[line..line + length];
        let around = if line == 0 { self.before } else { around };
        around.chars().map(|c| if c == '>' { c } else { ' ' }).collect()
    }

    fn range(&self, range: Range<usize>) -> Range<usize> {
        range.start + self.start..range.end + self.start
    }
}

/// Everything that did not take among the pieces that are shown as text.
pub(super) fn slips(
    (body, offset): (&str, usize),
    shown: &Shown,
    catalogue: &Catalogue,
    headings: &[Heading],
) -> Vec<Found> {
    let mask = shown.mask(body);
    let line_starts = LineStarts::of(body);
    let mut found = Vec::new();
    let mut lists = lists::Lists::default();
    for (kind, range) in shown.runs() {
        let (Some(source), Some(shown)) = (body.get(range.clone()), mask.get(range.clone())) else {
            continue;
        };
        let before = &body[line_starts.before(range.start)..range.start];
        let run = Run { kind: *kind, start: range.start, before, source, shown };
        if kind.is_block() {
            headings::scan(&run, offset, headings, &mut found);
            found.extend(headings::bold(&run, &body[range.end..], offset, headings));
            lists.scan(&run, &mut found);
            tables::scan(&run, &body[..range.start], &mut found);
            blocks::scan(&run, &mut found);
            lines::scan(&run, &mut found);
        }
        links::scan(&run, catalogue, &mut found);
        emphasis::scan(&run, &mut found);
    }
    found
}

/// Where the lines of a body begin: a line may be as long as the body, and hold thousands of cells.
struct LineStarts(Vec<usize>);

impl LineStarts {
    fn of(body: &str) -> Self {
        let after = body.match_indices('\n').map(|(at, _)| at + 1);
        Self([0].into_iter().chain(after).collect())
    }

    /// Where the line begins that the byte at `at` stands in.
    fn before(&self, at: usize) -> usize {
        let after = self.0.partition_point(|start| *start <= at);
        after.checked_sub(1).map_or(0, |line| self.0[line])
    }
}
