//! What the program does, judged from outside: one binary, so that what all of these tests use is
//! linked once. Beside it stand those that need a program of their own: `tests/browser`,
//! `tests/tools` and `tests/faults`.

mod again;
mod cases;
mod changes;
mod cli;
mod edit_link;
mod facets;
mod finder;
mod fmt;
mod formats;
mod forms;
mod fuzz;
mod golden;
mod guard;
mod guide;
mod hostile;
mod hostile_inputs;
mod layers;
mod lsp;
mod neutral;
mod pack;
mod preview;
mod published;
mod publishing;
mod registers;
mod review;
mod rules;
mod schema;
mod search;
mod sites;
mod staged;
mod starter;
mod synthetic;
mod theme;
mod web;
