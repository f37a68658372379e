//! How ten digits are set out: as one run, in two pieces, in pairs, one by one. Takes what stands
//! between them; tells how much like a personal number that looks, whatever the digits are.

use super::character::Class;

/// Everything that stands between two digits that follow each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gap {
    bits: u16,
    spaces: u8,
    newlines: u8,
}

impl Gap {
    const HIDDEN: u16 = 1;
    const MARKUP: u16 = 2;
    const SPACE: u16 = 4;
    const NEWLINE: u16 = 8;
    const DASH: u16 = 16;
    const DOT: u16 = 32;
    const SLASH: u16 = 64;
    const UNDERSCORE: u16 = 128;
    const OTHER: u16 = 256;
    const BLOCK: u16 = 512;
    /// What is not seen.
    const UNSEEN: u16 = Self::HIDDEN | Self::MARKUP;
    /// What wraps a number over two lines, or sets it apart lightly.
    const BLANK: u16 = Self::SPACE | Self::NEWLINE;
    /// What is written to part a number.
    const WRITTEN: u16 = Self::DOT | Self::SLASH | Self::UNDERSCORE | Self::BLANK;
    /// So many spaces are a column of their own.
    const COLUMN: u8 = 4;

    /// Adds a piece that is no digit.
    pub(super) fn add(&mut self, class: Class) {
        // A dash alone on its line parts the digits on both sides of it, and nothing else.
        if class == Class::Dash {
            (self.spaces, self.newlines) = (0, 0);
        }
        self.bits |= match class {
            Class::Hidden => Self::HIDDEN,
            Class::Markup => Self::MARKUP,
            Class::Space => Self::SPACE,
            Class::Newline => Self::NEWLINE,
            Class::Dash => Self::DASH,
            Class::Dot => Self::DOT,
            Class::Slash => Self::SLASH,
            Class::Underscore => Self::UNDERSCORE,
            Class::Block => Self::BLOCK,
            Class::Other | Class::Digit(_) | Class::Word => Self::OTHER,
        };
        self.spaces = self.spaces.saturating_add(u8::from(class == Class::Space));
        self.newlines = self.newlines.saturating_add(u8::from(class == Class::Newline));
        if self.spaces >= Self::COLUMN || self.newlines > 1 {
            self.bits |= Self::BLOCK;
        }
    }

    /// Whether the two digits stand beside each other without anything.
    pub(super) fn is_nothing(self) -> bool {
        self.bits == 0
    }

    /// Whether there is something that a reader sees.
    fn is_seen(self) -> bool {
        self.bits & !Self::UNSEEN != 0
    }

    fn seen(self) -> u16 {
        self.bits & !Self::UNSEEN
    }

    /// Whether nothing but `kinds` is seen.
    fn only(self, kinds: u16) -> bool {
        self.seen() & !kinds == 0
    }

    fn has(self, kinds: u16) -> bool {
        self.bits & kinds != 0
    }

    /// Whether it joins two numbers into one longer, or digits into a chain: a dash, a dot, a slash or
    /// `_` with no space.
    pub(super) fn joins(self) -> bool {
        self.has(Self::DASH | Self::DOT | Self::SLASH | Self::UNDERSCORE)
            && !self.has(Self::BLANK | Self::OTHER | Self::BLOCK)
    }

    fn is_blank(self) -> bool {
        self.has(Self::BLANK) && self.only(Self::BLANK)
    }

    /// Whether something new begins in it, or a list goes on.
    pub(super) fn parts_cells(self) -> bool {
        self.has(Self::OTHER | Self::BLOCK)
    }

    /// `1.5`: the digits after it are a fraction.
    pub(super) fn is_decimal_point(self) -> bool {
        self.bits == Self::DOT
    }

    /// Whether nothing but a dot is seen in it.
    pub(super) fn is_dotted(self) -> bool {
        self.seen() == Self::DOT
    }

    /// Whether a dash is in it.
    pub(super) fn is_dashed(self) -> bool {
        self.has(Self::DASH)
    }
}

