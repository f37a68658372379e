//! Markdown that did not take: what was plainly meant as a link, a note, emphasis, a heading, a
//! list or a table, and is shown as text; text that became code; what is not shown at all. One rule
//! with a code for each thing that was meant, so that a portal can accept one and keep the others.
//!
//! Why: CommonMark takes everything for something and never complains, so that a missing bracket
//! goes out as it stands. Readers see signs they do not understand, and those who listen hear them.
//! Wrong: `**Frist:**14 dage`. Right: `**Frist:** 14 dage`.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::Entry;
use crate::prose::{Slip, SlipKind};
use crate::source::UNSEEN_CHARACTER;

/// A link that is shown as text.
pub(super) static LINK_AS_TEXT: Code = Code::warning("link-as-text");
/// A link that leads nowhere, for it has no address.
pub(super) static EMPTY_LINK: Code = Code::warning("empty-link");
/// `[^1]` that is shown as text.
pub(super) static NOTE_AS_TEXT: Code = Code::warning("note-as-text");
/// A note or a link's address that nothing mentions, or a second one of its name.
pub(super) static UNUSED_DEFINITION: Code = Code::warning("unused-definition");
/// `**` or a backtick that is shown as text.
pub(super) static EMPHASIS_AS_TEXT: Code = Code::warning("emphasis-as-text");
/// A heading, or its anchor, that is shown as text.
pub(super) static HEADING_AS_TEXT: Code = Code::warning("heading-as-text");
/// A list that is shown as text.
pub(super) static LIST_AS_TEXT: Code = Code::warning("list-as-text");
/// A table that is shown as text.
pub(super) static TABLE_AS_TEXT: Code = Code::warning("table-as-text");
/// A row with more cells than its table has columns: they are shown nowhere.
pub(super) static SURPLUS_CELLS: Code = Code::error("surplus-cells");
/// A box of another dialect of Markdown.
pub(super) static BLOCK_AS_TEXT: Code = Code::warning("block-as-text");
/// Text that is shown as code.
pub(super) static TEXT_AS_CODE: Code = Code::warning("text-as-code");

/// Text that is shown as a heading.
pub(super) static TEXT_AS_HEADING: Code = Code::warning("text-as-heading");

/// Text that is shown as a list.
pub(super) static TEXT_AS_LIST: Code = Code::warning("text-as-list");
/// Text that is shown as a quotation.
pub(super) static TEXT_AS_QUOTE: Code = Code::warning("text-as-quote");

/// A row of a table with too few cells, a head without words, or a line of text that is shown as a
/// row.
pub(super) static MISSING_CELLS: Code = Code::warning("missing-cells");
/// Lines that are shown as one line.
pub(super) static JOINED_LINES: Code = Code::warning("joined-lines");
/// A word that the end of a line cuts in two.
pub(super) static CUT_WORD: Code = Code::warning("cut-word");
/// Stars of a sum that are shown as emphasis.
pub(super) static TEXT_AS_EMPHASIS: Code = Code::warning("text-as-emphasis");

/// All of them.
pub(super) static CODES: &[&Code] = &[
    &LINK_AS_TEXT,
    &EMPTY_LINK,
    &NOTE_AS_TEXT,
    &UNUSED_DEFINITION,
    &EMPHASIS_AS_TEXT,
    &HEADING_AS_TEXT,
    &LIST_AS_TEXT,
    &TABLE_AS_TEXT,
    &SURPLUS_CELLS,
    &BLOCK_AS_TEXT,
    &TEXT_AS_CODE,
    &TEXT_AS_HEADING,
    &TEXT_AS_LIST,
    &TEXT_AS_QUOTE,
    &MISSING_CELLS,
    &JOINED_LINES,
    &CUT_WORD,
    &TEXT_AS_EMPHASIS,
];

