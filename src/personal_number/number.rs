//! What makes ten digits a Danish personal number (CPR), after the CPR office's "Personnummeret i
//! CPR-systemet". Takes digits; knows nothing of how they were written.

/// Ten digits that begin with a date: the day, the month, the year of the century, and four more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Number([u8; 10]);

impl AsRef<[u8]> for Number {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// A replacement number, given to people who have none, adds this to the day.
const REPLACEMENT: u8 = 60;

impl Number {
    /// The number of ten digits, if they begin with a day that there was or will be.
    pub(crate) fn of(digits: [u8; 10]) -> Option<Self> {
        let number = Self(digits);
        let (day, month) = (number.pair(0), number.pair(2));
        let day = if day > REPLACEMENT { day - REPLACEMENT } else { day };
        let sound = (1..=12).contains(&month) && day >= 1 && day <= days(month, number.year());
        sound.then_some(number)
    }

    /// The number of twelve digits whose year is written in full, if the seventh digit is one of
    /// that century.
    pub(crate) fn of_full_year(digits: [u8; 12]) -> Option<Self> {
        let number = Self::of(std::array::from_fn(|at| digits[if at < 4 { at } else { at + 2 }]))?;
        let year = digits[4..8].iter().fold(0, |year, digit| year * 10 + u16::from(*digit));
        (number.year() == year).then_some(number)
    }

    /// The number of twelve digits that begin with a date as ISO 8601 writes it, `YYYYMMDD`, if the
    /// seventh digit is one of that century.
    pub(crate) fn of_iso_date(digits: [u8; 12]) -> Option<Self> {
        let [y0, y1, y2, y3, m0, m1, d0, d1, rest @ ..] = digits;
        let [s0, s1, s2, s3] = rest;
        Self::of_full_year([d0, d1, m0, m1, y0, y1, y2, y3, s0, s1, s2, s3])
    }

    /// The number that ten digits are, or twelve with the year in full.
    pub(crate) fn read(digits: &str) -> Option<Self> {
        let digit = |byte: u8| byte.is_ascii_digit().then(|| byte - b'0');
        let digits: Vec<u8> = digits.bytes().map(digit).collect::<Option<_>>()?;
        match digits.len() {
            10 => Self::of(digits.try_into().ok()?),
            12 => Self::of_full_year(digits.try_into().ok()?),
            _ => None,
        }
    }

    fn pair(self, at: usize) -> u8 {
        self.0[at] * 10 + self.0[at + 1]
    }

    /// The year of birth: the seventh digit tells the century.
    fn year(self) -> u16 {
        let year = self.pair(4);
        let century = match (self.0[6], year) {
            (0..=3, _) | (4 | 9, 37..) => 1900,
            (4 | 9, _) | (5..=8, ..=57) => 2000,
            _ => 1800,
        };
        century + u16::from(year)
    }

    /// Whether the last digit fits the others (modulus 11). Numbers given since October 2007 need
    /// not.
    pub(crate) fn fits_modulus_11(self) -> bool {
        const WEIGHTS: [u32; 10] = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
        let sum: u32 =
            self.0.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(*digit) * weight).sum();
        sum.is_multiple_of(11)
    }

    /// Whether the birthday is 1 January, as it is for those whose numbers don't fit modulus 11.
    pub(crate) fn is_new_years_day(self) -> bool {
        self.0[..4] == [0, 1, 0, 1]
    }

    /// Whether the last four digits can be a time of day to the nearest five minutes.
    pub(crate) fn ends_like_a_time(self) -> bool {
        self.pair(6) < 24 && self.pair(8) < 60 && self.pair(8).is_multiple_of(5)
    }

    /// Whether the last four digits can be a year of our time.
    pub(crate) fn ends_like_a_year(self) -> bool {
        matches!(self.pair(6), 19 | 20)
    }

    /// Whether date and last four digits are a period that begins on 1 January and ends with a year
    /// soon after.
    pub(crate) fn is_period(self) -> bool {
        const LONGEST: u8 = 10;
        let (begin, end) = (self.pair(4), self.pair(8));
        // Years of one century, or from the end of one into the next.
        let length = (end + 100 - begin) % 100;
        self.is_new_years_day() && self.ends_like_a_year() && length <= LONGEST
    }

    /// Whether the last four digits are an amount as people round them.
    pub(crate) fn ends_like_an_amount(self) -> bool {
        self.pair(8).is_multiple_of(50)
    }

    /// As it may be shown: the last four digits hidden.
    pub(crate) fn masked(self) -> String {
        let shown = self.0[..6].iter().map(|digit| char::from(b'0' + digit));
        shown.chain("-****".chars()).collect()
    }
}

/// A number is never printed, not even while looking for a fault.
impl std::fmt::Debug for Number {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.masked())
    }
}

fn days(month: u8, year: u16) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(date: [u8; 6], serial: [u8; 4]) -> Option<Number> {
        Number::of(std::array::from_fn(|at| {
            date.iter().chain(&serial).copied().nth(at).unwrap_or_default()
        }))
    }

    #[test]
    fn a_date_that_never_was_is_no_number() {
        assert!(number([3, 1, 1, 2, 9, 9], [1, 2, 3, 4]).is_some());
        for date in [
            [3, 1, 0, 4, 9, 9],
            [0, 0, 0, 1, 9, 9],
            [0, 1, 1, 3, 9, 9],
            [0, 1, 0, 0, 9, 9],
            [3, 0, 0, 2, 9, 9],
        ] {
            assert!(number(date, [1, 2, 3, 4]).is_none(), "{date:?}");
        }
    }

    #[test]
    fn the_seventh_digit_tells_whether_there_was_a_leap_day() {
        let leap_day = [2, 9, 0, 2, 0, 0];
        assert!(number(leap_day, [4, 0, 0, 0]).is_some(), "2000 was a leap year");
        assert!(number(leap_day, [0, 0, 0, 0]).is_none(), "1900 was none");
    }

    #[test]
    fn replacement_numbers_add_sixty_to_the_day() {
        assert!(number([6, 1, 0, 1, 9, 9], [1, 2, 3, 4]).is_some());
        assert!(number([9, 1, 1, 2, 9, 9], [1, 2, 3, 4]).is_some());
        assert!(number([9, 2, 1, 2, 9, 9], [1, 2, 3, 4]).is_none());
        assert!(number([6, 0, 1, 2, 9, 9], [1, 2, 3, 4]).is_none());
    }

    #[test]
    fn a_full_year_must_be_that_of_the_seventh_digit() {
        let of = |year: [u8; 4], seventh| {
            let [a, b, c, d] = year;
            Number::of_full_year([0, 7, 0, 7, a, b, c, d, seventh, 2, 8, 5]).is_some()
        };
        assert!(of([1, 9, 6, 1], 3) && of([1, 9, 6, 1], 9) && of([2, 0, 0, 1], 5));
        assert!(!of([2, 0, 6, 1], 3) && !of([1, 9, 0, 1], 5));
    }

    #[test]
    fn what_is_printed_hides_the_last_four_digits() {
        let number = number([0, 7, 0, 7, 6, 1], [1, 2, 3, 4]).map(|number| format!("{number:?}"));
        assert_eq!(number.as_deref(), Some("070761-****"));
    }
}
