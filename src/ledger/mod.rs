//! The ledger: every address that was ever published, in `content/urls.lock`. Takes the ledger and
//! what is published now; gives as findings what would vanish. `portal urls --record` writes it; a
//! build only compares.
//!
//! People print addresses, mail them and put them into other systems. An address that is in the
//! ledger is on the site, leads on by an entry's `aliases`, or has a row in `content/gone.yaml`
//! that says what became of it.

mod addresses;
mod leads;
mod record;
mod vanished;

pub use addresses::Addresses;
pub(crate) use leads::settle as settle_gone;
pub(crate) use record::{Ledger, PATH, deleted};
pub(crate) use vanished::{Compared, vanished};

use crate::diagnostics::Code;

/// The codes of this stage.
pub(crate) static CODES: &[&Code] =
    &[&record::BAD_LEDGER, &leads::REDIRECT_CHAIN, &vanished::VANISHED_ADDRESS];
