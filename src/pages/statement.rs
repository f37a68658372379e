//! `/was/`, where the accessibility statement is looked for: the way to the statement itself, which
//! the state's own tool keeps, or that there is none yet.

use serde::Serialize;

use super::context::{Context, Rendered};
use super::frame::Frame;
use super::link::Link;
use crate::routes::STATEMENT;

/// The id of the page on what the portal does for accessibility, if the catalogue has it.
const PAGE: &str = "tilgaengelighed";

/// What the template shows.
#[derive(Serialize)]
struct StatementView<'e> {
    statement: Option<&'e str>,
    page: Option<Link<'e>>,
    ask: Option<Link<'e>>,
}

/// The page.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let catalogue = context.catalogue;
    let view = StatementView {
        statement: catalogue.site.accessibility_statement.as_deref(),
        page: catalogue.by_id(PAGE).map(|at| context.link(at)),
        ask: catalogue
            .site
            .ask
            .as_ref()
            .and_then(|id| catalogue.by_id(&id.value))
            .map(|at| context.link(at)),
    };
    let frame = Frame::new(context, STATEMENT, context.words.page("statement.title"));
    vec![context.render("statement.html", &frame, &view, None)]
}
