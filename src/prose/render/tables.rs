//! Tables: a frame that scrolls where rows have room, and what a row needs to be read where there
//! is none and each is a box.

use super::Renderer;
use crate::markup::{Attribute, Tag, Writer};

/// What is known of the open table.
#[derive(Default)]
pub(super) struct Table<'c> {
    columns: Vec<Column<'c>>,
    /// While a cell of the head is open: what it stands in, and where its words begin in the plain
    /// text.
    head: Option<(Writer, usize)>,
    /// The column of the next cell.
    place: usize,
}

/// A column as the table's head tells it.
struct Column<'c> {
    name: String,
    /// The id of the administration that it is about, where readers may work in it.
    of: Option<&'c str>,
}

impl Column<'_> {
    fn attributes(&self) -> impl Iterator<Item = Attribute<'_>> {
        let name = Some(&self.name).filter(|name| !name.is_empty());
        let of = self.of.map(Attribute::Of);
        name.map(|name| Attribute::Column(name)).into_iter().chain(of)
    }
}

impl Renderer<'_, '_> {
    /// What a table scrolls in: reached by keyboard, so it has the name of the part that it stands
    /// in.
    pub(super) fn start_table(&mut self) {
        let name = self.prose.headings.last().map(|heading| Attribute::LabelledBy(&heading.id));
        let frame =
            [Attribute::Class("table-frame"), Attribute::Focusable, Attribute::Role("group")];
        let attributes: Vec<_> = frame.into_iter().chain(name).collect();
        self.out.open(Tag::Division, &attributes);
        self.out.open(Tag::Table, &[Attribute::Class("rows")]);
        self.table = Table::default();
    }

    /// What a column is called is known at the end of its cell: until then that is written apart.
    pub(super) fn start_head_cell(&mut self) {
        self.table.head = Some((self.out.begin_apart(), self.plain.len()));
    }

    /// The corner of a table, which is empty, is nothing's heading.
    pub(super) fn end_head_cell(&mut self) {
        let Some((outside, from)) = self.table.head.take() else { return };
        let words = std::mem::replace(&mut self.out, outside);
        let name = self.plain.get(from..).unwrap_or_default().trim().to_owned();
        let of = self.administration(&name).map(Attribute::Of);
        let scope = Some(Attribute::Scope("col")).filter(|_| !words.is_empty());
        let tag = if scope.is_some() { Tag::HeadCell } else { Tag::Cell };
        let attributes: Vec<_> = scope.into_iter().chain(of).collect();
        self.out.open(tag, &attributes);
        self.out.append(words);
        self.out.close();
        let of = self.administration(&name);
        self.table.columns.push(Column { name, of });
    }

    pub(super) fn start_row(&mut self) {
        self.out.open(Tag::Row, &[]);
        self.table.place = 0;
    }

    /// Under an empty corner the first cells are the headings of their rows.
    pub(super) fn start_cell(&mut self) {
        let column = self.table.columns.get(self.table.place);
        let is_heading = self.table.place == 0 && column.is_some_and(|one| one.name.is_empty());
        self.table.place += 1;
        if is_heading {
            self.out.open(Tag::HeadCell, &[Attribute::Scope("row")]);
            return;
        }
        let attributes: Vec<_> = column.into_iter().flat_map(Column::attributes).collect();
        self.out.open(Tag::Cell, &attributes);
    }
}

impl<'c> Renderer<'c, '_> {
    /// The one administration that a column's name names, in full or by its abbreviation.
    fn administration(&self, name: &str) -> Option<&'c str> {
        let places = self.catalogue.workplaces();
        let terms = places.iter().map(|(key, _)| &self.catalogue.vocabulary[*key]);
        let mut named = terms.filter(|term| {
            let is_short = |word| term.abbreviation.as_deref() == Some(word);
            term.label == name || name.split_whitespace().any(is_short)
        });
        let only = named.next().filter(|_| named.next().is_none())?;
        Some(&only.id)
    }
}
