//! How single values are read.

use std::marker::PhantomData;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::schema::Schema;
use super::{Declared, describe, read};
use crate::model::cx::Cx;
use crate::model::{Period, codes, ids, time, web_address as address};
use crate::source::{ListOf, Node, Spanned};

/// How a value is read, and what may be written.
pub(in crate::model) trait Read {
    /// What it means.
    type Value;

    /// The value; none where it cannot be taken or means nothing, which is told.
    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Self::Value>;

    /// What may be written.
    fn schema(&self) -> Schema;

    /// What a list of such values is a list of.
    fn items(&self) -> ListOf {
        self.schema().as_items()
    }
}

/// Words.
pub(in crate::model) fn text() -> Text {
    Text
}

/// A sentence or more.
pub(in crate::model) fn prose() -> Prose {
    Prose
}

/// Yes or no.
pub(in crate::model) fn yes_no() -> YesNo {
    YesNo
}

/// A number, perhaps with decimals.
pub(in crate::model) fn number() -> Number {
    Number
}

/// A whole number from 0 on.
pub(in crate::model) fn whole<T: WholeNumber>() -> Whole<T> {
    whole_in(0..=T::MOST)
}

/// A whole number of a range.
pub(in crate::model) fn whole_in<T>(range: RangeInclusive<u64>) -> Whole<T> {
    Whole(range, PhantomData)
}

/// A day.
pub(in crate::model) fn day() -> Day {
    Day
}

/// A length of time.
pub(in crate::model) fn period() -> Length {
    Length
}

/// An id or a slug.
pub(in crate::model) fn id() -> Id {
    Id
}

/// An older address.
pub(in crate::model) fn alias() -> Alias {
    Alias
}

/// A web address.
pub(in crate::model) fn web_address() -> WebAddress {
    WebAddress
}

/// A mapping that is declared itself.
pub(in crate::model) fn mapping<T>() -> Mapping<T> {
    Mapping(PhantomData)
}

/// The id that a file or a row gives itself; it was judged when names were collected.
pub(in crate::model) fn own_id() -> OwnId {
    OwnId
}

/// What a value means, where it is not what is written.
pub(in crate::model) fn then<R: Read, T>(
    read: R,
    meaning: fn(R::Value) -> T,
) -> Then<R, fn(R::Value) -> T> {
    Then(read, meaning)
}

/// A value with its place.
pub(in crate::model) fn placed<R>(read: R) -> Placed<R> {
    Placed(read)
}

pub(in crate::model) struct Text;
pub(in crate::model) struct Prose;
pub(in crate::model) struct YesNo;
pub(in crate::model) struct Number;
pub(in crate::model) struct Whole<T>(RangeInclusive<u64>, PhantomData<T>);
pub(in crate::model) struct Day;
pub(in crate::model) struct Length;
pub(in crate::model) struct Id;
pub(in crate::model) struct Alias;
pub(in crate::model) struct WebAddress;
pub(in crate::model) struct Mapping<T>(PhantomData<T>);
pub(in crate::model) struct Placed<R>(R);
pub(in crate::model) struct OwnId;
pub(in crate::model) struct Then<R, F>(R, F);

impl Read for Text {
    type Value = String;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<String> {
        cx.decoder.text(node).map(str::to_owned)
    }

    fn schema(&self) -> Schema {
        Schema::Text
    }
}

impl Read for Prose {
    type Value = String;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<String> {
        Text.read(node, cx)
    }

    fn schema(&self) -> Schema {
        Schema::Prose
    }
}

impl Read for YesNo {
    type Value = bool;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<bool> {
        cx.decoder.boolean(node)
    }

    fn schema(&self) -> Schema {
        Schema::YesNo
    }
}

impl Read for Number {
    type Value = f64;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<f64> {
        cx.decoder.decimal(node)
    }

    fn schema(&self) -> Schema {
        Schema::Number
    }
}

