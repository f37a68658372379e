//! How fast the engine answers, at this repository's own size and at 1,000 and 10,000 offers of the
//! synthetic portal. Run with `cargo bench --bench search`. One query a kind; the words are taken
//! from the catalogue that is searched.

mod synthetic;

use std::fmt;
use std::path::Path;
use std::sync::OnceLock;

use divan::Bencher;
use portal::model::Catalogue;
use portal::source::{self, Sources};
use portal::stages;
use portal_search::{Engine, Facet, Request};

fn main() {
    divan::main();
}

/// Which portal is searched.
#[derive(Clone, Copy)]
enum Size {
    /// The content of this repository.
    Own,
    /// 1,000 offers.
    Thousand,
    /// 10,000 offers.
    TenThousand,
}

const SIZES: [Size; 3] = [Size::Own, Size::Thousand, Size::TenThousand];

impl fmt::Display for Size {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Own => "own",
            Self::Thousand => "1000",
            Self::TenThousand => "10000",
        })
    }
}

/// An opened index and words to ask it for.
struct Searched {
    engine: Engine,
    /// The title of an offer in the middle.
    title: String,
    /// The longest word of all titles: a compound, if Danish is Danish.
    compound: String,
}

fn searched(size: Size) -> &'static Searched {
    static OWN: OnceLock<Searched> = OnceLock::new();
    static THOUSAND: OnceLock<Searched> = OnceLock::new();
    static TEN_THOUSAND: OnceLock<Searched> = OnceLock::new();
    let made = match size {
        Size::Own => &OWN,
        Size::Thousand => &THOUSAND,
        Size::TenThousand => &TEN_THOUSAND,
    };
    made.get_or_init(|| open(&sources(size)))
}

fn sources(size: Size) -> Sources {
    match size {
        Size::Own => match source::read(Path::new(env!("CARGO_MANIFEST_DIR"))) {
            Ok((sources, _)) => sources,
            Err(error) => panic!("{error}"),
        },
        Size::Thousand => Sources::from_files(synthetic::catalogue(1_000, 7)).0,
        Size::TenThousand => Sources::from_files(synthetic::catalogue(10_000, 7)).0,
    }
}

fn open(sources: &Sources) -> Searched {
    let (Some(mut catalogue), _) = stages::model(sources) else {
        panic!("the portal cannot be read")
    };
    let prose = stages::prose(&mut catalogue, sources);
    let index = stages::index(&catalogue, &prose, sources);
    let engine = match index.map(Engine::open) {
        Ok(Ok(engine)) => engine,
        Ok(Err(error)) => panic!("{error}"),
        Err(error) => panic!("{error}"),
    };
    let (title, compound) = words(&catalogue);
    Searched { engine, title, compound }
}

fn words(catalogue: &Catalogue) -> (String, String) {
    let titles: Vec<_> = catalogue.offers.iter().map(|offer| offer.entry.title.as_str()).collect();
    let title = titles.get(titles.len() / 2).copied().unwrap_or_default();
    let compound =
        titles.iter().flat_map(|title| title.split(' ')).max_by_key(|word| word.chars().count());
    (title.to_owned(), compound.unwrap_or_default().to_lowercase())
}

fn ask(bencher: Bencher<'_, '_>, size: Size, request: impl Fn(&Searched) -> Request) {
    let searched = searched(size);
    let request = request(searched);
    bencher.bench(|| searched.engine.search(&request));
}

/// The whole title of an entry.
#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn title(bencher: Bencher<'_, '_>, size: Size) {
    ask(bencher, size, |searched| Request::new(&searched.title));
}

/// A word that stands in many entries.
#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn word(bencher: Bencher<'_, '_>, size: Size) {
    ask(bencher, size, |_| Request::new("behandling"));
}

/// A rare compound, found by its parts as well.
#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn compound(bencher: Bencher<'_, '_>, size: Size) {
    ask(bencher, size, |searched| Request::new(&searched.compound));
}

/// A word with a letter too many.
#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn typo(bencher: Bencher<'_, '_>, size: Size) {
    ask(bencher, size, |_| Request::new("beshandling"));
}

/// Three letters, as after the third keystroke.
#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn prefix(bencher: Bencher<'_, '_>, size: Size) {
    ask(bencher, size, |_| Request::new("beh"));
}

/// A question in a whole sentence.
#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn question(bencher: Bencher<'_, '_>, size: Size) {
    ask(bencher, size, |_| {
        Request::new("hvem kan henvise en ung borger til behandling for misbrug?")
    });
}

/// A word within two facets.
#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn filtered(bencher: Bencher<'_, '_>, size: Size) {
    ask(bencher, size, |_| {
        Request::new("behandling")
            .with_filter(Facet::Kind, "offer")
            .with_filter(Facet::Administration, "sof")
    });
}

/// Nothing typed: everything, in the order of the titles.
#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn empty(bencher: Bencher<'_, '_>, size: Size) {
    ask(bencher, size, |_| Request::new(""));
}
