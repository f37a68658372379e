//! The preview: the portal from memory over HTTP, on this machine alone. Takes a folder or a
//! finished tree; answers requests; writes nothing. When a source changes the portal is made anew,
//! and open pages are told. What is wrong stands above the last page that could be made.

mod early;
#[cfg(test)]
mod equality;
mod live;
mod neighbour;
mod notice;
mod preview;
mod server;
mod shown;
mod watch;

pub use neighbour::neighbour;
pub use notice::Editor;
pub use preview::{News, Preview};
pub use server::{Port, Server};