/// The code of a slip, and the keys of its message and its help.
fn worded(kind: SlipKind) -> (&'static Code, &'static str, &'static str) {
    match kind {
        SlipKind::UndefinedLink => (&LINK_AS_TEXT, "message", "help"),
        SlipKind::SpacedLink => (&LINK_AS_TEXT, "message_spaced", "help_spaced"),
        SlipKind::UnclosedLink => (&LINK_AS_TEXT, "message_unclosed", "help_unclosed"),
        SlipKind::SpaceInAddress => (&LINK_AS_TEXT, "message_space", "help_space"),
        SlipKind::DrivePath => (&LINK_AS_TEXT, "message_drive", "help_drive"),
        SlipKind::SwappedLink => (&LINK_AS_TEXT, "message_swapped", "help_swapped"),
        SlipKind::BareAddress => (&LINK_AS_TEXT, "message_bare", "help_bare"),
        SlipKind::UnclosedId => (&LINK_AS_TEXT, "message_id", "help_id"),
        SlipKind::SwappedId => (&LINK_AS_TEXT, "message_swapped_id", "help_swapped_id"),
        SlipKind::ThreeBrackets => (&LINK_AS_TEXT, "message_three", "help_id"),
        SlipKind::SingleId => (&LINK_AS_TEXT, "message_single", "help_id"),
        SlipKind::EmptyLink => (&EMPTY_LINK, "message", "help"),
        SlipKind::UndefinedNote => (&NOTE_AS_TEXT, "message", "help"),
        SlipKind::RaisedNumber => (&NOTE_AS_TEXT, "message_raised", "help_raised"),
        SlipKind::UnusedDefinition => (&UNUSED_DEFINITION, "message", "help"),
        SlipKind::UnusedNote => (&UNUSED_DEFINITION, "message_note", "help_note"),
        SlipKind::NoteTwice => (&UNUSED_DEFINITION, "message_twice", "help_twice"),
        SlipKind::Emphasis => (&EMPHASIS_AS_TEXT, "message", "help"),
        SlipKind::UnevenEmphasis => (&EMPHASIS_AS_TEXT, "message_uneven", "help_uneven"),
        SlipKind::UnclosedEmphasis => (&EMPHASIS_AS_TEXT, "message_unclosed", "help_unclosed"),
        SlipKind::UnclosedCode => (&EMPHASIS_AS_TEXT, "message_code", "help_code"),
        SlipKind::Heading => (&HEADING_AS_TEXT, "message", "help"),
        SlipKind::BoldHeading => (&HEADING_AS_TEXT, "message_bold", "help_bold"),
        SlipKind::HeadingAnchor => (&HEADING_AS_TEXT, "message_anchor", "help_anchor"),
        SlipKind::Underlined => (&TEXT_AS_HEADING, "message", "help"),
        SlipKind::Bullets => (&LIST_AS_TEXT, "message", "help"),
        SlipKind::ItemWithoutSpace => (&LIST_AS_TEXT, "message_space", "help_space"),
        SlipKind::ItemInText => (&LIST_AS_TEXT, "message_in_text", "help_in_text"),
        SlipKind::ItemsInLine => (&LIST_AS_TEXT, "message_in_line", "help_in_line"),
        SlipKind::Item => (&TEXT_AS_LIST, "message", "help"),
        SlipKind::Quotation => (&TEXT_AS_QUOTE, "message", "help"),
        SlipKind::Task => (&LIST_AS_TEXT, "message_task", "help_task"),
        SlipKind::TableWithoutLine => (&TABLE_AS_TEXT, "message", "help"),
        SlipKind::RowApart => (&TABLE_AS_TEXT, "message_apart", "help_apart"),
        SlipKind::TableColumns => (&TABLE_AS_TEXT, "message_columns", "help_columns"),
        SlipKind::SurplusCells => (&SURPLUS_CELLS, "message", "help"),
        SlipKind::MissingCells => (&MISSING_CELLS, "message", "help"),
        SlipKind::EmptyRow => (&MISSING_CELLS, "message_row", "help_row"),
        SlipKind::EmptyHead => (&MISSING_CELLS, "message_head", "help_head"),
        SlipKind::TextInTable => (&MISSING_CELLS, "message_text", "help_text"),
        SlipKind::SwallowedText => (&TEXT_AS_LIST, "message_swallowed", "help_swallowed"),
        SlipKind::JoinedLines => (&JOINED_LINES, "message", "help"),
        SlipKind::TabbedCells => (&TABLE_AS_TEXT, "message_tabs", "help_tabs"),
        SlipKind::Letters => (&LIST_AS_TEXT, "message_letters", "help_letters"),
        SlipKind::CutWord => (&CUT_WORD, "message", "help"),
        SlipKind::Stars => (&TEXT_AS_EMPHASIS, "message", "help"),
        SlipKind::Colons => (&BLOCK_AS_TEXT, "message", "help"),
        SlipKind::Alert => (&BLOCK_AS_TEXT, "message_alert", "help_alert"),
        SlipKind::UnseenCharacter => (&UNSEEN_CHARACTER, "message_entity", "help_entity"),
        SlipKind::Indented => (&TEXT_AS_CODE, "message", "help"),
        SlipKind::FencedText => (&TEXT_AS_CODE, "message_fenced", "help_fenced"),
        SlipKind::UnclosedFence => (&TEXT_AS_CODE, "message_fence", "help_fence"),
    }
}

fn markdown_as_text(entry: &Entry, slip: &Slip, text: &str) -> Diagnostic {
    let (code, message, help) = worded(slip.kind);
    let written = text.get(slip.span.range()).unwrap_or_default();
    let diagnostic = Diagnostic::new(code, entry.place(slip.span))
        .message(message)
        .help(help)
        .with("text", excerpt(written));
    match &slip.mend {
        Some((span, mended)) => diagnostic.mended(entry.place(*span), mended),
        None => diagnostic,
    }
}

/// The first line, as much of it as a message has room for.
fn excerpt(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{} …", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let slips = input.entries().flat_map(|(entry, prose)| {
        let text = input.sources.file(entry.file).text();
        prose.slips.iter().map(move |slip| markdown_as_text(entry, slip, text))
    });
    slips.collect()
}
