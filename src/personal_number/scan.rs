//! The one pass over a text that finds personal numbers. Takes any text; gives what it found with
//! its place. Knows nothing of files, and of no language but the words of
//! [`context`](super::context).

use std::ops::Range;

use super::character::Class;
use super::context::{Context, context};
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
    /// Markup counts as no more than this.
    const WIDEST_PIECE: usize = 64;
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
        let (mut at, mut end, mut width, mut gap) = (start, start, 0, Gap::default());
        while let Some(glyph) = glyphs.at(at) {
            match glyph.class {
                Class::Digit(value) => {
                    let plain = glyph.plain && glyph.end == at + 1;
                    self.digits.push(Digit { value, span: at..glyph.end, plain, gap });
                    (gap, width) = (Gap::default(), 0);
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
            width += (glyph.end - at).min(Self::WIDEST_PIECE);
            at = glyph.end;
            if width > Self::WIDEST {
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
                    hits.extend(self.iso(start, length, text));
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
        let (number, gaps, year): (_, Gaps, _) = if length == Self::LONG {
            let number = Number::of_full_year(std::array::from_fn(value))?;
            // The year stands for its last two digits, and nothing parts it.
            let whole = (5..8).all(|at| gap(at).is_nothing());
            (whole.then_some(number)?, [1, 2, 3, 4, 7, 8, 9, 10, 11].map(gap), Year::Full)
        } else {
            let gaps = std::array::from_fn(|at| gap(at + 1));
            (Number::of(std::array::from_fn(value))?, gaps, Year::Short)
        };
        self.hit(start..start + length, number, (&gaps, year), text)
    }

    /// The number of `length` digits from `start` that begin with the year.
    fn iso(&self, start: usize, length: usize, text: &str) -> Option<Hit> {
        let digits = self.digits[start..start + length].first_chunk::<{ Self::LONG }>()?;
        let gap = |at: usize| digits[at].gap;
        if !(1..4).all(|at| gap(at).is_nothing()) {
            return None;
        }
        let number = Number::of_iso_date(digits.each_ref().map(|digit| digit.value))?;
        let gaps = [1, 4, 5, 6, 7, 8, 9, 10, 11].map(gap);
        self.hit(start..start + length, number, (&gaps, Year::First), text)
    }

    /// The number that the digits of a window are, with the gaps between them.
    fn hit(
        &self,
        window: Range<usize>,
        number: Number,
        (gaps, year): (&Gaps, Year),
        text: &str,
    ) -> Option<Hit> {
        let digits = &self.digits[window.clone()];
        let gap = |at: usize| self.digits.get(at).map(|digit| digit.gap);
        let before = (window.start > 0).then_some(digits[0].gap);
        let after = gap(window.end).filter(|gap| !self.is_zero_fraction(window.end, *gap));
        let beyond_before = window.start.checked_sub(1).filter(|at| *at > 0).and_then(gap);
        let beside =
            Neighbours { before, after, beyond: [beyond_before, after.and(gap(window.end + 1))] };
        let coded = digits.iter().any(|digit| !digit.plain);
        let [.., last] = digits else { return None };
        let found = Found {
            number,
            shape: shape(gaps, coded, beside),
            within: gaps[1],
            parting: gaps[5],
            span: digits[0].span.start..last.span.end,
            year,
        };
        let certainty = found.certainty(text)?;
        let last = std::array::from_fn(|at| digits[digits.len() - 4 + at].span.clone());
        Some(Hit { span: found.span, certainty, bare: found.shape == Shape::Bare, number, last })
    }

    /// Whether the digits from `at` are zeros behind a decimal point, and nothing goes on after
    /// them: `12.0`, as programs write whole numbers.
    fn is_zero_fraction(&self, at: usize, gap: Gap) -> bool {
        let rest = &self.digits[at..];
        let inner = rest.iter().skip(1).take_while(|digit| digit.gap.is_nothing()).count();
        let goes_on = rest.get(1 + inner).is_some_and(|next| next.gap.joins());
        gap.is_decimal_point() && !goes_on && rest[..=inner].iter().all(|digit| digit.value == 0)
    }
}

/// How the year of a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Year {
    /// With two digits, at the end.
    Short,
    /// With four digits, at the end.
    Full,
    /// With four digits, before the month (ISO 8601).
    First,
}

/// A number and how it is written.
struct Found {
    number: Number,
    shape: Shape,
    /// What stands between day and month.
    within: Gap,
    /// What parts the date from the rest.
    parting: Gap,
    span: Range<usize>,
    year: Year,
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
        let certainty = self.graded(near, text)?;
        let is_lowered = !near.personal && self.is_something_else(near, text);
        Some(if is_lowered { Certainty::Possible } else { certainty })
    }

    fn graded(&self, near: Context, text: &str) -> Option<Certainty> {
        let fits = self.number.fits_modulus_11();
        let known = fits || self.number.is_new_years_day() || near.personal;
        let likely = fits || near.personal;
        let graded = |sure: bool| Some(if sure { Certainty::Sure } else { Certainty::Possible });
        let if_sure = |sure: bool| sure.then_some(Certainty::Sure);
        match self.shape {
            _ if self.is_in_identifier(text) => if_sure(near.personal && fits),
            _ if self.year == Year::First => self.graded_by_year(likely, near),
            Shape::Disguised => Some(Certainty::Sure),
            Shape::Parted if self.parting.is_dashed() || self.year == Year::Short => {
                graded(known || !near.time || !self.number.ends_like_a_time())
            }
            // A date at the end of a paragraph, and digits at the beginning of the next.
            Shape::Strange if self.parting.parts_cells() => if_sure(near.personal),
            _ if self.year == Year::Full => if_sure(likely),
            Shape::DateAndTime => {
                graded(known || !self.number.ends_like_a_time() && !self.number.ends_like_a_year())
            }
            Shape::Bare if near.other_number => fits.then_some(Certainty::Possible),
            Shape::Bare if self.touches_letters(text) => if_sure(likely),
            Shape::Bare => graded(known),
            Shape::Parted | Shape::Loose => if_sure(known),
            Shape::Beside if near.phone => likely.then_some(Certainty::Possible),
            Shape::Beside | Shape::Apart | Shape::Boxed => if_sure(likely),
            Shape::Strange | Shape::Listed => if_sure(near.personal),
        }
    }

    /// The same, of a date that begins with its year: such dates stand before all that is counted.
    fn graded_by_year(&self, likely: bool, near: Context) -> Option<Certainty> {
        match self.shape {
            _ if near.personal => Some(Certainty::Sure),
            Shape::Bare => likely.then_some(Certainty::Sure),
            Shape::Parted
                if self.parting.is_dashed()
                    && self.parting.joins()
                    && !near.other_number
                    && !near.time =>
            {
                Some(if likely { Certainty::Sure } else { Certainty::Possible })
            }
            Shape::Parted | Shape::Disguised => likely.then_some(Certainty::Possible),
            _ => None,
        }
    }

    /// Whether nobody calls it a personal number, and it looks as much like something that is
    /// written everywhere: a period, an edition, an amount, a version, a day beside a year.
    fn is_something_else(&self, near: Context, text: &str) -> bool {
        let number = self.number;
        let is_period =
            near.period && self.within.joins() && self.parting.is_dashed() && number.is_period();
        let is_edition = near.edition && number.ends_like_a_year() && !number.fits_modulus_11();
        let is_amount = !self.parting.is_dashed()
            && number.ends_like_an_amount()
            && names_money(&text[self.span.end..]);
        let is_version = near.edition && self.within.is_dotted() && self.parting.is_dotted();
        let is_cell =
            matches!(self.shape, Shape::Apart | Shape::Beside) && number.ends_like_a_year();
        is_period || is_edition || is_amount || is_version || is_cell
    }

    fn touches_letters(&self, text: &str) -> bool {
        let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
        let bytes = text.as_bytes();
        letter(self.span.start.checked_sub(1).and_then(|at| bytes.get(at)))
            || letter(bytes.get(self.span.end))
    }

    /// Whether it is a piece of a hash, a key or a UUID: of a long run in which letters and digits are
    /// mixed. A long word with a number behind it is none.
    fn is_in_identifier(&self, text: &str) -> bool {
        /// Longer runs of letters and digits than this are made by programs.
        const LONGEST_NAME: usize = 24;
        /// So often digits follow letters, or letters digits, in what nobody chose.
        const MIXED: usize = 3;
        /// A UUID has 36 characters, most other identifiers fewer.
        const READ: usize = 80;
        let bytes = text.as_bytes();
        let belongs = |byte: &&u8| byte.is_ascii_alphanumeric();
        let before = bytes[..self.span.start].iter().rev().take(READ);
        let after = bytes[self.span.end..].iter().take(READ);
        let left: Vec<_> = before.clone().take_while(belongs).collect();
        let right: Vec<_> = after.clone().take_while(belongs).collect();
        let turns = |run: &[&u8]| {
            let is_turn = |two: &&[&u8]| two[0].is_ascii_digit() != two[1].is_ascii_digit();
            run.windows(2).filter(is_turn).count()
        };
        if left.len() + right.len() + 10 > LONGEST_NAME && turns(&left) + turns(&right) >= MIXED {
            return true;
        }
        let of_uuid = |byte: &&u8| byte.is_ascii_hexdigit() || **byte == b'-';
        let (left, right) = (before.take_while(of_uuid).count(), after.take_while(of_uuid).count());
        let token = &bytes[self.span.start - left..self.span.end + right];
        token.len() == 36 && [8, 13, 18, 23].iter().all(|at| token[*at] == b'-')
    }
}

/// Whether a text begins with what stands behind an amount.
fn names_money(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']).as_bytes();
    let begins = |word: &str| {
        text.get(..word.len()).is_some_and(|text| text.eq_ignore_ascii_case(word.as_bytes()))
    };
    ["kr.", "kr ", "kr,", "kroner", "dkk", ",-", "€", "euro"].into_iter().any(begins)
}