/// How much a setting looks like that of a personal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Parted after the date as personal numbers are: it is one, whatever its last digit.
    Parted,
    /// Parted, but what may be a date and a time of day or a year.
    DateAndTime,
    /// Ten digits in a row.
    Bare,
    /// Ten digits in a row, but disguised: unseen characters, markup, digits of another script.
    Disguised,
    /// In pairs or digit by digit, with other digits beside it: as telephone numbers, houses and
    /// tables have them.
    Beside,
    /// Parted in some other way.
    Loose,
    /// Parted by what parts two things: two cells, two items, a comma.
    Apart,
    /// One digit a cell, in exactly so many cells.
    Boxed,
    /// One by one with commas or bars between them, as any list of digits.
    Listed,
    /// Parted in ways of which other numbers make use.
    Strange,
}

/// What stands before and after the digits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Neighbours {
    /// The gap to the digit before, if there is one.
    pub(super) before: Option<Gap>,
    /// The gap to the digit after, if there is one.
    pub(super) after: Option<Gap>,
    /// The gaps beyond the digits before and after.
    pub(super) beyond: [Option<Gap>; 2],
}

impl Neighbours {
    /// Whether digits stand one by one before or after, as those with this gap do.
    fn goes_on(self, gap: Gap) -> bool {
        let [before, after] = self.beyond;
        [(self.before, before), (self.after, after)].into_iter().any(
            |(next, beyond)| match beyond {
                Some(beyond) => next.is_some() && beyond.is_blank(),
                None => next.is_some_and(|next| next.seen() == gap.seen()),
            },
        )
    }

    fn any(self, test: impl Fn(Gap) -> bool) -> bool {
        self.before.into_iter().chain(self.after).any(test)
    }
}

/// The nine gaps of ten digits; the sixth parts the date from the rest.
pub(super) type Gaps = [Gap; 9];

/// The shape of ten digits with these gaps. `coded` tells that some digit does not stand there as
/// itself.
pub(super) fn shape(gaps: &Gaps, coded: bool, beside: Neighbours) -> Shape {
    let date = Layout::of(&gaps[..5], &[1, 3]);
    let rest = Layout::of(&gaps[6..], &[]);
    let parting = gaps[5];
    if !gaps.iter().any(|gap| gap.is_seen()) {
        return bare(gaps, coded, beside);
    }
    let found = if !parting.is_seen() || is_chain(gaps, date, rest) {
        loose(gaps)
    } else if parting.has(Gap::BLOCK | Gap::OTHER) {
        apart(parting, date, rest)
    } else if parting.has(Gap::DASH) {
        let is_odd = |layout| matches!(layout, Layout::Odd | Layout::Cells);
        let is_other = !only(gaps, Gap::BLANK | Gap::DASH) || dashes(gaps) > 1;
        if (is_odd(date) || is_odd(rest)) && is_other { Shape::Strange } else { Shape::Parted }
    } else {
        parted(gaps, date, rest)
    };
    among(found, gaps, date, beside)
}

/// No gap is seen.
fn bare(gaps: &Gaps, coded: bool, beside: Neighbours) -> Shape {
    if beside.any(Gap::is_decimal_point) {
        return Shape::Strange;
    }
    let hidden = gaps.iter().any(|gap| gap.has(Gap::HIDDEN)) || gaps[5].has(Gap::MARKUP);
    if coded || hidden { Shape::Disguised } else { Shape::Bare }
}

/// The date is parted from the rest by punctuation, or by something new beginning.
fn apart(parting: Gap, date: Layout, rest: Layout) -> Shape {
    match (date, rest) {
        (Layout::Whole, Layout::Whole)
            if parting.has(Gap::DASH) && !parting.has(Gap::BLANK | Gap::BLOCK) =>
        {
            Shape::Parted
        }
        (Layout::Whole, Layout::Whole) => Shape::Apart,
        (Layout::Cells, Layout::Cells) if parting.has(Gap::BLOCK) => {
            if parting.has(Gap::DASH) {
                Shape::Parted
            } else {
                Shape::Boxed
            }
        }
        (Layout::Cells, Layout::Cells) => Shape::Listed,
        _ => Shape::Strange,
    }
}

