//! What the page of every entry shows, whatever its kind: name, status, facts, prose, both
//! directions of every reference, sources, and how fresh it is.

use std::collections::BTreeSet;

use serde::Serialize;

use super::cited::{Cited, cited};
use super::context::Context;
use super::fact::{Fact, Part, drawn_together, within_a_sentence};
use super::frame::Frame;
use super::link::{Link, LinkGroup};
use super::related::{Known, part_of, related, steps};
use crate::markup::Html;
use crate::model::{Entry, EntryRef, Kind, Overdue, Status};
use crate::review::{self, Why};

/// How many other names stand at the head of a page; the others stand at its end.
const NAMES: usize = 3;

/// An entry as its page shows it.
#[derive(Serialize)]
pub(super) struct EntryView<'e> {
    id: &'e str,
    title: &'e str,
    /// The word for its kind.
    kind: &'e str,
    summary: &'e str,
    also_called: Vec<&'e str>,
    pub(super) status: Option<StatusLabel<'e>>,
    replaced_by: Vec<Link<'e>>,
    /// What must be told before anything else: that the review is overdue.
    overdue: Option<String>,
    /// The facts that are most likely old, each with the reason.
    stale: Vec<String>,
    /// The procedures that it takes part in, with their steps.
    pub(super) part_of: Vec<Link<'e>>,
    /// The facts that come before the prose.
    before: Vec<Part<'e>>,
    body: Option<Html>,
    /// The heading over the prose; none on pages that are nothing else.
    body_title: Option<&'e str>,
    /// The facts that come after the prose.
    after: Vec<Part<'e>>,
    steps: Vec<LinkGroup<'e>>,
    related: Vec<LinkGroup<'e>>,
    sources: Vec<Cited<'e>>,
    /// Who answers for the page and how fresh it is.
    about: Part<'e>,
    /// The way around within the page.
    pub(super) contents: Vec<Link<'e>>,
    short_url: String,
    short_full_url: String,
}

/// What a kind adds to what every entry shows.
pub(super) struct Parts<'e> {
    /// Facts that come before the prose.
    pub(super) before: Vec<Part<'e>>,
    /// Parts that the kind's own template puts before the prose, for the way around.
    pub(super) own: Vec<(&'static str, &'e str)>,
    /// Facts that come after the prose.
    pub(super) after: Vec<Part<'e>>,
    /// What is shown of its own accord.
    pub(super) known: Known,
}

/// Where an entry is in its life, where that is not simply "in use".
#[derive(Debug, Serialize)]
pub(super) struct StatusLabel<'e> {
    name: &'static str,
    pub(super) word: &'e str,
    text: &'e str,
}

/// The label of a status that readers must not overlook; none for what is in use.
pub(super) fn status_label<'e>(context: &'e Context<'_>, entry: &Entry) -> Option<StatusLabel<'e>> {
    let status = entry.standing(context.catalogue.today);
    let name = status.as_str();
    let (word, text) =
        (context.words.word("status", name), context.words.word("status_text", name));
    (status != Status::Active).then_some(StatusLabel { name, word, text })
}

/// The frame around an entry's page.
pub(super) fn frame<'e>(context: &'e Context<'_>, at: EntryRef) -> Frame<'e> {
    let entry = context.catalogue.entry(at);
    let url = context.url(at);
    let frame =
        Frame::new(context, url, &*entry.title).described(&*entry.summary).of_entry(context, entry);
    match at.kind.list() {
        Some(section) => frame.below(section, context.words.kinds(at.kind)),
        None => frame.in_section(url),
    }
}

/// What every entry's page shows, around a kind's own parts.
pub(super) fn entry_view<'e>(
    context: &'e Context<'_>,
    at: EntryRef,
    parts: Parts<'e>,
) -> EntryView<'e> {
    let entry = context.catalogue.entry(at);
    let Parts { before, own, after, known } = parts;
    let (before, after) = (drawn_together(before), drawn_together(after));
    let known = known.and(entry.replaced_by.iter().copied()).and(entry.owner);
    let short_url = entry.short_url();
    let body = context.bodies.rendered(at).html;
    let part_of = part_of(context, at);
    // All that an offer does in a step is to be used there, which is told by the step's number.
    let is_told = at.kind == Kind::Offer && !part_of.is_empty();
    let steps = if is_told { Vec::new() } else { steps(context, at) };
    let mut view = EntryView {
        id: &entry.id,
        title: &entry.title,
        kind: context.words.kind(at.kind),
        summary: &entry.summary,
        also_called: also_called(entry).into_iter().take(NAMES).collect(),
        status: status_label(context, entry),
        replaced_by: entry.replaced_by.iter().map(|other| context.link(*other)).collect(),
        overdue: overdue(context, entry),
        stale: stale(context, at),
        part_of,
        before,
        body: Some(body).filter(|html| !html.is_empty()),
        body_title: (at.kind != Kind::Page).then(|| context.words.word("body", at.kind.as_str())),
        after,
        steps,
        related: related(context, at, &known),
        sources: cited(context, &entry.sources),
        about: about(context, at),
        contents: Vec::new(),
        short_full_url: format!("{}{short_url}", context.catalogue.site.base_url),
        short_url,
    };
    view.contents = contents(context, &view, own, at);
    view
}

