//! The one pass over a text that finds personal numbers. Takes any text; gives what it found with
//! its place. Knows nothing of files, and of no language but the words of
//! [`context`](super::context).

use std::ops::Range;

use super::character::Class;
use super::context::context;
use super::glyph::Glyphs;
use super::lettered::lettered;
use super::lost_zero::lost_zeros;
use super::named_month::named_months;
use super::number::Number;
use super::shape::{Gap, Gaps, Neighbours, Shape, shape};
use super::short_date::short_dates;
use super::spread::spread;

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It is set out as a personal number, or its digits say so: it must not be published.
    Sure,
    /// It begins with a date, and nothing else speaks for it.
    Possible,
}

/// A number that was found. Its digits are never printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// How sure it is.
    pub certainty: Certainty,
    /// Whether it is ten plain digits in a row, as other numbers are written too.
    pub bare: bool,
    /// The ten digits, to compare with.
    pub(crate) number: Number,
    /// The places of its last four digits.
    pub(super) last: [Range<usize>; 4],
}

impl Hit {
    /// As it may be shown: `DDMMYY-****`.
    #[must_use]
    pub fn masked(&self) -> String {
        self.number.masked()
    }

    /// Whether the digits themselves speak for a personal number, and not only how they are set
    /// out.
    pub(crate) fn is_likely(&self) -> bool {
        self.number.fits_modulus_11() || self.number.is_new_years_day()
    }
}

/// Every number in a text, in the order of their places.
#[must_use]
pub fn scan(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    scan_part(text, 0..text.len(), 0, &mut hits);
    hits.extend(spread(text));
    hits.extend(short_dates(text));
    hits.extend(named_months(text));
    hits.extend(lost_zeros(text));
    hits.sort_by_key(|hit| (hit.span.start, hit.span.end));
    hits.dedup();
    hits
}

/// How deep markup within markup is looked into.
const DEPTH: u8 = 4;

fn scan_part(text: &str, part: Range<usize>, depth: u8, hits: &mut Vec<Hit>) {
    let glyphs = Glyphs::new(text.get(..part.end).unwrap_or(text));
    let bytes = text.as_bytes();
    let mut at = part.start;
    while let Some(digit) = next_digit(&bytes[..part.end], at) {
        let start = beginning(text, digit, at);
        let mut sequence = Sequence::default();
        let end = sequence.read(text, &glyphs, start, hits);
        lettered(text, digit..end, hits);
        if depth < DEPTH {
            for passed in sequence.passed {
                scan_part(text, passed, depth + 1, hits);
            }
        }
        at = end;
    }
}

/// The first byte from `at` that may belong to a digit: an ASCII digit, or the lead byte of a
/// script that has digits. That is none of æ, ø and å, and none of the letters of Europe's other
/// languages.
fn next_digit(bytes: &[u8], at: usize) -> Option<usize> {
    const CHUNK: usize = 32;
    let may_be = |byte: u8| byte.wrapping_sub(b'0') < 10 || byte == 0xc2 || byte >= 0xd9;
    let mut from = at;
    for chunk in bytes.get(at..)?.chunks(CHUNK) {
        // Without a branch, so that the whole chunk is looked at in one go.
        if chunk.iter().fold(false, |any, byte| any | may_be(*byte)) {
            let found = chunk.iter().position(|byte| may_be(*byte));
            return found.map(|inner| from + inner);
        }
        from += chunk.len();
    }
    None
}

/// Where the piece begins that holds the digit at `at`: `&#48;`, `%30`, `\u0030` begin before it.
fn beginning(text: &str, at: usize, from: usize) -> usize {
    const LONGEST: usize = 24;
    let bytes = text.as_bytes();
    let start = at.saturating_sub(LONGEST).max(from);
    let before = &bytes[start..at];
    // Most digits stand after a letter, a space or a tag.
    let mut begins = at;
    for (inner, byte) in before.iter().enumerate().rev() {
        match byte {
            b'%' | b'\\' => begins = start + inner,
            b'&' => return start + inner,
            b'#' | b'x' | b'X' | b'u' | b'U' | b'{' | b';' | b'm' | b'p' => {}
            byte if byte.is_ascii_hexdigit() => {}
            _ => break,
        }
    }
    begins
}

