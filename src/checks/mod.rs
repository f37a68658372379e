//! What is wrong with the portal as a whole. Takes the catalogue, the prose and, once the pages are
//! made, the finished tree; gives findings. One rule a file; every rule goes over everything and
//! reports everything. Changes nothing.

mod bad_ean;
mod bad_email;
mod bad_level;
mod bad_phone;
mod bad_postal_code;
mod broken_anchor;
mod broken_link;
mod capitals;
mod contradiction;
mod crowded_drawing;
mod dangerous_link;
mod doubled_word;
mod duplicate_anchor;
mod empty_section;
mod field_in_text;
mod future_date;
mod handover_without_receiver;
mod hard_to_read;
mod heading_level;
mod html_meant;
mod id_as_text;
mod image_without_alt;
mod invalid_reference;
mod law_without_eli;
mod link_text;
mod long_sentence;
mod markdown_as_text;
mod markup_in_field;
mod meant_address;
mod missing_image;
mod missing_part;
mod missing_table;
mod no_such_day;
mod offer_without_way_in;
mod old_name;
mod orphan;
mod overdue_review;
mod placeholder;
mod raw_html;
mod relative_date;
mod repeated_text;
mod reserved_name;
mod ring;
mod said_twice;
mod same_title;
mod several_in_one;
mod stray_links;
mod style_syntax;
mod summary_too_long;
mod table_text;
mod title_form;
mod tracking_link;
mod unfinished_sentence;
mod unfound_offer;
mod unknown_abbreviation;
mod unknown_facet;
mod unknown_reference;
mod unlinked_file;
mod unused_acceptance;
mod word_paste;
mod written;

use rayon::prelude::*;

pub(crate) use crate::routes::{Names, PageIndex, SiteIndex};
pub(crate) use unused_acceptance::unused_acceptance;

use crate::diagnostics::{self, Code, Findings};
use crate::model::{self, Catalogue, Entry};
use crate::prose::{Prose, ProseTable};
use crate::routes::Routes;
use crate::source::{self, Sources};
use crate::{guard, ledger, pages, routes, search_index};

/// What the rules look at.
struct Inputs<'a> {
    catalogue: &'a Catalogue,
    prose: &'a ProseTable,
    sources: &'a Sources,
    routes: &'a Routes,
}

impl<'a> Inputs<'a> {
    /// Every entry with its prose.
    fn entries(&self) -> impl Iterator<Item = (&'a Entry, &'a Prose)> {
        self.catalogue.entries().map(|at| (self.catalogue.entry(at), self.prose.of(at)))
    }
}

