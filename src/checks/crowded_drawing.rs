//! `crowded-drawing`: a procedure whose drawing cannot be read as it should.
//!
//! Why: the drawing is for seeing at a glance who has the case. More lanes than a page holds are
//! laid below each other, more lines than an eye can follow are left out, and a word that is wider
//! than its lane is broken anywhere. Wrong: a step called
//! `Beskæftigelsesindsatsplanlægningsvejledning` among five lanes. Right: two words, or a hyphen.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::Procedure;
use crate::pages::drawing::{LANES, TRACKS, Trouble, trouble};

/// Too many lanes, too many lines, or a word too long.
pub(super) static CROWDED_DRAWING: Code = Code::warning("crowded-drawing");

fn crowded_drawing(procedure: &Procedure, trouble: Trouble<'_>) -> Diagnostic {
    let entry = &procedure.entry;
    let told = |at| Diagnostic::new(&CROWDED_DRAWING, entry.place(at)).with("title", &entry.title);
    match trouble {
        Trouble::Lanes(count) => told(entry.at.title).with("count", count).with("most", LANES),
        Trouble::Lines(count) => told(entry.at.title)
            .message("message_lines")
            .help("help_lines")
            .with("count", count)
            .with("most", TRACKS),
        Trouble::Word(step, word) => told(step.at)
            .message("message_word")
            .help("help_word")
            .with("word", word)
            .with("step", &step.title),
    }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let procedures = input.catalogue.procedures.iter();
    let crowded = procedures
        .filter_map(|procedure| Some(crowded_drawing(procedure, trouble(&procedure.steps)?)));
    crowded.collect()
}