/// A digit of a sequence.
#[derive(Clone, Debug)]
struct Digit {
    value: u8,
    span: Range<usize>,
    /// Whether it is an ASCII digit that stands there as itself.
    plain: bool,
    /// What stands before it, after the last digit.
    gap: Gap,
}

/// Digits that nothing but separators and markup stands between.
#[derive(Default)]
struct Sequence {
    digits: Vec<Digit>,
    /// Markup that was passed over and may hold numbers of its own.
    passed: Vec<Range<usize>>,
    /// Whether earlier digits have been judged already, all but the first of these among them.
    continued: bool,
}

impl Sequence {
    /// More digits than this are judged in portions.
    const PORTION: usize = 4096;
    /// More than this between two digits parts them for good, in bytes.
    const WIDEST: usize = 4096;
    /// The digits of a number whose year is written in full.
    const LONG: usize = 12;

    /// Reads from `start` to where the sequence ends, and gives that end; what is no digit is
    /// passed over.
    fn read(
        &mut self,
        text: &str,
        glyphs: &Glyphs<'_>,
        start: usize,
        hits: &mut Vec<Hit>,
    ) -> usize {
        let (mut at, mut end, mut gap) = (start, start, Gap::default());
        while let Some(glyph) = glyphs.at(at) {
            match glyph.class {
                Class::Digit(value) => {
                    let plain = glyph.plain && glyph.end == at + 1;
                    self.digits.push(Digit { value, span: at..glyph.end, plain, gap });
                    gap = Gap::default();
                    end = glyph.end;
                }
                _ if self.digits.is_empty() => {
                    end = glyph.end;
                    break;
                }
                Class::Word => break,
                class => {
                    self.passed.extend(glyph.passed);
                    gap.add(class);
                }
            }
            at = glyph.end;
            if at - end > Self::WIDEST {
                break;
            }
            if self.digits.len() >= Self::PORTION {
                self.judge(text, false, hits);
                self.digits.drain(..Self::PORTION - Self::LONG - 1);
                self.continued = true;
            }
        }
        // Markup after the last digit is read again.
        self.passed.retain(|passed| passed.end <= end);
        self.judge(text, true, hits);
        end
    }

    /// Judges every ten and twelve digits that begin and end at a border.
    fn judge(&self, text: &str, whole: bool, hits: &mut Vec<Hit>) {
        for start in usize::from(self.continued)..self.digits.len().saturating_sub(9) {
            if !self.is_border(start) {
                continue;
            }
            for length in [10, Self::LONG] {
                let end = start + length;
                let inside = end < self.digits.len() || whole && end == self.digits.len();
                if inside && self.is_border(end) {
                    hits.extend(self.window(start, length, text));
                }
            }
        }
    }

    /// Whether a number can begin or end before the digit at `at`.
    fn is_border(&self, at: usize) -> bool {
        let (Some(digit), Some(before)) = (self.digits.get(at), at.checked_sub(1)) else {
            return true;
        };
        // A raised note mark is no part of the number before it.
        !digit.gap.is_nothing() || digit.plain != self.digits[before].plain
    }

