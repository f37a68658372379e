//! What stands on the pages of a document, read from where it has been laid.

use std::collections::BTreeMap;

use portal::diagnostics::{Findings, Severity};
use portal::publish::Nowhere;
use portal::source::Sources;
use portal::{Options, Paper, PaperChoice, Unobserved};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

/// What a portal gives for paper.
pub(crate) fn paper(sources: &Sources, findings: Findings, choice: PaperChoice) -> Paper {
    let options = Options { paper: Some(choice), ..Options::new(&[]) };
    let open = |_: &_| Ok(Nowhere);
    let built = portal::build_into((sources, findings), &options, &Unobserved, open);
    let built = built.unwrap_or_else(|never| match never {});
    let site = built.site.unwrap_or_else(|| {
        let errors = built.findings.iter().filter(|one| one.severity == Severity::Error);
        panic!("{:?}", errors.collect::<Vec<_>>())
    });
    site.paper.expect("a document was asked for")
}

/// The words on each page, in the order that they are laid.
pub(crate) fn texts(document: &PagedDocument) -> Vec<String> {
    let pages = document.pages().iter().map(|page| {
        let mut said = String::new();
        each_text(&page.frame, Point::zero(), &mut |text, _, _| said.push_str(text));
        said
    });
    pages.collect()
}

/// The lines of each page from above, their texts parted by space.
pub(crate) fn lines(document: &PagedDocument) -> Vec<Vec<String>> {
    let pages = document.pages().iter().map(|page| {
        let mut lines: BTreeMap<i64, String> = BTreeMap::new();
        each_text(&page.frame, Point::zero(), &mut |text, at, _| {
            // A line's texts stand at one height, but for the last bit of a number.
            let line = lines.entry((at.y.to_pt() * 4.0).round() as i64).or_default();
            line.push(' ');
            line.push_str(text);
        });
        lines.into_values().map(|line| line.trim().to_owned()).collect()
    });
    pages.collect()
}

/// The texts that reach beyond the paper's edge.
pub(crate) fn outside(document: &PagedDocument) -> Vec<String> {
    let mut found = Vec::new();
    for page in document.pages() {
        let size = page.frame.size();
        each_text(&page.frame, Point::zero(), &mut |text, at, width| {
            let fits = at.x >= Abs::zero() && at.x + width <= size.x && at.y <= size.y;
            if !fits {
                found.push(text.to_owned());
            }
        });
    }
    found
}

/// Letters alone: words are parted at the ends of lines, by space or by hyphens.
pub(crate) fn bare(text: &str) -> String {
    let is_set =
        |c: &char| !c.is_whitespace() && !matches!(c, '-' | '\u{ad}' | '\u{2060}' | '\u{2010}');
    text.chars().filter(is_set).collect()
}

fn each_text(frame: &Frame, at: Point, take: &mut dyn FnMut(&str, Point, Abs)) {
    for (offset, item) in frame.items() {
        let at = at + *offset;
        match item {
            FrameItem::Group(group) => each_text(&group.frame, at, take),
            FrameItem::Text(text) => take(&text.text, at, text.width()),
            _ => {}
        }
    }
}

/// What the codes on the pages say.
pub(crate) fn codes(document: &PagedDocument) -> Vec<String> {
    let options = RenderOptions { pixel_per_pt: 3.0.into(), ..RenderOptions::default() };
    let pages = document.pages().iter().flat_map(|page| {
        let picture = typst_render::render(page, &options);
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let pixels = picture.pixels();
        let grey = |x: usize, y: usize| pixels[y * width + x].green();
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
        let grids = picture.detect_grids();
        grids.iter().filter_map(|grid| Some(grid.decode().ok()?.1)).collect::<Vec<_>>()
    });
    pages.collect()
}
