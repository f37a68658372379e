//! A synthetic portal of any size: valid, without findings worth a warning, and the same bytes for
//! the same size and seed. Takes the number of offers and a seed; gives files in memory. Reads no
//! clock and no disk.
//!
//! Nothing in it is true. The texts are Danish-like: parts of real words, joined to compounds by
//! rank, so that a larger catalogue has more words and the commonest stay common (Zipf), as in the
//! shared portal.

mod contact;
mod front_matter;
mod lexicon;
mod offer;
mod others;
mod procedure;
mod prose;
mod random;
mod registers;
mod vocabularies;
mod words;
mod world;

use world::{Name, World};

/// The files of a portal with so many offers, a contact for every 20 and a procedure for every 50
/// of them: path from the root and bytes.
pub(crate) fn catalogue(offers: usize, seed: u64) -> Vec<(String, Vec<u8>)> {
    let world = World::new(offers, seed);
    let mut files = others::files(&world);
    files.extend(vocabularies::files());
    files.extend(registers::files(&world));
    files.extend(entries(&world, &world.contacts, contact::file));
    files.extend(entries(&world, &world.procedures, procedure::file));
    files.extend(entries(&world, &world.offers, offer::file));
    files
}

fn entries<'w>(
    world: &'w World,
    names: &'w [Name],
    file: fn(&World, usize, &Name) -> (String, Vec<u8>),
) -> impl Iterator<Item = (String, Vec<u8>)> + 'w {
    names.iter().enumerate().map(move |(at, name)| file(world, at, name))
}
