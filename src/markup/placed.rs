//! Prose on a page that is not its own: its headings stand lower, and its anchors have the place's
//! name before theirs, so that several pieces fit on one page.

use std::collections::HashSet;

use pulldown_cmark_escape::escape_href;

use super::{Anchor, Html, Url};

/// Where something stands in HTML that is another on another page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seam {
    /// The byte where it begins.
    pub(super) at: usize,
    pub(super) kind: SeamKind,
}

/// What stands at a seam.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SeamKind {
    /// The level of a heading in its beginning; `is_top` where it stands in no other element.
    Begins { level: u8, is_top: bool },
    /// The level of a heading in its end.
    Ends { level: u8 },
    /// An anchor that stands here.
    Id,
    /// An anchor that is on the same page.
    Refers,
    /// An address of a place on the same page.
    Here,
    /// An address from this page on.
    Relative,
}

impl Seam {
    /// The same seam, in HTML that is put behind `by` bytes.
    pub(super) fn moved(self, by: usize, into_top: bool) -> Self {
        let kind = match self.kind {
            SeamKind::Begins { level, is_top } => {
                SeamKind::Begins { level, is_top: is_top && into_top }
            }
            other => other,
        };
        Self { at: self.at + by, kind }
    }
}

/// Where a piece of prose is put.
#[derive(Debug)]
pub(crate) struct Placement<'p> {
    /// What stands before every anchor.
    pub(crate) id: &'p Anchor,
    /// How many levels lower the headings are, six at most.
    pub(crate) lower: u8,
    /// The address of the page that has all of it, for links to what is left out.
    pub(crate) own_page: Url<'p>,
}

/// A part of some HTML.
#[derive(Clone, Copy)]
struct Piece<'h> {
    html: &'h Html,
    start: usize,
    end: usize,
}

impl Html {
    /// The section under the heading with this anchor, with the heading, at another place;
    /// everything if no heading has it, or one that stands in a list, a quote or the like. It
    /// cannot be placed again.
    pub(crate) fn placed(&self, anchor: Option<&str>, place: &Placement<'_>) -> Self {
        let piece = Piece::section(self, anchor).unwrap_or_else(|| Piece::whole(self));
        Self { text: piece.placed(place), seams: Vec::new() }
    }
}

impl<'h> Piece<'h> {
    fn whole(html: &'h Html) -> Self {
        Self { html, start: 0, end: html.text.len() }
    }

    /// From a heading to the next that is no lower.
    fn section(html: &'h Html, anchor: Option<&str>) -> Option<Self> {
        let anchor = anchor?;
        let headings = html.seams.iter().enumerate().filter_map(|(index, seam)| match seam.kind {
            SeamKind::Begins { level, is_top: true } => Some((index, seam.at - "<h".len(), level)),
            _ => None,
        });
        let named = |index: usize| {
            let seam = html.seams.get(index + 1).filter(|seam| seam.kind == SeamKind::Id);
            seam.is_some_and(|seam| value_at(&html.text, seam.at) == anchor)
        };
        let mut from_there = headings.skip_while(|(index, ..)| !named(*index));
        let (_, start, level) = from_there.next()?;
        let next = from_there.find(|(_, _, other)| *other <= level);
        Some(Self { html, start, end: next.map_or(html.text.len(), |(_, start, _)| start) })
    }

    fn seams(self) -> impl Iterator<Item = Seam> {
        let range = self.start..self.end;
        self.html.seams.iter().copied().filter(move |seam| range.contains(&seam.at))
    }

    fn placed(self, place: &Placement<'_>) -> String {
        let text = &self.html.text;
        let ids = self.seams().filter(|seam| seam.kind == SeamKind::Id);
        let ids: HashSet<&str> = ids.map(|seam| value_at(text, seam.at)).collect();
        let mut placed = String::with_capacity(text.len() + text.len() / 16);
        let mut done = self.start;
        for seam in self.seams() {
            placed.push_str(&text[done..seam.at]);
            done = seam.at;
            match seam.kind {
                SeamKind::Begins { level, .. } | SeamKind::Ends { level } => {
                    placed.push_str(level_of((level + place.lower).min(6)));
                    done += 1;
                }
                SeamKind::Id | SeamKind::Refers => prefix(&mut placed, place.id),
                SeamKind::Here if ids.contains(value_at(text, seam.at + 1)) => {
                    placed.push('#');
                    prefix(&mut placed, place.id);
                    done += 1;
                }
                SeamKind::Here | SeamKind::Relative => {
                    // Writing to a String never fails.
                    let _ = escape_href(&mut placed, place.own_page.as_str());
                }
            }
        }
        placed.push_str(&text[done..self.end]);
        placed
    }
}

fn prefix(text: &mut String, id: &Anchor) {
    text.push_str(id.as_str());
    text.push('-');
}