    /// The number of `length` digits from `start`, if it is one.
    fn window(&self, start: usize, length: usize, text: &str) -> Option<Hit> {
        let digits = &self.digits[start..start + length];
        let value = |at: usize| digits[at].value;
        let gap = |at: usize| digits[at].gap;
        let full_year = length == Self::LONG;
        let (number, gaps): (_, Gaps) = if full_year {
            let number = Number::of_full_year(std::array::from_fn(value))?;
            // The year stands for its last two digits, and nothing parts it.
            let whole = (5..8).all(|at| gap(at).is_nothing());
            (whole.then_some(number)?, [1, 2, 3, 4, 7, 8, 9, 10, 11].map(gap))
        } else {
            (Number::of(std::array::from_fn(value))?, std::array::from_fn(|at| gap(at + 1)))
        };
        let coded = digits.iter().any(|digit| !digit.plain);
        let beside = Neighbours {
            before: (start > 0).then_some(digits[0].gap),
            after: self.digits.get(start + length).map(|next| next.gap),
        };
        let found = Found {
            number,
            shape: shape(&gaps, coded, beside),
            dashed: gaps[5].is_dashed(),
            span: digits[0].span.start..digits[length - 1].span.end,
            full_year,
        };
        let certainty = found.certainty(text)?;
        let last = std::array::from_fn(|at| digits[length - 4 + at].span.clone());
        Some(Hit { span: found.span, certainty, bare: found.shape == Shape::Bare, number, last })
    }
}

/// A number and how it is written.
struct Found {
    number: Number,
    shape: Shape,
    /// Whether a dash parts the date from the rest.
    dashed: bool,
    span: Range<usize>,
    /// Whether the year is written with four digits.
    full_year: bool,
}

impl Found {
    /// Whether it is told, and how surely.
    fn certainty(&self, text: &str) -> Option<Certainty> {
        let fits = self.number.fits_modulus_11();
        let known = fits || self.number.is_new_years_day();
        // What would have to fit and does not is not worth a look at the words around it.
        if self.shape == Shape::Strange && !known {
            return None;
        }
        let near = context(text, self.span.start, self.span.end);
        let (likely, known) = (fits || near.personal, known || near.personal);
        let graded = |sure: bool| Some(if sure { Certainty::Sure } else { Certainty::Possible });
        let if_sure = |sure: bool| sure.then_some(Certainty::Sure);
        match self.shape {
            _ if self.is_in_identifier(text) => if_sure(near.personal && fits),
            Shape::Disguised => Some(Certainty::Sure),
            Shape::Parted if self.dashed || !self.full_year => {
                graded(known || !near.time || !self.number.ends_like_a_time())
            }
            _ if self.full_year => if_sure(likely),
            Shape::DateAndTime => {
                graded(known || !self.number.ends_like_a_time() && !self.number.ends_like_a_year())
            }
            Shape::Bare if near.other_number => fits.then_some(Certainty::Possible),
            Shape::Bare if self.touches_letters(text) => if_sure(likely),
            Shape::Bare => graded(known),
            Shape::Parted | Shape::Loose => if_sure(known),
            Shape::Apart | Shape::Boxed => if_sure(likely),
            Shape::Strange | Shape::Listed => if_sure(near.personal),
        }
    }

    fn touches_letters(&self, text: &str) -> bool {
        let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
        let bytes = text.as_bytes();
        letter(self.span.start.checked_sub(1).and_then(|at| bytes.get(at)))
            || letter(bytes.get(self.span.end))
    }

    /// Whether it is a piece of a hash, a key or a UUID.
    fn is_in_identifier(&self, text: &str) -> bool {
        /// Longer runs of letters and digits than this are made by programs.
        const LONGEST_NAME: usize = 24;
        /// A UUID has 36 characters, most other identifiers fewer.
        const READ: usize = 80;
        let bytes = text.as_bytes();
        let belongs = |byte: &&u8| byte.is_ascii_alphanumeric();
        let before = bytes[..self.span.start].iter().rev().take(READ);
        let after = bytes[self.span.end..].iter().take(READ);
        let run =
            before.clone().take_while(belongs).count() + after.clone().take_while(belongs).count();
        if run > 0 && run + 10 > LONGEST_NAME {
            return true;
        }
        let of_uuid = |byte: &&u8| byte.is_ascii_hexdigit() || **byte == b'-';
        let (left, right) = (before.take_while(of_uuid).count(), after.take_while(of_uuid).count());
        let token = &bytes[self.span.start - left..self.span.end + right];
        token.len() == 36 && [8, 13, 18, 23].iter().all(|at| token[*at] == b'-')
    }
}
