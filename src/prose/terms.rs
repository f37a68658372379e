//! The glossary in place: where prose uses a term's name or its abbreviation, and the explanation
//! that a page shows there. Takes the glossary; which uses are explained is the renderer's affair.

use super::spelled::Spelled;
use crate::markup::{Anchor, Attribute, Tag, Url, Writer};
use crate::model::{Catalogue, Term};

/// The names of the glossary's terms.
pub(super) fn terms(catalogue: &Catalogue) -> Spelled<&Term> {
    Spelled::of(
        catalogue.terms.iter().flat_map(|term| spellings(term).map(move |text| (text, term))),
    )
}

/// A term's abbreviation, and its title as it stands within a sentence and at the beginning of one.
fn spellings(term: &Term) -> impl Iterator<Item = String> + use<> {
    let title = term.entry.title.as_str();
    let mut letters = title.chars();
    let first = letters.next().filter(|_| !letters.clone().any(char::is_uppercase));
    let rest = letters.as_str();
    let small = first.map(|first| first.to_lowercase().collect::<String>() + rest);
    let capital = first.map(|first| first.to_uppercase().collect::<String>() + rest);
    term.abbreviation.clone().into_iter().chain([title.to_owned()]).chain(small).chain(capital)
}

/// The explanation of a term, in the place where it is used.
pub(super) struct Explanation<'c> {
    /// The explanation's own.
    pub(super) anchor: Anchor,
    pub(super) term: &'c Term,
}

impl Explanation<'_> {
    /// What opens it: a button, for it works by keyboard, by touch and without scripts.
    pub(super) fn open(&self, out: &mut Writer) {
        let opens = Attribute::Opens(&self.anchor);
        out.open(Tag::Button, &[Attribute::Class("term"), Attribute::PlainButton, opens]);
    }

    /// The end of what opens it, and the explanation: the term, which leads to the glossary, and
    /// what it means. `written` is what stands on the page; where the term says more, paper shows
    /// it.
    pub(super) fn close(&self, out: &mut Writer, written: &str) {
        let Term { entry, abbreviation, .. } = self.term;
        let is_short = abbreviation.as_deref() == Some(written) && entry.title != written;
        let class = if is_short { "explained in-full" } else { "explained" };
        let url = Url::new(entry.url()).unwrap_or_else(Url::nowhere);
        out.close();
        let id = Attribute::Id(&self.anchor);
        out.element(Tag::Span, &[Attribute::Class(class), id, Attribute::Popover], |out| {
            out.element(Tag::Anchor, &[Attribute::Href(&url)], |out| out.text(&entry.title));
            out.element(Tag::Span, &[], |out| out.text(&entry.summary));
        });
    }

    /// A word of the text with it.
    pub(super) fn in_place(&self, out: &mut Writer, written: &str) {
        self.open(out);
        out.text(written);
        self.close(out, written);
    }
}

#[cfg(test)]
mod tests {
    use crate::Memo;
    use crate::diagnostics::Texts;
    use crate::model::model;
    use crate::prose::{Bodies, Prose, Rendered, prose};
    use crate::source::Sources;

    const SITE: &str =
        "title = \"P\"\nbase_url = \"https://example.org\"\n[edition]\ndate = \"2013-06-30\"\n";
    const GLOSSARY: &str = "- { id: begreb-skp, term: støttekontaktperson, abbreviation: SKP, definition: \"En, der støtter.\" }\n\
        - { id: begreb-plan, term: Jobplan, definition: En plan. }\n\
        - { id: begreb-match, term: Matchgruppe, definition: En gruppe. }\n\
        - { id: begreb-match-3, term: matchgruppe 3, definition: Den tredje. }\n\
        - { id: begreb-sum, term: A & B, definition: Fra A < B. }\n";