fn level_of(level: u8) -> &'static str {
    ["1", "2", "3", "4", "5", "6"][usize::from(level.clamp(1, 6)) - 1]
}

/// The rest of the attribute's value from a byte on; values hold no `"`.
fn value_at(html: &str, at: usize) -> &str {
    html[at..].split('"').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{Attribute, Tag, Void, Writer};
    use super::*;

    fn anchor(text: &str) -> Anchor {
        Anchor::exact(text).expect("an anchor")
    }

    fn heading(writer: &mut Writer, level: u8, id: &str) {
        writer
            .element(Tag::Heading(level), &[Attribute::Id(&anchor(id))], |inside| inside.text(id));
    }

    fn link(writer: &mut Writer, to: &'static str) {
        let url = Url::new(to).expect("a good address");
        writer.element(Tag::Anchor, &[Attribute::Href(&url)], |inside| inside.text("id=\"1\""));
    }

    /// Two sections, the first with one of its own and a heading in a quote.
    fn written() -> Writer {
        let mut writer = Writer::default();
        writer.element(Tag::Paragraph, &[], |inside| inside.text("Før."));
        heading(&mut writer, 2, "a");
        writer.element(Tag::BlockQuote, &[], |inside| heading(inside, 2, "q"));
        heading(&mut writer, 3, "a1");
        writer.void(Void::Rule, &[]);
        heading(&mut writer, 2, "b");
        writer
    }

    fn prose() -> Html {
        written().finish()
    }

    fn placed(html: &Html, section: Option<&str>, lower: u8) -> String {
        let id = anchor("p");
        let own_page = Url::new("/side/").expect("a good address");
        html.placed(section, &Placement { id: &id, lower, own_page }).text
    }

    #[test]
    fn a_section_ends_where_another_of_its_rank_begins() {
        let quote = "<blockquote><h2 id=\"p-q\">q</h2></blockquote>";
        let inner = "<h3 id=\"p-a1\">a1</h3><hr />";
        assert_eq!(placed(&prose(), Some("a"), 0), format!("<h2 id=\"p-a\">a</h2>{quote}{inner}"));
        assert_eq!(placed(&prose(), Some("a1"), 0), inner);
        assert_eq!(placed(&prose(), Some("b"), 0), "<h2 id=\"p-b\">b</h2>");
    }

    #[test]
    fn without_a_heading_of_that_name_all_is_shown_and_never_half_a_quote() {
        let whole = placed(&prose(), None, 0);
        assert!(
            whole.starts_with("<p>Før.</p><h2 id=\"p-a\">") && whole.ends_with("b</h2>"),
            "{whole}"
        );
        assert_eq!(placed(&prose(), Some("c"), 0), whole);
        assert_eq!(placed(&prose(), Some("q"), 0), whole);
    }

    #[test]
    fn headings_stand_lower_and_none_lower_than_six() {
        let html = placed(&prose(), Some("a1"), 2);
        assert_eq!(html, "<h5 id=\"p-a1\">a1</h5><hr />");
        assert!(placed(&prose(), Some("a1"), 9).starts_with("<h6 id=\"p-a1\">a1</h6>"));
    }

    #[test]
    fn what_a_button_opens_is_found_at_its_place() {
        let mut writer = Writer::default();
        let a = anchor("a");
        writer.element(Tag::Button, &[Attribute::Opens(&a)], |_| {});
        writer.element(Tag::Span, &[Attribute::Id(&a), Attribute::Popover], |_| {});
        let there = "<button popovertarget=\"p-a\"></button><span id=\"p-a\" popover></span>";
        assert_eq!(placed(&writer.finish(), None, 0), there);
    }

    #[test]
    fn links_lead_where_they_led_on_their_own_page() {
        for (to, there) in [
            ("#a", "#p-a"),
            ("#b", "/side/#b"),
            ("#", "/side/#"),
            ("../b/", "/side/../b/"),
            ("?q=1", "/side/?q=1"),
            ("/b/#a", "/b/#a"),
            ("mailto:a@example.org", "mailto:a@example.org"),
            ("https://b.dk", "https://b.dk"),
            ("//b.dk", "//b.dk"),
        ] {
            let mut writer = Writer::default();
            heading(&mut writer, 2, "a");
            link(&mut writer, to);
            let html = placed(&writer.finish(), None, 0);
            assert!(html.contains(&format!("<a href=\"{there}\">id=\"1\"</a>")), "{html}");
        }
    }

    #[test]
    fn what_was_appended_is_placed_as_well() {
        let mut writer = Writer::default();
        writer.text("æ");
        writer.append(written());
        let html = writer.finish();
        assert_eq!(placed(&html, Some("b"), 1), "<h3 id=\"p-b\">b</h3>");
    }
}
