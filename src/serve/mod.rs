//! The preview: the portal from memory over HTTP, on this machine alone. Takes a folder or a finished tree; answers
//! requests; writes nothing. A page is asked for, the sources have changed: it is made anew first.

mod headers;
mod media_type;
mod preview;
mod server;

pub use preview::Preview;
pub use server::Server;