/// A type of whole numbers.
pub(in crate::model) trait WholeNumber: TryFrom<u64> {
    /// The greatest of them.
    const MOST: u64;
}

impl WholeNumber for u8 {
    const MOST: u64 = Self::MAX as u64;
}

impl WholeNumber for u16 {
    const MOST: u64 = Self::MAX as u64;
}

impl WholeNumber for u32 {
    const MOST: u64 = Self::MAX as u64;
}

impl<T: WholeNumber> Read for Whole<T> {
    type Value = T;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<T> {
        let number = cx.decoder.whole_number(node)?;
        let fitting = T::try_from(number).ok().filter(|_| self.0.contains(&number));
        if fitting.is_none() {
            cx.report(codes::out_of_range(cx.place(node.span), number, &self.0));
        }
        fitting
    }

    fn schema(&self) -> Schema {
        Schema::Whole(self.0.clone())
    }
}

/// The years that a portal has dates of.
const YEARS: RangeInclusive<i16> = 1800..=2199;

impl Read for Day {
    type Value = Date;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Date> {
        let text = cx.decoder.text(node)?;
        // A year with its digits in another order is a date as well, and nobody's.
        let date = time::parse_date(text).filter(|date| YEARS.contains(&date.year()));
        if date.is_none() {
            cx.report(codes::bad_date(cx.place(node.span), (cx.decoder.key(), text)));
        }
        date
    }

    fn schema(&self) -> Schema {
        Schema::Day
    }
}

impl Read for Length {
    type Value = Period;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Period> {
        let text = cx.decoder.text(node)?;
        let period = text.parse().ok();
        if period.is_none() {
            cx.report(codes::bad_period(cx.place(node.span), text));
        }
        period
    }

    fn schema(&self) -> Schema {
        Schema::Period
    }
}

impl Read for Id {
    type Value = String;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<String> {
        let text = cx.decoder.text(node)?;
        if ids::is_id(text) {
            return Some(text.to_owned());
        }
        cx.report(codes::bad_id(cx.place(node.span), text));
        None
    }

    fn schema(&self) -> Schema {
        Schema::Id
    }
}

impl Read for OwnId {
    type Value = String;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<String> {
        Text.read(node, cx)
    }

    fn schema(&self) -> Schema {
        Schema::Id
    }
}

impl<R: Read, T> Read for Then<R, fn(R::Value) -> T> {
    type Value = T;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<T> {
        self.0.read(node, cx).map(self.1)
    }

    fn schema(&self) -> Schema {
        self.0.schema()
    }

    fn items(&self) -> ListOf {
        self.0.items()
    }
}

impl Read for Alias {
    type Value = Spanned<String>;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Spanned<String>> {
        let text = cx.decoder.text(node)?;
        if !ids::is_alias(text) {
            cx.report(codes::bad_alias(cx.place(node.span), text));
        }
        Some(Spanned { value: text.to_owned(), span: node.span })
    }

    fn schema(&self) -> Schema {
        Schema::Alias
    }
}

impl Read for WebAddress {
    type Value = String;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<String> {
        let text = cx.decoder.text(node)?;
        if let Some(found) = address::judge(cx.place(node.span), text) {
            cx.report(found);
        }
        Some(text.to_owned())
    }

    fn schema(&self) -> Schema {
        Schema::WebAddress
    }
}

impl<T: Declared> Read for Mapping<T> {
    type Value = T;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<T> {
        read(node, cx)
    }

    fn schema(&self) -> Schema {
        Schema::Mapping(describe::<T>())
    }

    fn items(&self) -> ListOf {
        ListOf::Mappings
    }
}

impl<R: Read> Read for Placed<R> {
    type Value = Spanned<R::Value>;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Spanned<R::Value>> {
        let value = self.0.read(node, cx)?;
        Some(Spanned { value, span: node.span })
    }

    fn schema(&self) -> Schema {
        self.0.schema()
    }

    fn items(&self) -> ListOf {
        self.0.items()
    }
}
