//! Whole years as the horizontal axis of drawings. Takes dates; gives places as shares of the
//! width, from 0 to 1.

use jiff::civil::Date;
use serde::Serialize;

/// With more years than these, only some are named.
const NAMED: i16 = 7;

/// Years side by side, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Years {
    first: i16,
    last: i16,
}

/// Where a year begins, and its name in the middle of it.
#[derive(Debug, Serialize)]
pub(super) struct YearMark {
    /// Where the year begins.
    pub(super) start: String,
    /// Where its name stands.
    pub(super) middle: String,
    pub(super) name: String,
}

impl Years {
    /// The years of `one` day and all `others`.
    pub(super) fn around(one: Date, others: impl IntoIterator<Item = Date>) -> Self {
        let own = Self { first: one.year(), last: one.year() };
        let years = others.into_iter().map(Date::year);
        years.fold(own, |all, year| Self { first: all.first.min(year), last: all.last.max(year) })
    }

    /// With a year more at each end.
    pub(super) fn widened(self) -> Self {
        Self { first: self.first.saturating_sub(1), last: self.last.saturating_add(1) }
    }

    /// How far from the left a day begins.
    pub(super) fn share(self, date: Date) -> f64 {
        let before = f64::from(date.year() - self.first);
        let within = f64::from(date.day_of_year() - 1) / f64::from(date.days_in_year());
        ((before + within) / self.count()).clamp(0.0, 1.0)
    }

    /// How far from the left a day ends.
    pub(super) fn share_of_end(self, date: Date) -> f64 {
        date.tomorrow().map_or(1.0, |next| self.share(next))
    }

    fn count(self) -> f64 {
        f64::from(self.last - self.first) + 1.0
    }

    /// The years to be named, placed by `place`.
    pub(super) fn marks(self, place: impl Fn(f64) -> String) -> Vec<YearMark> {
        let steps = [1, 2, 5, 10, 20, 50, 100, 1000, 10_000];
        let step = steps
            .into_iter()
            .find(|step| (self.last - self.first) / step < NAMED)
            .unwrap_or(10_000);
        let years = (self.first..=self.last)
            .filter(|year| year % step == 0 || self.first == self.last || step == 1);
        let share = |years: f64| place((years / self.count()).clamp(0.0, 1.0));
        let mark = |year: i16| {
            let before = f64::from(year - self.first);
            YearMark { start: share(before), middle: share(before + 0.5), name: year.to_string() }
        };
        years.map(mark).collect()
    }
}

/// A share as hundredths of a drawing's width.
pub(super) fn percent(share: f64) -> String {
    format!("{:.2}%", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parse_date;

    fn date(text: &str) -> Date {
        parse_date(text).unwrap_or_else(|| panic!("{text} is a date"))
    }

    #[test]
    fn a_year_takes_its_own_share_from_its_first_day_to_its_last() {
        let years = Years::around(date("2009-05-01"), [date("2012-01-31")]);
        let shares = ["2009-01-01", "2010-01-01", "2013-01-01"].map(|day| years.share(date(day)));
        assert!(
            shares
                .iter()
                .zip([0.0, 0.25, 1.0])
                .all(|(share, wanted)| (share - wanted).abs() < 1e-9),
            "{shares:?}"
        );
        assert!((years.share_of_end(date("2009-12-31")) - 0.25).abs() < 1e-9);
    }

    #[test]
    fn few_of_many_years_are_named_and_they_are_round() {
        let marks = Years::around(date("1987-01-01"), [date("2013-01-01")]).marks(percent);
        let names: Vec<&str> = marks.iter().map(|mark| mark.name.as_str()).collect();
        assert_eq!(names, ["1990", "1995", "2000", "2005", "2010"]);
    }

    #[test]
    fn all_of_few_years_are_named() {
        let marks = Years::around(date("2009-01-01"), []).widened().marks(percent);
        let places: Vec<(&str, &str)> =
            marks.iter().map(|mark| (mark.name.as_str(), mark.middle.as_str())).collect();
        assert_eq!(places, [("2008", "16.67%"), ("2009", "50.00%"), ("2010", "83.33%")]);
    }
}