pub(super) fn overdue(context: &Context<'_>, entry: &Entry) -> Option<String> {
    let words = &context.words;
    Some(match entry.overdue(context.catalogue.today)? {
        Overdue::Since(due) => words.fill("review.overdue", &[("due", &words.date(due))]),
        Overdue::Never => words.page("review.never").to_owned(),
    })
}

/// The facts that can be seen to be old, and not only that nobody has looked. What is history is
/// left in peace.
fn stale(context: &Context<'_>, at: EntryRef) -> Vec<String> {
    let (catalogue, words) = (context.catalogue, &context.words);
    if catalogue.entry(at).is_historical(catalogue.today) {
        return Vec::new();
    }
    let is_shown =
        |why| matches!(why, Why::LawIsNewer | Why::NewYear | Why::YearOld | Why::Expired);
    let old =
        review::own(catalogue, at, catalogue.today).into_iter().filter(|fact| is_shown(fact.why));
    old.map(|fact| {
        let name = review::name(fact.name, words.texts());
        let date = fact.date.map(|date| words.date(date)).unwrap_or_default();
        words.fill(&format!("review.{}", fact.why.as_str()), &[("fact", &name), ("date", &date)])
    })
    .collect()
}

/// When, by whom, and what of it: `1. juni 2013 af Huset: telefon, pris`.
fn reviewed(context: &Context<'_>, entry: &Entry) -> Option<String> {
    let words = &context.words;
    let Some(look) = &entry.review else { return entry.reviewed.map(|date| words.date(date)) };
    let mut said = words.date(look.date);
    if let Some(by) = look.by {
        let name = &context.catalogue.contacts[by].entry.title;
        said.push_str(&words.fill("review.by", &[("name", name)]));
    }
    let facts = look.checked.iter().map(|key| review::name(key, words.texts()));
    let facts: Vec<_> = facts.map(|name| within_a_sentence(&name).into_owned()).collect();
    let more = [Some(facts.join(", ")), look.note.clone()]
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty());
    let more = more.collect::<Vec<_>>().join(". ");
    Some(if more.is_empty() { said } else { format!("{said}: {more}") })
}

/// Who has said that the page is right, and whose word is waited for.
fn confirmed(context: &Context<'_>, at: EntryRef) -> Option<String> {
    let (catalogue, words) = (context.catalogue, &context.words);
    let name = |term| catalogue.vocabulary[term].short_name();
    let by = catalogue.entry(at).confirmed_by.iter();
    let by = by.map(|by| format!("{} {}", name(by.administration), words.date(by.date)));
    let awaited = review::awaiting(catalogue, at).into_iter();
    let awaited = awaited.map(|term| words.fill("review.awaiting", &[("name", name(term))]));
    let said: Vec<_> = by.chain(awaited).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

fn about<'e>(context: &'e Context<'_>, at: EntryRef) -> Part<'e> {
    let [owner, reviewed, confirmed, valid] = about_page(context, at);
    let date = context.words.date(context.catalogue.site.edition);
    let names = also_called(context.catalogue.entry(at));
    let names = names.get(NAMES..).map(|others| others.join(" · "));
    Part::new(context, "del-om-siden")
        .given(Fact::new(context, "also_called").text(names))
        .asked(owner)
        .asked(reviewed)
        .given(confirmed)
        .given(valid)
        .asked(Fact::new(context, "edition").text(Some(date)))
}

/// Who answers for an entry's page, when it was gone through, who says that it is right, and from
/// when to when it holds.
pub(super) fn about_page<'e>(context: &'e Context<'_>, at: EntryRef) -> [Fact<'e>; 4] {
    let (words, entry) = (&context.words, context.catalogue.entry(at));
    [
        Fact::new(context, "owner").links(entry.owner.map(|owner| context.link(owner))),
        Fact::new(context, "reviewed").text(reviewed(context, entry)),
        Fact::new(context, "confirmed_by").text(confirmed(context, at)),
        Fact::new(context, "valid").text(words.validity(entry.valid)),
    ]
}

