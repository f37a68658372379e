//! Everything from A to Å, under its letter; in Danish order where the portal is Danish.

use serde::Serialize;

use super::context::{Context, Rendered};
use super::frame::Frame;
use super::link::Link;
use super::paging::{self, Paging};
use crate::model::EntryRef;
use crate::routes::{A_TO_Z, list_page};

/// What the template shows.
#[derive(Serialize)]
struct AToZView<'e> {
    count: String,
    letters: Vec<LetterLink>,
    groups: Vec<Letter<'e>>,
    paging: Option<Paging>,
}

/// A way to a letter.
#[derive(Clone, Serialize)]
pub(super) struct LetterLink {
    name: &'static str,
    url: String,
}

/// A letter and the titles under it.
#[derive(Serialize)]
struct Letter<'e> {
    name: &'static str,
    id: String,
    links: Vec<Link<'e>>,
}

/// All pages of the list.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let mut entries: Vec<(&'static str, EntryRef)> = context
        .catalogue
        .entries()
        .map(|at| (context.collation.letter(&context.catalogue.entry(at).title), at))
        .collect();
    entries.sort_by_key(|(_, at)| context.rank(*at));
    let parts = paging::parts(&entries, paging::TITLES);
    let letters = letters(&parts);
    let count = context.words.count(entries.len(), "entry");
    let pages = parts.iter().zip(1..).map(|(part, number)| {
        let view = AToZView {
            count: count.clone(),
            letters: letters.clone(),
            groups: groups(context, part),
            paging: Paging::at(A_TO_Z, number, parts.len()),
        };
        let frame = Frame::new(context, list_page(A_TO_Z, number), title(context, number))
            .in_section(A_TO_Z);
        context.render(
            "a_to_z.html",
            &frame.described(context.words.page("a_to_z.intro")),
            &view,
            None,
        )
    });
    pages.collect()
}

fn title(context: &Context<'_>, number: usize) -> String {
    let title = context.words.page("a_to_z.title");
    if number == 1 { title.to_owned() } else { format!("{title} ({number})") }
}

/// The anchor of a letter.
pub(super) fn anchor(letter: &str) -> String {
    let id = crate::model::as_id(letter);
    format!("bogstav-{id}")
}

/// Where each letter begins.
fn letters(parts: &[&[(&'static str, EntryRef)]]) -> Vec<LetterLink> {
    let mut links: Vec<LetterLink> = Vec::new();
    for (part, number) in parts.iter().zip(1..) {
        for (letter, _) in *part {
            if links.last().is_none_or(|last| last.name != *letter) {
                let url = format!("{}#{}", list_page(A_TO_Z, number), anchor(letter));
                links.push(LetterLink { name: letter, url });
            }
        }
    }
    links
}

fn groups<'e>(context: &'e Context<'_>, entries: &[(&'static str, EntryRef)]) -> Vec<Letter<'e>> {
    let mut groups: Vec<Letter<'e>> = Vec::new();
    for (letter, at) in entries {
        let link = context.link(*at);
        match groups.last_mut() {
            Some(group) if group.name == *letter => group.links.push(link),
            _ => groups.push(Letter { name: letter, id: anchor(letter), links: vec![link] }),
        }
    }
    groups
}