/// The date is parted from the rest by a space, a line end, a dot, a slash or `_`.
fn parted(gaps: &Gaps, date: Layout, rest: Layout) -> Shape {
    let parting = gaps[5];
    match (date, rest) {
        (Layout::Whole, Layout::Whole) | (Layout::OneByOne, Layout::OneByOne) => Shape::Parted,
        (Layout::Pairs, Layout::Whole) => {
            let pairs = gaps[1];
            if pairs.is_blank() && !parting.is_blank() || !pairs.is_blank() && parting.is_blank() {
                Shape::DateAndTime
            } else {
                Shape::Parted
            }
        }
        _ => loose(gaps),
    }
}

/// Whether one sign parts each digit from the next: `1.2.3`, `1_2_3`.
fn is_chain(gaps: &Gaps, date: Layout, rest: Layout) -> bool {
    let signs = (Layout::Signs, Layout::Signs);
    (date, rest) == signs && gaps[5].seen() == gaps[0].seen() && gaps[6].seen() == gaps[0].seen()
}

/// In pairs, or broken once, by spaces or line ends, or digit by digit by one sign: other numbers are
/// too, but not many.
fn loose(gaps: &Gaps) -> Shape {
    let seen = |at: usize| gaps[at].is_seen();
    let in_pairs = (0..gaps.len()).all(|at| seen(at) == (at % 2 == 1));
    let once = (0..gaps.len()).filter(|at| seen(*at)).count() == 1;
    let chained = is_chain(gaps, Layout::of(&gaps[..5], &[1, 3]), Layout::of(&gaps[6..], &[]));
    if only(gaps, Gap::BLANK) && (in_pairs || once) || chained {
        Shape::Loose
    } else {
        Shape::Strange
    }
}

/// Other digits beside it may make it a piece of a longer number, or one of a row of numbers.
fn among(found: Shape, gaps: &Gaps, date: Layout, beside: Neighbours) -> Shape {
    let dashed = gaps[5].is_dashed();
    match found {
        // One more cell, or one more row: a table of digits.
        Shape::Parted | Shape::Boxed | Shape::Listed
            if date == Layout::Cells && beside.any(Gap::parts_cells) =>
        {
            Shape::Strange
        }
        Shape::Parted | Shape::DateAndTime if beside.any(Gap::joins) => Shape::Loose,
        Shape::Parted | Shape::DateAndTime if !dashed && beside.any(Gap::is_blank) => match date {
            Layout::Whole => Shape::Loose,
            Layout::Pairs if !is_phone(gaps, beside) => Shape::Beside,
            Layout::OneByOne if !beside.goes_on(gaps[0]) => Shape::Beside,
            _ => Shape::Strange,
        },
        Shape::Loose if beside.any(|gap| gap.joins() || gap.is_blank()) => Shape::Strange,
        found => found,
    }
}

/// Whether the date is the end of four pairs on a line, and the rest begins the next: a telephone
/// number above a post code.
fn is_phone(gaps: &Gaps, beside: Neighbours) -> bool {
    let pairs = gaps[1].seen();
    gaps[5].has(Gap::NEWLINE)
        && !gaps[1].has(Gap::NEWLINE)
        && beside.before.is_some_and(|before| before.seen() == pairs)
        && beside.beyond[0].is_some_and(Gap::is_nothing)
}

fn only(gaps: &Gaps, kinds: u16) -> bool {
    gaps.iter().all(|gap| gap.only(kinds))
}

fn dashes(gaps: &Gaps) -> usize {
    gaps.iter().filter(|gap| gap.is_dashed()).count()
}

/// How one part of the digits is set out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// Nothing is seen between them.
    Whole,
    /// In pairs, all parted in the same way.
    Pairs,
    /// Each by itself, parted by spaces.
    OneByOne,
    /// Each by itself, parted by one sign.
    Signs,
    /// Each by itself, in cells or in a list.
    Cells,
    /// Any other way.
    Odd,
}