/// The parts of the page in the order that they stand.
fn contents<'e>(
    context: &'e Context<'_>,
    view: &EntryView<'e>,
    own: Vec<(&'static str, &'e str)>,
    at: EntryRef,
) -> Vec<Link<'e>> {
    let words = &context.words;
    let named = |id: &'static str| (id, words.word("part", id));
    let mut parts: Vec<(&'e str, &'e str)> =
        view.before.iter().map(|part| (part.id, part.title)).collect();
    parts.extend(own);
    parts.extend(
        view.body_title.filter(|_| view.body.is_some()).map(|title| ("del-indhold", title)),
    );
    let before = parts.len();
    parts.extend(view.after.iter().map(|part| (part.id, part.title)));
    parts.extend((!view.steps.is_empty()).then(|| named("del-trin-i-sagsgange")));
    parts.extend((!view.related.is_empty()).then(|| named("del-henvisninger")));
    parts.extend((!view.sources.is_empty()).then(|| named("del-kilder")));
    parts.push(named("del-om-siden"));
    let mut links: Vec<_> =
        parts.into_iter().map(|(id, title)| Link::to(frame_anchor(id), title)).collect();
    if view.body_title.is_none() {
        let headings = context.prose.of(at).headings.iter().filter(|heading| heading.level == 2);
        let headings = headings.map(|heading| Link::to(format!("#{}", heading.id), &*heading.text));
        links.splice(before..before, headings);
    }
    links
}

/// The way to a part of the frame. Its anchors begin with a sign that no heading's, step's or
/// term's anchor can have, so that a heading called like a part of the frame is still the one that
/// links to it find.
fn frame_anchor(id: &str) -> String {
    format!("#_{id}")
}

/// Links to entries.
pub(super) fn links<'e, R: Into<EntryRef> + Copy>(
    context: &'e Context<'_>,
    entries: &[R],
) -> Vec<Link<'e>> {
    entries.iter().map(|at| context.link(*at)).collect()
}

/// Facts about the law that an entry rests on.
pub(super) fn law_fact<'e>(context: &'e Context<'_>, entry: &'e Entry) -> Fact<'e> {
    let laws = entry.legal_basis.iter();
    let links = laws.map(|basis| {
        context.law(basis.law, basis.section.as_ref().map(|section| section.value.as_str()))
    });
    Fact::new(context, "law").links(links)
}

/// What else an entry is called: each name once, however its dashes are written, which tells the
/// search more than the reader.
pub(super) fn also_called(entry: &Entry) -> Vec<&str> {
    let bare = |name: &str| name.replace(['-', '‐', '‑', '–', '—', '−'], " ").to_lowercase();
    let mut seen = BTreeSet::from([bare(&entry.title)]);
    let names = entry.also_called.iter().map(String::as_str);
    names.filter(|name| seen.insert(bare(name))).collect()
}

#[cfg(test)]
mod tests {
    use crate::source::Sources;
    use crate::{Options, Unobserved};

    const FILES: [(&str, &str); 5] = [
        (
            "site.toml",
            "title = \"P\"\nbase_url = \"https://p.example\"\n\n[edition]\ndate = \"2013-06-30\"\n",
        ),
        ("content/vocabularies/offer_types.yaml", "- { id: hold, label: Hold }\n"),
        (
            "content/vocabularies/administrations.yaml",
            "- { id: a, label: Ene }\n- { id: b, label: Anden }\n",
        ),
        (
            "content/contacts/huset.md",
            "---\ntitle: Huset\nsummary: Et hus.\nunit_type: unit\nadministration: b\n---\n",
        ),
        ("content/offers/holdet.md", OFFER),
    ];
    const OFFER: &str = "---\ntitle: Holdet\nsummary: Et hold.\noffer_type: hold\nadministration: a\nprovider: huset\ncost: { text: 10 kr. }\nreviewed: { date: 2013-06-01, by: huset, checked: [provider] }\nconfirmed_by: [{ administration: a, date: 2013-06-02 }]\n---\n";

    /// The page of the offer, with one thing written otherwise.
    fn page(from: &str, to: &str) -> String {
        let files =
            FILES.map(|(path, text)| (path.to_owned(), text.replace(from, to).into_bytes()));
        let (sources, findings) = Sources::from_files(files);
        let built = crate::build(&sources, findings, &Options::default(), &Unobserved);
        let site = built.site.unwrap_or_else(|| panic!("{:?}", built.findings));
        String::from_utf8_lossy(site.tree.get("tilbud/holdet/index.html").unwrap_or_default())
            .into_owned()
    }

    #[test]
    fn the_page_says_which_fact_is_old_who_looked_at_what_and_whose_word_is_awaited() {
        let told = page("", "");
        let old = "ikke set efter siden årsskiftet, 1. januar 2013";
        for said in [old, "1. juni 2013 af Huset: ", "Ene 2. juni 2013, afventer Anden"] {
            assert!(told.contains(said), "{said}: {told}");
        }
        assert!(!page("10 kr. }", "10 kr., checked: 2013-06-03 }").contains(old));
        assert!(!page("checked: [provider]", "checked: [cost]").contains(old));
        assert!(!page("provider: huset\n", "").contains("afventer"));
    }

    #[test]
    fn a_name_stands_once_however_its_dashes_are_written() {
        let also =
            "summary: Et hold.\nalso_called: [SKP-møde, SKP–møde, skp‑møde, Hol-det, Holdet]";
        let page = page("summary: Et hold.", also);
        assert!(page.contains("</span> SKP-møde · Hol-det</p>"), "{page}");
    }
}
