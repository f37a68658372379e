//! Why a file's fields cannot be read, and the lines as they should be. A parser says where it gave
//! up, in the words of a scanner; here is guessed what the editor did, on the line where it gave up
//! and those above it, and every guess is tried: only what makes the text readable (or gets the
//! parser further) is told.

mod fields;
mod indentation;
pub(super) mod toml;
pub(super) mod yaml;

use super::line::Line;
use crate::span::Span;

/// What an editor did, and what to write instead. All ranges are bytes of the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cause {
    /// Which slip it is.
    pub(super) slip: Slip,
    /// Where to point.
    pub(super) at: Span,
    /// What is replaced.
    pub(super) range: Span,
    /// By what.
    pub(super) text: String,
}

/// The slips that are known; each has words of its own, but for tabs, which have a code of their
/// own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// A tab where spaces belong.
    Tab,
    /// A character that looks like a space, or like nothing.
    InvisibleCharacter,
    /// A dash or dot of a word processor before an item of a list.
    Dash,
    /// An item of a list without its dash, beside others that have one.
    NoDash,
    /// A quote that is opened and never closed.
    OpenQuote,
    /// Text beside or between quotes.
    QuoteInside,
    /// A backslash in double quotes.
    Backslash,
    /// A bracket that is opened and never closed, or closed and never opened.
    Bracket,
    /// `: ` in a text without quotes.
    Colon,
    /// A text that begins with a character that means something to YAML.
    SpecialCharacter,
    /// No space after the colon of a key or the dash of an item.
    NoSpace,
    /// A key without its colon.
    NoColon,
    /// The rest of a text that stands on a line of its own, and is not indented.
    Continuation,
    /// Fields that belong together but are not indented alike.
    Indentation,
    /// A note as other languages write it.
    Comment,
    /// Ids in the double brackets that they have in texts.
    Wikilink,
    /// Two values or fields without the comma between them.
    NoComma,
    /// Two fields on one line.
    TwoFields,
    /// Words behind the quote that ends a text.
    BehindQuote,
    /// A text of TOML without quotes.
    NoQuotes,
    /// A list of dashes where TOML has brackets.
    DashesInToml,
    /// A path with the strokes of Windows.
    PathWithBackslash,
    /// `:` where TOML has `=`.
    NoEqualsSign,
}

impl Slip {
    /// The key of what is wrong, in words.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Tab | Self::InvisibleCharacter => "message_invisible",
            Self::Dash => "message_dash",
            Self::NoDash => "message_no_dash",
            Self::OpenQuote => "message_open_quote",
            Self::QuoteInside => "message_quote_inside",
            Self::Backslash => "message_backslash",
            Self::Bracket => "message_bracket",
            Self::Colon => "message_colon",
            Self::SpecialCharacter => "message_special",
            Self::NoSpace => "message_no_space",
            Self::NoColon => "message_no_colon",
            Self::Continuation => "message_continuation",
            Self::Indentation => "message_indentation",
            Self::Comment => "message_comment",
            Self::Wikilink => "message_wikilink",
            Self::NoComma => "message_no_comma",
            Self::TwoFields => "message_two_fields",
            Self::BehindQuote => "message_behind_quote",
            Self::DashesInToml => "message_dashes",
            Self::PathWithBackslash => "message_path",
            Self::NoQuotes => "message_no_quotes",
            Self::NoEqualsSign => "message_no_equals",
        }
    }

    /// The key of what to do about it.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Tab | Self::InvisibleCharacter => "help_invisible",
            Self::Dash => "help_dash",
            Self::NoDash => "help_no_dash",
            Self::OpenQuote => "help_open_quote",
            Self::QuoteInside => "help_quote_inside",
            Self::Backslash => "help_backslash",
            Self::Bracket => "help_bracket",
            Self::Colon => "help_colon",
            Self::SpecialCharacter => "help_special",
            Self::NoSpace => "help_no_space",
            Self::NoColon => "help_no_colon",
            Self::Continuation => "help_continuation",
            Self::Indentation => "help_indentation",
            Self::Comment => "help_comment",
            Self::Wikilink => "help_wikilink",
            Self::NoComma => "help_no_comma",
            Self::TwoFields => "help_two_fields",
            Self::BehindQuote => "help_behind_quote",
            Self::DashesInToml => "help_dashes",
            Self::PathWithBackslash => "help_path",
            Self::NoQuotes => "help_no_quotes",
            Self::NoEqualsSign => "help_no_equals",
        }
    }

    /// Whether there is no other reason to write so: these are tried first.
    fn is_certain(self) -> bool {
        matches!(self, Self::Tab | Self::InvisibleCharacter | Self::Dash)
    }

    /// Whether the library's own place on the line is the better one to point at.
    pub(super) fn is_a_matter_of_the_line(self) -> bool {
        matches!(self, Self::Colon | Self::SpecialCharacter)
    }
}

/// How far a text can be read.
pub(super) enum Reading {
    /// To this byte.
    To(usize),
    /// To its end, but a field stands twice in it.
    Twice,
    /// To its end.
    Whole,
}

/// Most lines above the one where reading ended that are looked at.
const LINES_ABOVE: usize = 12;
/// Most lines below it: a tab makes a line a part of the one above, which is then blamed.
const LINES_BELOW: usize = 2;
/// Most guesses that are tried on one text.
const MOST_TRIALS: usize = 120;

/// Finds the cause. `failed` is the byte where reading ended, `guesses` what a line may be meant to
/// say; `read` tells how far a text can be read.
pub(super) fn cause(
    text: &str,
    failed: usize,
    guesses: impl Fn(&str, Line<'_>) -> Vec<Cause>,
    read: impl Fn(&str) -> Reading,
) -> Option<Cause> {
    let below = Line::all(&text[failed..]).skip(1).take(LINES_BELOW);
    let below = below.map(|line| Line { start: failed + line.start, ..line });
    let lines = suspects(text, failed).chain(below);
    let mut guesses: Vec<Cause> =
        lines.flat_map(|line| guesses(text, line)).take(MOST_TRIALS).collect();
    guesses.sort_by_key(|guess| !guess.slip.is_certain());
    let (mut doubtful, mut further) = (None, None);
    for guess in guesses {
        let tried =
            [&text[..guess.range.start as usize], &guess.text, &text[guess.range.end as usize..]]
                .concat();
        let mended_to = guess.range.start as usize + guess.text.len();
        match read(&tried) {
            Reading::Whole => return Some(guess),
            Reading::Twice => doubtful = doubtful.or(Some(guess)),
            Reading::To(at)
                if further.is_none() && gets_further(at, &tried, mended_to, (text, failed)) =>
            {
                further = Some(guess);
            }
            Reading::To(_) => {}
        }
    }
    doubtful.or(further)
}

/// Whether reading ends on a later line than before, and later than what was mended.
fn gets_further(at: usize, tried: &str, mended_to: usize, (text, failed): (&str, usize)) -> bool {
    let line_of = |text: &str, at: usize| text[..at.min(text.len())].matches('\n').count();
    let line = line_of(tried, at);
    line > line_of(tried, mended_to) && line > line_of(text, failed)
}

/// The lines that may be at fault: where reading ended, then upwards.
fn suspects(text: &str, failed: usize) -> impl Iterator<Item = Line<'_>> {
    let mut next = Some(Line::around(text, failed));
    let lines = std::iter::from_fn(move || {
        let line = next?;
        next = line.start.checked_sub(1).map(|before| Line::around(text, before));
        Some(line)
    });
    lines.filter(|line| !line.content().is_empty()).take(LINES_ABOVE + 1)
}
