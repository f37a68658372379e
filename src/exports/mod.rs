//! Files of the site that are not pages: static assets, sitemap, feeds, robots, what browsers ask
//! for to search from the address bar, and the build's own description. Takes what is finished;
//! gives paths and bytes.

mod assets;
mod atom;
mod build_json;
mod from_file;
mod names;
mod offline;
mod open_search;
mod robots;
mod script;
mod search_bundle;
mod sitemap;
mod stylesheet;

pub(crate) use assets::Assets;
pub(crate) use atom::feeds;
pub(crate) use build_json::build_json;
pub(crate) use from_file::{from_file, search_data};
pub(crate) use offline::offline;
pub(crate) use open_search::open_search;
pub(crate) use robots::robots;
pub(crate) use search_bundle::search_bundle;
pub(crate) use sitemap::{Location, sitemap};
