//! The one file, put together: the frame of a page with all pages in its `main`, one stylesheet,
//! the scripts and the search's data, and the policy that lets nothing in or out.

use std::collections::BTreeSet;
use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::cut::{element, is_breadcrumb, is_sheet};
use super::lead::Lead;
use super::rewrite::{Rewriter, data};
use super::{Document, FRAME, Kept, MOST_BYTES, Single, SingleError};
use crate::exports::search_data;
use crate::markup::document;
use crate::markup::tags::{Found, Given, tags};
use crate::routes::{FRONT, STYLESHEET, file_of};

/// The names of the scripts and the sheet that only this file has, and of the script that its frame
/// has as well.
const SCRIPT: &str = "js/single.js";
const SHEET: &str = "css/single.css";
const APPEARANCE: &str = "js/theme.js";

/// What the search's data is called in the file; its script asks for it.
pub(crate) const DATA: &str = "_soegning";

/// What takes the place of something in the frame.
enum Put {
    Text(String),
    Pages,
    /// The search's data and then this.
    Last(String),
}

/// A change of the frame, by the range of it that goes.
type Change = (Range<usize>, Put);

/// What stands in the file besides pages and the search's data.
struct Parts {
    style: String,
    appearance: String,
    script: String,
    policy: String,
}

impl Parts {
    fn of(single: &Single<'_>, kept: &Kept) -> Self {
        let own = |name: &str| {
            let path = single.assets.urls.get(name).map_or(name, |url| url.trim_start_matches('/'));
            let bytes =
                single.file(path).or_else(|| single.assets.apart.get(name).map(|bytes| &**bytes));
            bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
        };
        let first =
            single.assets.urls.get(STYLESHEET).map(|url| url.trim_start_matches('/').to_owned());
        let others = kept.sheets.iter().filter(|sheet| Some(*sheet) != first.as_ref());
        let sheets = others.filter_map(|sheet| std::str::from_utf8(single.file(sheet)?).ok());
        let all: Vec<_> =
            std::iter::once(own(STYLESHEET)).chain(sheets).chain([own(SHEET)]).collect();
        let style = document::contained(&all.join("\n"));
        let [appearance, script] = [APPEARANCE, SCRIPT].map(|name| document::contained(own(name)));
        let policy = policy(&[&style], &[&appearance, &script]);
        Self { style, appearance, script, policy }
    }
}

/// Nothing is fetched, sent or framed; what runs is what was written, and the modules that it hands
/// itself.
fn policy(styles: &[&str], scripts: &[&str]) -> String {
    let hashes = |texts: &[&str]| {
        let hash =
            |text: &&str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
        texts.iter().map(hash).collect::<Vec<_>>().join(" ")
    };
    format!(
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; font-src data:; style-src {}; \
         script-src {} 'wasm-unsafe-eval' blob:; worker-src blob:; connect-src blob:",
        hashes(styles),
        hashes(scripts)
    )
}

