//! The published portal in a real Chromium, driven over WebDriver: search as staff use it, without
//! scripts, and what axe-core says. The tests are listed as ignored where there is no Chromium or
//! chromedriver, those of axe-core where there is no npm, and are a failure there if `CI` is
//! `true`.
#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "all of this is a test, which clippy cannot see where the harness is our own"
)]

mod accessibility;
mod anywhere;
#[path = "../it/web/asked.rs"]
mod asked;
mod course;
mod drawings;
mod driver;
mod early;
mod every_kind;
mod finder;
mod following;
mod hard_cases;
mod hostile;
mod keyboard;
mod offline;
mod outdated;
mod paper;
mod parity;
#[path = "../it/hostile/payloads.rs"]
mod payloads;
mod pinboard;
mod portal;
#[path = "../it/hostile/portal.rs"]
mod portal_of_an_enemy;
mod quiet;
mod reading;
mod reflow;
mod remembered;
mod searching;
mod single;
mod strict;
mod suggestions;
mod visit;
mod without_engine;

use std::process::{Command, ExitCode, Stdio};

use libtest_mimic::{Arguments, Trial};

/// Each test by the sentence that is its name.
macro_rules! trials {
    ($missing:expr, $($module:ident :: $name:ident),+ $(,)?) => {
        vec![$(Trial::test(stringify!($name), || visit::run($module::$name)).with_ignored_flag($missing)),+]
    };
}

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Each visit is a Chromium of its own; more of them at once only wait for each other.
    arguments.test_threads = arguments.test_threads.or(Some(2));
    let [without_browser, without_npm] =
        [&["chromium", "chromedriver"][..], &["npm"]].map(any_is_missing);
    if (without_browser || without_npm) && std::env::var("CI").as_deref() == Ok("true") {
        return ExitCode::FAILURE;
    }
    // What takes longest comes first, so that nothing is left waiting for it at the end.
    let mut trials = trials!(
        without_browser || without_npm,
        accessibility::axe_finds_nothing_on_a_wide_screen,
        accessibility::axe_finds_nothing_on_a_narrow_screen,
    );
    trials.extend(trials!(
        without_browser,
        anywhere::on_a_file_share_no_link_is_dead,
        hostile::nothing_that_an_enemy_writes_runs,
        parity::the_browser_shows_what_the_command_line_finds,
        anywhere::at_the_root_and_two_folders_down_no_link_is_dead,
        drawings::hard_drawings_are_whole_at_every_width,
        searching::typing_shows_results_and_says_so_in_the_address,
        searching::a_facet_narrows_to_as_many_as_it_counted,
        searching::a_typo_is_corrected_and_the_exact_words_are_a_click_away,
        searching::a_search_without_results_offers_ways_out,
        searching::the_back_button_brings_the_earlier_search_back,
        searching::a_link_with_a_filter_shows_the_same_to_everybody,
        searching::more_results_come_after_the_first_twenty,
        searching::a_hit_that_was_found_by_another_name_says_its_summary_once,
        searching::what_still_fits_stays_while_somebody_types,
        searching::arrows_lead_from_the_field_into_the_results_and_back,
        searching::the_way_back_leads_to_the_same_place_with_the_same_filters,
        searching::the_best_hit_says_what_one_needs_and_places_lead_into_the_page,
        remembered::what_was_searched_in_vain_is_kept_until_it_is_deleted,
        remembered::the_empty_field_shows_what_was_seen_last_until_that_is_turned_off,
        remembered::what_changed_since_the_last_visit_is_told_until_it_is_seen,
        following::deadlines_are_reckoned_from_the_day_that_this_browser_keeps,
        following::the_deadlines_are_a_calendar_file_made_in_the_browser,
        suggestions::a_page_is_reached_by_keyboard_alone,
        suggestions::escape_closes_the_list_and_enter_shows_all_results,
        suggestions::only_names_and_small_scripts_are_loaded_before_the_field_has_the_focus,
        early::suggestions_come_before_the_engine_and_nothing_moves_when_it_does,
        early::the_search_page_says_that_more_is_on_its_way,
        offline::after_the_first_visit_everything_opens_without_a_network,
        offline::from_a_file_share_the_search_gives_the_same_answers,
        without_engine::without_scripts_the_page_leads_on,
        without_engine::where_wasm_is_blocked_the_page_says_so_and_leads_on,
        without_engine::trusted_types_stop_nothing,
        outdated::after_an_update_the_page_finds_the_new_bundle_by_itself,
        outdated::after_an_update_the_suggestions_come_all_the_same,
        outdated::an_update_that_is_not_whole_is_said_and_not_asked_for_again_and_again,
        outdated::an_engine_with_a_flipped_bit_is_never_run,
        parity::the_browser_s_engine_gives_the_very_same_answers,
        finder::answers_divide_the_offers_and_lose_none,
        finder::back_takes_one_answer_back,
        finder::every_offer_that_is_found_can_be_reached_and_pinned,
        finder::without_scripts_every_answer_is_a_link,
        finder::where_no_engine_may_run_the_finder_does,
        finder::where_the_offers_cannot_be_fetched_the_links_stay,
        finder::the_finder_is_used_by_keyboard_alone,
        course::a_pack_holds_every_part_and_its_contents_lead_to_them,
        course::ticks_stay_in_the_browser_until_they_are_reset,
        course::without_scripts_a_participant_has_a_plain_list,
        drawings::lanes_stand_beside_each_other_where_they_fit_and_their_names_stay,
        pinboard::pinned_offers_are_kept_and_printed_with_what_one_needs,
        pinboard::a_shared_list_is_kept_only_when_that_is_asked_for,
        pinboard::the_short_link_is_copied_and_that_is_said,
        pinboard::the_list_is_put_in_order_by_keyboard_alone,
        pinboard::entries_of_lists_and_results_are_pinned_and_counted_on_every_page,
        paper::paper_begins_with_the_title_and_ends_with_the_edition,
        paper::every_kind_of_page_can_be_printed_and_is_whole,
        paper::no_link_of_a_sentence_is_followed_by_its_address,
        paper::a_printed_pinboard_compares_first_and_says_nothing_twice,
        pinboard::offers_stand_side_by_side_and_where_they_differ_is_marked,
        reading::a_long_list_is_narrowed_by_words,
        reading::the_contents_mark_the_part_that_is_read,
        reading::the_chosen_appearance_is_there_before_anything_is_drawn,
        reading::who_says_where_they_work_is_led_to_the_others,
        reading::whom_to_ask_in_the_other_administration_comes_first,
        pinboard::where_nothing_is_kept_the_page_says_so,
        keyboard::the_skip_link_comes_first_and_takes_the_focus_to_the_content,
        keyboard::tab_reaches_everything_in_the_order_of_the_page_and_shows_where_it_is,
        keyboard::a_facet_is_chosen_with_the_space_bar,
        keyboard::a_term_is_explained_where_it_stands,
        keyboard::an_explanation_needs_no_script_and_stays_on_a_narrow_screen,
        keyboard::the_slash_key_is_turned_off_for_good,
        reflow::at_320_pixels_nothing_is_cut_off_and_nothing_scrolls_sideways,
        reflow::with_text_twice_as_large_nothing_is_cut_off,
        reflow::nothing_moves_for_those_who_asked_for_that,
        quiet::nothing_leaves_this_machine_and_no_policy_is_broken,
        single::one_file_shows_page_by_page_and_finds_what_the_command_line_finds,
        single::one_file_holds_a_course_and_no_other_page,
        single::without_scripts_one_file_is_read_from_top_to_bottom,
    ));
    let conclusion = libtest_mimic::run(&arguments, trials);
    portal::end();
    conclusion.exit_code()
}

/// Whether one of these programs is not there, which is said.
#[expect(clippy::print_stderr, reason = "a test that is ignored says nothing itself")]
fn any_is_missing(programs: &[&str]) -> bool {
    let is_missing = |program: &&&str| {
        let asked = Command::new(program)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        !asked.is_ok_and(|status| status.success())
    };
    let missing = programs.iter().find(is_missing);
    if let Some(program) = missing {
        eprintln!(
            "{program} is not there: its tests are ignored, and are a failure where CI is true"
        );
    }
    missing.is_some()
}
