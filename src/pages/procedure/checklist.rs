//! A procedure's steps on a sheet of paper, to be ticked. Takes the same steps as the procedure's
//! own page; says of each only what one needs while doing it. Asks for nothing that tells who a
//! citizen is.

use rayon::prelude::*;
use serde::Serialize;

use super::swimlane::{onward, targets};
use super::{Duties, StepView, duties, steps};
use crate::model::{EntryRef, Key, Kind, Procedure};
use crate::pages::edition::{Edition, Rendered};
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
}

/// A sheet for every procedure that has steps.
pub(in crate::pages) fn pages(edition: &Edition<'_>) -> Rendered {
    let procedures = edition.catalogue.procedures.rows().par_iter().enumerate();
    let pages = procedures.filter(|(_, procedure)| !procedure.steps.is_empty()).map(
        |(index, procedure)| {
            let at = EntryRef::from(Key::<Procedure>::new(index));
            let list = Kind::Procedure.list().unwrap_or(routes::FRONT);
            let title = edition.words.fill("checklist.of", &[("title", &procedure.entry.title)]);
            let frame = Frame::new(edition, address(edition, at), title)
                .described(&*procedure.entry.summary);
            let frame = frame.below(list, edition.words.kinds(Kind::Procedure));
            let frame = frame.below(edition.url(at), &procedure.entry.title).in_section(list);
            edition.render("checklist.html", &frame, &view(edition, at, procedure), None)
        },
    );
    pages.collect()
}

/// Where the sheet of a procedure lies.
pub(in crate::pages) fn address(edition: &Edition<'_>, procedure: EntryRef) -> String {
    routes::checklist(edition.url(procedure))
}

fn view<'e>(edition: &'e Edition<'_>, at: EntryRef, procedure: &'e Procedure) -> ChecklistView<'e> {
    let entry = &procedure.entry;
    ChecklistView {
        id: &entry.id,
        title: &entry.title,
        url: edition.url(at),
        short_full_url: format!("{}{}", edition.catalogue.site.base_url, entry.short_url()),
        status: status_label(edition, entry),
        duties: duties(edition, procedure),
        steps: steps(edition, &procedure.steps, &onward(&targets(&procedure.steps))),
    }
}
