//! Prose on a page that is not its own: its headings stand lower, and its anchors have the place's name before theirs, so that several
//! pieces fit on one page. Takes the HTML of `prose`, where every `<` begins a tag and attributes hold no `>`; changes nothing else.

use std::borrow::Cow;

/// The section under the heading with this anchor, with the heading; everything if no heading has it.
pub(in crate::pages) fn section<'p>(html: &'p str, anchor: Option<&str>) -> &'p str {
    let found = anchor.and_then(|anchor| heading_at(html, anchor));
    let Some((start, level)) = found else { return html };
    let after = &html[start + 1..];
    let ends = headings(after).find(|(_, other)| *other <= level);
    ends.map_or(&html[start..], |(end, _)| &html[start..=start + end])
}

/// Where the heading with this anchor begins, and its level.
fn heading_at(html: &str, anchor: &str) -> Option<(usize, usize)> {
    let id = format!(" id=\"{anchor}\"");
    headings(html).find(|(at, _)| html[*at..].split('>').next().is_some_and(|tag| tag.contains(&id)))
}

/// Where headings begin, with their levels.
fn headings(html: &str) -> impl Iterator<Item = (usize, usize)> {
    html.match_indices("<h").filter_map(|(at, _)| Some((at, level(&html[at + 1..])?)))
}

/// The level of `h2>` or `h2 id=…`; none of `hr>` and of `html`.
fn level(tag: &str) -> Option<usize> {
    let mut letters = tag.strip_prefix('h')?.chars();
    let level = letters.next()?.to_digit(10)?;
    matches!(letters.next(), Some('>' | ' ')).then(|| usize::try_from(level).unwrap_or(6))
}

/// Where a piece of prose is put.
pub(in crate::pages) struct Place<'p> {
    /// What stands before every anchor.
    pub(in crate::pages) id: &'p str,
    /// How many levels lower the headings are, six at most.
    pub(in crate::pages) lower: usize,
    /// The address of the page that has all of it, for links to what is left out.
    pub(in crate::pages) own_page: &'p str,
}

/// The same prose at another place.
pub(in crate::pages) fn placed(html: &str, place: &Place<'_>) -> String {
    let mut text = String::with_capacity(html.len() + html.len() / 16);
    let mut pieces = html.split('<');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (tag, rest) = piece.split_once('>').unwrap_or((piece, ""));
        text.push('<');
        text.push_str(&lowered(&anchored(&led_home(tag, html, place), place), place.lower));
        text.push('>');
        text.push_str(rest);
    }
    text
}

/// A tag that leads where it led on its own page: to what is left out here, or from there on.
fn led_home<'t>(tag: &'t str, html: &str, place: &Place<'_>) -> Cow<'t, str> {
    let name = if tag.starts_with("img") { " src=\"" } else { " href=\"" };
    let Some(to) = tag.split_once(name).and_then(|(_, rest)| rest.split('"').next()) else { return Cow::Borrowed(tag) };
    let stays = match to.strip_prefix('#') {
        Some(anchor) => html.contains(&format!(" id=\"{anchor}\"")),
        None => to.starts_with('/') || to.contains(':'),
    };
    if stays { Cow::Borrowed(tag) } else { Cow::Owned(tag.replacen(name, &format!("{name}{}", place.own_page), 1)) }
}

/// A tag with the place before the anchors that it gives or leads to.
fn anchored(tag: &str, place: &Place<'_>) -> String {
    let names = [" id=\"", " href=\"#", " popovertarget=\"", " aria-labelledby=\""];
    names.iter().fold(tag.to_owned(), |tag, name| tag.replace(name, &format!("{name}{}-", place.id)))
}

/// A tag, lower if it is a heading's.
fn lowered(tag: &str, lower: usize) -> Cow<'_, str> {
    let (slash, name) = tag.strip_prefix('/').map_or(("", tag), |name| ("/", name));
    match level(&format!("{name}>")) {
        Some(level) => Cow::Owned(format!("{slash}h{}{}", (level + lower).min(6), &name[2..])),
        None => Cow::Borrowed(tag),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "<p>Før.</p><h2 id=\"a\">A</h2><p>x</p><h3 id=\"a1\">A1</h3><hr /><h2 id=\"b\">B</h2><p>y</p>";

    const PLACE: Place<'_> = Place { id: "p", lower: 2, own_page: "/side/" };

    #[test]
    fn a_section_ends_where_another_of_its_rank_begins() {
        assert_eq!(section(PROSE, Some("a")), "<h2 id=\"a\">A</h2><p>x</p><h3 id=\"a1\">A1</h3><hr />");
        assert_eq!(section(PROSE, Some("a1")), "<h3 id=\"a1\">A1</h3><hr />");
        assert_eq!(section(PROSE, Some("b")), "<h2 id=\"b\">B</h2><p>y</p>");
    }

    #[test]
    fn without_a_heading_of_that_name_all_is_shown() {
        assert_eq!(section(PROSE, Some("c")), PROSE);
        assert_eq!(section(PROSE, None), PROSE);
    }

    #[test]
    fn headings_stand_lower_and_anchors_have_their_place() {
        let html = "<h2 id=\"a\">A id=\"1\"</h2><a href=\"#a\" id=\"k\">k</a><a href=\"/t/#a\">l</a><hr />";
        let there = "<h4 id=\"p-a\">A id=\"1\"</h4><a href=\"#p-a\" id=\"p-k\">k</a><a href=\"/t/#a\">l</a><hr />";
        assert_eq!(placed(html, &PLACE), there);
    }

    #[test]
    fn what_a_button_opens_is_found_at_its_place() {
        let html = "<button popovertarget=\"a\">A</button><span id=\"a\" popover></span>";
        let there = "<button popovertarget=\"p-a\">A</button><span id=\"p-a\" popover></span>";
        assert_eq!(placed(html, &PLACE), there);
    }

    #[test]
    fn a_link_to_what_is_left_out_leads_to_the_page_that_has_it() {
        assert_eq!(placed("<a href=\"#b\">b</a>", &PLACE), "<a href=\"/side/#b\">b</a>");
    }

    #[test]
    fn an_address_without_a_beginning_begins_at_the_prose_s_own_page() {
        assert_eq!(placed("<a href=\"../b/\">b</a>", &PLACE), "<a href=\"/side/../b/\">b</a>");
        assert_eq!(placed("<img src=\"a.png\" />", &PLACE), "<img src=\"/side/a.png\" />");
        for kept in
            ["<a href=\"/b/\">b</a>", "<a href=\"mailto:a@example.org\">b</a>", "<a href=\"https://b.dk\">b</a>"]
        {
            assert_eq!(placed(kept, &PLACE), kept);
        }
    }

    #[test]
    fn no_heading_is_lower_than_six() {
        assert_eq!(placed("<h5>A</h5>", &PLACE), "<h6>A</h6>");
    }
}
