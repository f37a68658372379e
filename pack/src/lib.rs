//! Sets a document of the portal as a PDF, by Typst. Takes what `portal` has made of courses and
//! entries; gives a tagged PDF (PDF/UA-1, ISO 14289-1), the same bytes for the same document.

mod world;

use portal::Paper;
use portal::cli::Pdf;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::world::Document;

/// The PDF of a document.
///
/// # Errors
/// What Typst says of a picture that is none, or of what no PDF/UA-1 may hold.
pub fn typeset(paper: &Paper) -> Result<Pdf, String> {
    let pages = laid_out(paper)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]);
    let options = PdfOptions {
        // The creation date is left out: nothing here depends on when it is run.
        timestamp: None,
        ident: Smart::Auto,
        creator: Smart::Custom(Some("portal".to_owned())),
        standards: standards.map_err(|error| error.message().to_string())?,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&pages, &options).map_err(|errors| said(&errors))?;
    Ok(Pdf { bytes, pages: pages.pages().len() })
}

/// The pages of a document.
///
/// # Errors
/// As [`typeset`].
pub fn laid_out(paper: &Paper) -> Result<PagedDocument, String> {
    let world = Document::new(paper)?;
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
    let pages = output.map_err(|errors| said(&errors))?;
    // Typst warns where it has left something out, or a number may be wrong.
    if warnings.is_empty() { Ok(pages) } else { Err(said(&warnings)) }
}

/// What Typst says, in one line.
fn said(errors: &[SourceDiagnostic]) -> String {
    let said = errors.iter().map(|error| {
        let hints = error.hints.iter().map(|hint| format!(" ({})", hint.v));
        format!("{}{}", error.message, hints.collect::<String>())
    });
    said.collect::<Vec<_>>().join("; ")
}