/// The rules on the catalogue and the prose.
const RULES: &[fn(&Inputs<'_>) -> Findings] = &[
    bad_ean::check,
    bad_email::check,
    bad_level::check,
    bad_phone::check,
    bad_postal_code::check,
    capitals::check,
    contradiction::check,
    crowded_drawing::check,
    dangerous_link::check,
    doubled_word::check,
    empty_section::check,
    field_in_text::check,
    future_date::check,
    handover_without_receiver::check,
    hard_to_read::check,
    heading_level::check,
    id_as_text::check,
    image_without_alt::check,
    invalid_reference::check,
    law_without_eli::check,
    link_text::check,
    long_sentence::check,
    markdown_as_text::check,
    markup_in_field::check,
    missing_image::check,
    missing_part::check,
    missing_table::check,
    no_such_day::check,
    offer_without_way_in::check,
    old_name::check,
    orphan::check,
    overdue_review::check,
    placeholder::check,
    raw_html::check,
    relative_date::check,
    repeated_text::check,
    reserved_name::check,
    ring::check,
    said_twice::check,
    same_title::check,
    several_in_one::check,
    style_syntax::check,
    summary_too_long::check,
    title_form::check,
    tracking_link::check,
    unfinished_sentence::check,
    unfound_offer::check,
    unknown_abbreviation::check,
    unknown_facet::check,
    unknown_reference::check,
    unlinked_file::check,
    word_paste::check,
];

/// The codes of this stage's own rules; `unknown-reference` belongs to the model.
static CODES: &[&Code] = &[
    &bad_ean::BAD_EAN,
    &bad_email::BAD_EMAIL,
    &bad_level::BAD_LEVEL,
    &bad_phone::BAD_PHONE,
    &bad_postal_code::BAD_POSTAL_CODE,
    &broken_anchor::BROKEN_ANCHOR,
    &broken_link::BROKEN_LINK,
    &capitals::CAPITALS,
    &contradiction::CONTRADICTION,
    &crowded_drawing::CROWDED_DRAWING,
    &dangerous_link::DANGEROUS_LINK,
    &doubled_word::DOUBLED_WORD,
    &duplicate_anchor::DUPLICATE_ANCHOR,
    &empty_section::EMPTY_SECTION,
    &field_in_text::FIELD_IN_TEXT,
    &future_date::FUTURE_DATE,
    &handover_without_receiver::HANDOVER_WITHOUT_RECEIVER,
    &hard_to_read::HARD_TO_READ,
    &heading_level::HEADING_LEVEL,
    &id_as_text::ID_AS_TEXT,
    &image_without_alt::IMAGE_WITHOUT_ALT,
    &invalid_reference::INVALID_REFERENCE,
    &law_without_eli::LAW_WITHOUT_ELI,
    &link_text::LINK_TEXT,
    &long_sentence::LONG_SENTENCE,
    &markup_in_field::MARKUP_IN_FIELD,
    &missing_image::MISSING_IMAGE,
    &missing_part::MISSING_PART,
    &missing_table::MISSING_TABLE,
    &no_such_day::NO_SUCH_DAY,
    &offer_without_way_in::OFFER_WITHOUT_WAY_IN,
    &old_name::OLD_NAME,
    &orphan::ORPHAN,
    &overdue_review::OVERDUE_REVIEW,
    &placeholder::PLACEHOLDER,
    &raw_html::RAW_HTML,
    &relative_date::RELATIVE_DATE,
    &repeated_text::REPEATED_TEXT,
    &reserved_name::RESERVED_NAME,
    &ring::RING,
    &same_title::SAME_TITLE,
    &several_in_one::SEVERAL_IN_ONE,
    &style_syntax::STYLE_SYNTAX,
    &summary_too_long::SUMMARY_TOO_LONG,
    &title_form::TITLE_FORM,
    &tracking_link::TRACKING_LINK,
    &unfinished_sentence::UNFINISHED_SENTENCE,
    &unfound_offer::UNFOUND_OFFER,
    &unknown_abbreviation::UNKNOWN_ABBREVIATION,
    &unknown_facet::UNKNOWN_FACET,
    &unlinked_file::UNLINKED_FILE,
    &unused_acceptance::UNUSED_ACCEPTANCE,
    &word_paste::WORD_PASTE,
];

/// Runs every rule on the catalogue and the prose.
pub(crate) fn check(
    catalogue: &Catalogue,
    prose: &ProseTable,
    sources: &Sources,
    routes: &Routes,
) -> Findings {
    let inputs = Inputs { catalogue, prose, sources, routes };
    let by_rule: Vec<_> = RULES.par_iter().map(|rule| rule(&inputs)).collect();
    let mut findings = Findings::default();
    for found in by_rule {
        findings.append(found);
    }
    findings
}

/// Follows every link of the finished pages, so that what is checked is what a reader clicks.
pub(crate) fn check_site(
    (catalogue, prose): (&Catalogue, &ProseTable),
    (sources, routes): (&Sources, &Routes),
    tree: &SiteIndex,
) -> Findings {
    let owners = routes.entries();
    let strays = stray_links::stray_links((catalogue, prose, &owners), tree);
    let input = Inputs { catalogue, prose, sources, routes };
    let mut findings = broken_link::check(&strays, &input);
    findings.append(broken_anchor::check(&strays, &input));
    findings.append(duplicate_anchor::check((catalogue, prose, &owners), tree));
    findings
}

/// Every code that there is, by name.
#[must_use]
pub fn codes() -> Vec<&'static Code> {
    let stages = [
        source::CODES,
        source::TEXT_CODES,
        diagnostics::CODES,
        guard::CODES,
        model::CODES,
        routes::CODES,
        ledger::CODES,
        CODES,
        markdown_as_text::CODES,
        pages::CODES,
        search_index::CODES,
    ];
    let mut codes: Vec<_> = stages.into_iter().flatten().copied().collect();
    codes.sort_unstable_by_key(|code| code.name);
    codes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Language, Texts};

    #[test]
    fn codes_are_kebab_case_and_each_is_there_once() {
        let names: Vec<_> = codes().iter().map(|code| code.name).collect();
        for pair in names.windows(2) {
            assert!(pair[0] < pair[1], "{pair:?}");
        }
        for name in names {
            let kebab = name.split('-').all(|word| {
                !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
            assert!(kebab && name == name.to_lowercase(), "{name}");
        }
    }

    #[test]
    fn every_code_has_its_words_in_both_languages() {
        let (sources, _) = source::default_theme();
        for language in Language::ALL {
            let (texts, findings) = Texts::read(&sources, language);
            assert!(findings.is_empty(), "{findings:?}");
            for code in codes() {
                for part in ["message", "help", "title", "explain", "wrong", "right"] {
                    let key = format!("diagnostics.{}.{part}", code.name);
                    assert!(
                        texts.find(&key).is_some_and(|text| !text.is_empty()),
                        "{} lacks {key}",
                        language.code()
                    );
                }
            }
        }
    }

    #[test]
    fn both_languages_have_the_same_words_for_findings() {
        let (sources, _) = source::default_theme();
        let [danish, english] = Language::ALL.map(|language| {
            let (texts, _) = Texts::read(&sources, language);
            let ours = texts.keys().filter(|key| {
                ["diagnostics.", "kinds.", "lanes."].iter().any(|top| key.starts_with(top))
            });
            ours.map(str::to_owned).collect::<Vec<_>>()
        });
        assert_eq!(danish, english);
    }
}