impl Layout {
    /// The layout of the digits with these gaps; `pairs` are those gaps that part pairs.
    fn of(gaps: &[Gap], pairs: &[usize]) -> Self {
        let seen = |at: &usize| gaps[*at].is_seen();
        let (every, count) = (0..gaps.len(), gaps.iter().filter(|gap| gap.is_seen()).count());
        if count == 0 {
            return Self::Whole;
        }
        let alike = pairs.windows(2).all(|pair| gaps[pair[0]].seen() == gaps[pair[1]].seen());
        if count == pairs.len() && pairs.iter().all(seen) && alike {
            let parting = Gap::DASH | Gap::WRITTEN;
            return if pairs.iter().all(|at| gaps[*at].only(parting)) {
                Self::Pairs
            } else {
                Self::Odd
            };
        }
        let is_each = |test: fn(Gap) -> bool| every.clone().all(|at| test(gaps[at]));
        let is_uniform = gaps.windows(2).all(|two| two[0].seen() == two[1].seen());
        if count == gaps.len() && is_each(Gap::is_blank) {
            Self::OneByOne
        } else if count == gaps.len() && is_uniform && is_each(Gap::joins) {
            Self::Signs
        } else if count == gaps.len() && is_uniform && is_each(Gap::parts_cells) {
            Self::Cells
        } else {
            Self::Odd
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::personal_number::character::class;

    /// The shape of ten digits written as `000000-0000`, with what stands between them as it is.
    fn of(written: &str) -> Shape {
        let (mut gaps, mut gap) = (Vec::new(), Gap::default());
        for character in written.chars() {
            match class(character) {
                Class::Digit(_) => gaps.push(std::mem::take(&mut gap)),
                other => gap.add(other),
            }
        }
        let inner: Gaps = gaps[1..].try_into().unwrap_or_default();
        shape(&inner, false, Neighbours::default())
    }

    #[test]
    fn what_is_parted_as_personal_numbers_are_is_told() {
        for parted in [
            "000000-0000",
            "000000 0000",
            "000000 - 0000",
            "000000.0000",
            "000000/0000",
            "00.00.00-0000",
            "00-00-00-0000",
            "00 00 00 0000",
            "00 00 00-0000",
            "00.00.00.0000",
            "0 0 0 0 0 0 0 0 0 0",
            "0 0 0 0 0 0 - 0 0 0 0",
            "0000 00-0000",
            "000000-\n0000",
            "000000\n0000",
            "(000000)-(0000)",
            "000000\n-\n0000",
            "0_0_0_0_0_0-0_0_0_0",
        ] {
            assert_eq!(of(parted), Shape::Parted, "{parted}");
        }
    }

    #[test]
    fn one_more_cell_makes_a_table_of_it() {
        let cell = |class| {
            let mut gap = Gap::default();
            gap.add(class);
            gap
        };
        let gaps = [cell(Class::Block); 9];
        let beside = |after| shape(&gaps, false, Neighbours { after, ..Neighbours::default() });
        assert_eq!(beside(None), Shape::Boxed);
        assert_eq!(beside(Some(cell(Class::Space))), Shape::Boxed);
        assert_eq!(beside(Some(cell(Class::Block))), Shape::Strange);
    }

    #[test]
    fn other_settings_are_not_taken_for_it() {
        for (written, expected) in [
            ("0000000000", Shape::Bare),
            ("0000000\u{ad}000", Shape::Disguised),
            ("00 00 00 00 00", Shape::Loose),
            ("0000 000000", Shape::Loose),
            ("0_0_0_0_0_0_0_0_0_0", Shape::Loose),
            ("0.0.0.0.0.0.0.0.0.0", Shape::Loose),
            ("000000…0000", Shape::Apart),
            ("00.00.00 0000", Shape::DateAndTime),
            ("000000, 0000", Shape::Apart),
            ("000000\n\n0000", Shape::Apart),
            ("000000     0000", Shape::Apart),
            ("0|0|0|0|0|0|0|0|0|0", Shape::Listed),
            ("0|0|0|0|0|0|-|0|0|0|0", Shape::Listed),
            ("0,0,0,0,0,0-0,0,0,0", Shape::Strange),
            ("0, 0, 0, 0, 0, 0, 0, 0, 0, 0", Shape::Listed),
            ("0\n\n0\n\n0\n\n0\n\n0\n\n0\n\n0\n\n0\n\n0\n\n0", Shape::Boxed),
            ("0|0|0| 0|0|0|0|0|0|0", Shape::Strange),
            ("0-000-00000-0", Shape::Strange),
            ("000,000.0000", Shape::Strange),
        ] {
            assert_eq!(of(written), expected, "{written}");
        }
    }
}