    /// The prose of a page with this body, in a portal with five terms.
    fn known(body: &str) -> (Rendered, Prose) {
        let page = format!("---\ntitle: Side\nsummary: En side.\n---\n{body}\n");
        let files = [
            ("site.toml", SITE),
            ("content/glossary.yaml", GLOSSARY),
            ("content/pages/side.md", page.as_str()),
        ];
        let (sources, _) = Sources::from_files(
            files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())),
        );
        let (catalogue, findings) = model(&sources, None, false);
        let told: Vec<_> = findings.iter().map(|found| found.code.name).collect();
        let mut catalogue = catalogue.unwrap_or_else(|| panic!("{told:?}"));
        let texts = Texts::default();
        let table = prose(&mut catalogue, &sources, (&texts, &Memo::default()));
        let at = catalogue.by_id("side").unwrap_or_else(|| panic!("no page: {told:?}"));
        (Bodies::new(&catalogue, &sources, &texts).rendered(at), table.of(at).clone())
    }

    fn rendered(body: &str) -> Rendered {
        known(body).0
    }

    /// The words that are explained, in order.
    fn explained(body: &str) -> Vec<String> {
        let html = rendered(body).html;
        let openers = html.as_str().split("<button class=\"term\"").skip(1);
        openers
            .filter_map(|rest| Some(rest.split('>').nth(1)?.split('<').next()?.to_owned()))
            .collect()
    }

    #[test]
    fn the_first_use_of_a_term_is_explained_whether_by_name_or_by_abbreviation() {
        assert_eq!(
            explained("En SKP og en jobplan. Jobplan og SKP, støttekontaktperson."),
            ["SKP", "jobplan"]
        );
        assert_eq!(explained("Støttekontaktperson (SKP)."), ["Støttekontaktperson"]);
    }

    #[test]
    fn the_longest_name_is_meant_and_only_whole_words() {
        assert_eq!(explained("Matchgruppe 3 og matchgruppe 4."), ["Matchgruppe 3", "matchgruppe"]);
        assert_eq!(explained("Jobplanen, SKPer, skp og matchgruppe 33."), ["matchgruppe"]);
        assert_eq!(explained("SKP-møde, SKO-SKP og SKP- og jobplan"), ["SKP", "jobplan"]);
    }

    #[test]
    fn headings_links_and_heads_of_tables_stay_as_they_are() {
        let body = "## SKP\n\n[SKP](/x/)\n\n| SKP | |\n|---|---|\n| jobplan | SKP |\n";
        assert_eq!(explained(body), ["jobplan", "SKP"]);
    }

    #[test]
    fn a_table_scrolls_under_the_name_of_its_part_and_its_empty_corner_is_no_heading() {
        let html =
            rendered("## Tal\n\n| | 2012 |\n|---|---|\n| a | 1 |\n").html.as_str().to_owned();
        let frame =
            "<div class=\"table-frame\" tabindex=\"0\" role=\"group\" aria-labelledby=\"tal\">";
        assert!(
            html.contains(frame) && html.contains("<td></td><th scope=\"col\">2012</th>"),
            "{html}"
        );
        let row = "<tr><th scope=\"row\">a</th><td data-label=\"2012\">1</td></tr>";
        assert!(html.contains(row), "under the corner stand the rows' headings: {html}");
    }

    #[test]
    fn a_link_with_words_of_its_own_stands_in_a_table_in_either_spelling() {
        for bar in ["|", "\\|"] {
            let (body, prose) =
                known(&format!("| a | b |\n|---|---|\n| c | [[side{bar}*denne* her]] |\n"));
            let link = "<td data-label=\"b\"><a href=\"/side/\"><em>denne</em> her</a></td>";
            assert!(body.html.as_str().contains(link), "{:?}", body.html);
            assert!(prose.slips.is_empty(), "{:?}", prose.slips);
        }
        let head = rendered("| [[side|A]] | b |\n|---|---|\n| c | d |\n").html;
        assert!(
            head.as_str().contains("<th scope=\"col\"><a href=\"/side/\">A</a></th>"),
            "{head:?}"
        );
    }

    #[test]
    fn a_link_to_a_term_explains_it_in_the_writer_s_words_and_later_ones_lead_to_the_glossary() {
        let (body, prose) = known("Se [[begreb-plan|*planen*]] og [[begreb-plan]]. Jobplan.");
        let first = "<button class=\"term\" type=\"button\" popovertarget=\"forklaring-begreb-plan\"><em>planen</em></button>\
             <span class=\"explained\" id=\"forklaring-begreb-plan\" popover><a href=\"/begreber/#begreb-plan\">Jobplan</a>\
             <span>En plan.</span></span> og <a href=\"/begreber/#begreb-plan\">Jobplan</a>. Jobplan.";
        assert!(body.html.as_str().contains(first), "{:?}", body.html);
        assert_eq!(prose.links.len(), 2);
        assert_eq!(body.plain, "Se planen og Jobplan. Jobplan.\n");
    }

    #[test]
    fn paper_shows_the_long_form_of_an_abbreviation_and_of_nothing_else() {
        assert!(rendered("SKP").html.as_str().contains("class=\"explained in-full\""));
        assert!(
            !rendered("Støttekontaktperson og [[begreb-plan|P]]").html.as_str().contains("in-full")
        );
    }

    #[test]
    fn an_explanation_is_text_and_its_anchor_stands_once() {
        let html = rendered("## x {#forklaring-begreb-sum}\n\nA & B").html.as_str().to_owned();
        assert!(
            html.contains(
                ">A &amp; B</button><span class=\"explained\" id=\"forklaring-begreb-sum-2\""
            ),
            "{html}"
        );
        assert!(html.contains("<span>Fra A &lt; B.</span>"), "{html}");
    }
}