impl Single<'_> {
    /// The file, when everything that goes into it is there; `notice` says above the pages what it
    /// is.
    ///
    /// # Errors
    /// [`SingleError::TooLarge`].
    pub(crate) fn assemble(self, notice: &str) -> Result<Document, SingleError> {
        let kept = std::mem::take(&mut *self.kept());
        let frame = kept.frame.clone().unwrap_or_default();
        let parts = Parts::of(&self, &kept);
        let search = kept.search.as_ref().map_or(0, Vec::len);
        let mut out = Vec::with_capacity(frame.len() + kept.bytes + search + parts.style.len() * 2);
        let mut done = 0;
        for (range, put) in self.changes(&frame, (&parts, &kept.title)) {
            out.extend_from_slice(frame.get(done..range.start).unwrap_or_default().as_bytes());
            done = range.end.max(done);
            match put {
                Put::Text(text) => out.extend_from_slice(text.as_bytes()),
                Put::Pages => self.put_pages(&kept, notice, &mut out),
                Put::Last(text) => {
                    put_search(kept.search.as_deref(), &mut out);
                    out.extend_from_slice(text.as_bytes());
                }
            }
        }
        out.extend_from_slice(frame.get(done..).unwrap_or_default().as_bytes());
        if out.len() > MOST_BYTES {
            return Err(SingleError::TooLarge { bytes: out.len() });
        }
        Ok(Document { bytes: out, pages: kept.articles.len(), left_out: kept.left_out })
    }

    /// The pages, the first one first.
    fn put_pages(&self, kept: &Kept, notice: &str, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\n");
        out.extend_from_slice(
            document::notice(notice, &self.leads.portal(&file_of(FRONT))).as_bytes(),
        );
        let first = kept.articles.get(&self.first);
        let others =
            kept.articles.iter().filter(|(file, _)| **file != self.first).map(|(_, html)| html);
        first.into_iter().chain(others).for_each(|html| out.extend_from_slice(html.as_bytes()));
    }

    /// What becomes of the frame, in the order of its bytes.
    fn changes(&self, frame: &str, (parts, title): (&Parts, &str)) -> Vec<Change> {
        let tags = tags(frame);
        let pages = element(&tags, |tag| tag.element == "main").map_or(0..0, |(_, inner)| inner);
        let mut rewriter = Rewriter {
            single: self,
            address: FRAME,
            whole: "",
            renames: false,
            left_out: BTreeSet::new(),
        };
        let mut changes: Vec<Change> = Vec::new();
        let (mut words, mut styled, mut script) = (Vec::new(), false, None);
        let way_back =
            element(&tags, is_breadcrumb).map_or(0..0, |(nav, inner)| tags[nav].at..inner.end);
        for tag in tags.iter().filter(|tag| !pages.contains(&tag.at)) {
            if way_back.contains(&tag.at) {
                continue;
            }
            if tag.at == way_back.end && tag.is_end {
                changes.push((way_back.start..tag.end, Put::Text(String::new())));
                continue;
            }
            if tag.at == pages.end {
                changes.push((pages.clone(), Put::Pages));
            }
            let whole = tag.at..tag.end;
            match (tag.element.as_str(), tag.is_end) {
                ("script", false) => {
                    if tag.attribute("data-worker").is_some() {
                        words = said(tag);
                    }
                    script = Some((tag.at, self.is_appearance(tag)));
                }
                ("script", true) => {
                    let (at, is_kept) = script.take().unwrap_or((tag.at, false));
                    let text = if is_kept {
                        document::script(&parts.appearance, &[])
                    } else {
                        String::new()
                    };
                    changes.push((at..tag.end, Put::Text(text)));
                }
                ("title", true) => {
                    let begin = element(&tags, |tag| tag.element == "title")
                        .map_or(tag.at, |(_, inner)| inner.start);
                    changes.push((begin..tag.at, Put::Text(title.to_owned())));
                }
                ("meta", _) if tag.attribute("name").is_some_and(|name| name == "description") => {
                    changes.push((whole, Put::Text(String::new())));
                }
                ("meta", _) if tag.attribute("charset").is_some() => {
                    changes.push((tag.end..tag.end, Put::Text(document::policy(&parts.policy))));
                }
                ("link", _) if is_sheet(tag) && !styled => {
                    styled = true;
                    changes.push((whole, Put::Text(document::style(&parts.style))));
                }
                ("link", _) => changes.push((whole, Put::Text(self.icon(tag)))),
                ("body", true) => {
                    let text = document::script(&parts.script, &words);
                    changes.push((tag.at..tag.at, Put::Last(text)));
                }
                _ => changes.extend(rewriter.tag(frame, tag).map(|text| (whole, Put::Text(text)))),
            }
        }
        changes
    }

    /// Whether a script is the one that shows the chosen appearance before anything is drawn.
    fn is_appearance(&self, tag: &Found<'_>) -> bool {
        let lead = tag.attribute("src").and_then(|src| self.leads.lead(FRAME, src));
        let published =
            self.assets.urls.get(APPEARANCE).map(|url| url.trim_start_matches('/').to_owned());
        matches!((lead, published), (Some(Lead::File(file)), Some(published)) if file == published)
    }

    /// The icon that a tag loads, as what holds it; nothing where it loads something else.
    fn icon(&self, tag: &Found<'_>) -> String {
        let is_icon = tag.attribute("rel").is_some_and(|rel| rel == "icon");
        let lead =
            tag.attribute("href").filter(|_| is_icon).and_then(|href| self.leads.lead(FRAME, href));
        let Some(Lead::File(file)) = lead else { return String::new() };
        self.file(&file).map(|bytes| document::icon(&data(&file, bytes))).unwrap_or_default()
    }
}

/// The words that the search's script is given: its data, but for addresses.
fn said<'h>(tag: &Found<'h>) -> Vec<Given<'h>> {
    let is_word =
        |given: &&Given<'_>| given.name.starts_with("data-") && !given.value.contains('/');
    tag.attributes.iter().filter(is_word).cloned().collect()
}

/// The search's data, which nothing in it can end: `<` stands in texts alone (JSON, RFC 8259, 7).
fn put_search(script: Option<&[u8]>, out: &mut Vec<u8>) {
    let Some(data) = script.and_then(search_data) else { return };
    let [begin, end] = document::around_data(DATA);
    out.extend_from_slice(begin.as_bytes());
    for (number, piece) in data.split(|byte| *byte == b'<').enumerate() {
        if number > 0 {
            out.extend_from_slice(b"\\u003c");
        }
        out.extend_from_slice(piece);
    }
    out.extend_from_slice(end.as_bytes());
}
