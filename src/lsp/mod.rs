//! The language server: what editors of text are told while they type. Takes a portal's folder and
//! the messages of one client; gives diagnostics, completion, hover, definitions, references, new
//! names and mends. All of it comes from the same build as everything else, over the files as the
//! client has them open. Protocol: Language Server Protocol 3.17.

mod complete;
mod navigate;
mod outline;
mod place;
mod rename;
mod server;
mod told;
mod workspace;

pub(crate) use server::serve;
