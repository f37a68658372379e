//! A procedure's steps on a sheet of paper, to be ticked. Takes the same steps as the procedure's
//! own page; says of each only what one needs while doing it. Asks for nothing that tells who a
//! citizen is.

use rayon::prelude::*;
use serde::Serialize;

use super::swimlane::{onward, targets};
use super::{Duties, StepView, duties, is_reckoned, silences, steps};
use crate::model::{EntryRef, Key, Kind, Procedure};
use crate::pages::context::{Context, Rendered};
use crate::pages::entry::{StatusLabel, status_label};
use crate::pages::frame::Frame;
use crate::routes;

/// What the template shows.
#[derive(Serialize)]
struct ChecklistView<'e> {
    id: &'e str,
    title: &'e str,
    /// The procedure's own page.
    url: &'e str,
    short_full_url: String,
    status: Option<StatusLabel<'e>>,
    duties: Duties<'e>,
    steps: Vec<StepView<'e>>,
    /// What the sources do not tell of the steps, each with the steps that it is of.
    silences: Vec<String>,
    /// Whether some of the steps are another way than others, so that nobody does them all.
    branches: bool,
    /// Whether a deadline is reckoned from the day that the procedure begins.
    reckoned: bool,
    /// Whether there are days for a calendar.
    dated: bool,
}

/// A sheet for every procedure that has steps.
pub(in crate::pages) fn pages(context: &Context<'_>) -> Rendered {
    let procedures = context.catalogue.procedures.rows().par_iter().enumerate();
    let pages = procedures.filter(|(_, procedure)| !procedure.steps.is_empty()).map(
        |(index, procedure)| {
            let at = EntryRef::from(Key::<Procedure>::new(index));
            let list = Kind::Procedure.list().unwrap_or(routes::FRONT);
            let title = context.words.fill("checklist.of", &[("title", &procedure.entry.title)]);
            let frame = Frame::new(context, address(context, at), title)
                .described(&*procedure.entry.summary);
            let frame = frame.below(list, context.words.kinds(Kind::Procedure));
            let frame = frame.below(context.url(at), &procedure.entry.title).in_section(list);
            context.render("checklist.html", &frame, &view(context, at, procedure), None)
        },
    );
    pages.collect()
}

/// Where the sheet of a procedure lies.
pub(in crate::pages) fn address(context: &Context<'_>, procedure: EntryRef) -> String {
    routes::checklist(context.url(procedure))
}

fn view<'e>(context: &'e Context<'_>, at: EntryRef, procedure: &'e Procedure) -> ChecklistView<'e> {
    let entry = &procedure.entry;
    let steps = steps(context, &procedure.steps, &onward(&targets(&procedure.steps)));
    ChecklistView {
        id: &entry.id,
        title: &entry.title,
        url: context.url(at),
        short_full_url: format!("{}{}", context.catalogue.site.base_url, entry.short_url()),
        status: status_label(context, entry),
        duties: duties(context, procedure),
        silences: silences(context, &steps),
        branches: procedure.steps.iter().any(|step| !step.branches.is_empty()),
        reckoned: is_reckoned(&steps),
        dated: steps.iter().any(|step| step.rule.is_some()),
        steps,
    }
}
