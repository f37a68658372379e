//! An index in chunks answers as the whole one does, scores to the bit, or says which chunks it
//! needs.

use std::collections::BTreeSet;
use std::io::Read;

use crate::corpus;
use portal_search::container::{self, PackedChunk, bundle, open, whole};
use portal_search::{Answer, Engine, Facet, IndexError, IndexFiles, Request, SearchError, build};

/// Where the gzip stream starts.
const PRELUDE: usize = 28;

/// More rounds than a search may take: lists, their positions, texts; and once more where only the
/// nearest is found.
const MOST_ROUNDS: usize = 5;

/// An index in chunks, as it is published.
#[derive(Debug, PartialEq, Eq)]
struct Bundle {
    index: Vec<u8>,
    /// By number.
    chunks: Vec<PackedChunk>,
}

fn in_chunks(files: &IndexFiles) -> Result<Bundle, IndexError> {
    let mut given = Vec::new();
    let index = container::in_chunks(files, &mut |chunks| given.extend(chunks))?;
    let engine = opened(&index);
    let named = |name: &str| given.iter().find(|chunk| chunk.name == name).cloned();
    let chunks: Vec<_> =
        (0..).map_while(|chunk| engine.chunk(chunk)).map(|name| named(name).unwrap()).collect();
    assert_eq!(chunks.len(), given.len());
    Ok(Bundle { index, chunks })
}

fn opened(index: &[u8]) -> Engine {
    let mut bytes = index[..PRELUDE].to_vec();
    bytes.extend(inflated(&index[PRELUDE..]));
    open(&bytes).unwrap()
}

/// What the browser's worker has: what was opened, and chunks that it can fetch.
struct Visit {
    engine: Engine,
    chunks: Vec<Vec<u8>>,
    present: BTreeSet<u32>,
}

impl Visit {
    fn new(bundle: &Bundle) -> Self {
        let chunks = bundle.chunks.iter().map(|chunk| inflated(&chunk.bytes)).collect();
        Self { engine: opened(&bundle.index), chunks, present: BTreeSet::new() }
    }

    fn fetch(&mut self, chunk: u32) {
        assert!(self.present.insert(chunk), "chunk {chunk} was here already");
        self.engine.take_in(chunk, self.chunks[chunk as usize].clone()).unwrap();
    }

    /// Asks, fetches and asks again; tells in how many rounds.
    fn search(&mut self, request: &Request) -> (Answer, usize) {
        for round in 0..MOST_ROUNDS {
            match self.engine.search(request) {
                Ok(answer) => return (answer, round),
                Err(SearchError::Needs(chunks)) => {
                    assert!(!chunks.is_empty());
                    for chunk in chunks {
                        self.fetch(chunk);
                    }
                }
                Err(other) => panic!("{other}"),
            }
        }
        panic!("no answer to {:?} after {MOST_ROUNDS} rounds", request.query);
    }
}

fn inflated(stream: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(stream).read_to_end(&mut bytes).unwrap();
    bytes
}

fn files() -> IndexFiles {
    build(&corpus::documents(), &corpus::synonyms()).unwrap()
}

/// Queries of every kind: words, inflections, compounds, parts, phrases, sections, slips,
/// beginnings, nothing known.
fn requests() -> Vec<Request> {
    let queries = [
        "",
        "støttekontaktperson",
        "skp",
        "støtte",
        "behandling",
        "misbrugsbehandling",
        "misbrug behandling",
        "uddannelse støtte",
        "virksomhedspraktik for fællesborgere",
        "fællesborgerne",
        "§ 141",
        "33 17 33 21",
        "social handleplan",
        "dag til dag",
        "dagtildag",
        "hvem har ansvaret for jobsamtalen",
        "jobsamtlae",
        "bolg",
        "me",
        "xyzzykvark",
        "hjælp til gæld og udsættelse af bolig",
        "mentor kontaktperson",
        "?!",
    ];
    let mut requests: Vec<Request> = queries.into_iter().map(Request::new).collect();
    requests.push(Request::new("støtte").with_filter(Facet::Kind, "offer"));
    requests.push(Request { exact: true, ..Request::new("behandlng") });
    requests.push(Request { limit: 3, offset: 2, ..Request::new("borger") });
    requests
}

/// The numbers of a linear congruential generator (Knuth, MMIX).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }
}

fn assert_same(whole: &Answer, own: &Answer, request: &Request) {
    assert_eq!(whole, own, "{:?}", request.query);
    let bits =
        |answer: &Answer| answer.hits.iter().map(|hit| hit.score.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(whole), bits(own), "{:?}", request.query);
}

#[test]
fn answers_are_those_of_the_whole_index() {
    let files = files();
    let whole = Engine::open(files.clone()).unwrap();
    let bundle = in_chunks(&files).unwrap();
    let mut visit = Visit::new(&bundle);
    assert_eq!(
        (visit.engine.documents(), visit.engine.words()),
        (whole.documents(), whole.words())
    );
    for request in requests() {
        let expected = whole.search(&request).unwrap();
        let (answer, _) = visit.search(&request);
        assert_same(&expected, &answer, &request);
        // By itself as well, without what the queries before have brought.
        let (answer, _) = Visit::new(&bundle).search(&request);
        assert_same(&expected, &answer, &request);
        let (answer, rounds) = visit.search(&request);
        assert_eq!(rounds, 0, "{:?}", request.query);
        assert_same(&expected, &answer, &request);
    }
}

#[test]
fn with_any_of_the_chunks_an_answer_is_right_or_says_what_it_needs() {
    let files = files();
    let whole = Engine::open(files.clone()).unwrap();
    let bundle = in_chunks(&files).unwrap();
    let mut random = Random(7);
    let (mut answered, mut needed) = (0, 0);
    for request in requests() {
        let expected = whole.search(&request).unwrap();
        for share in [0, 30, 60, 90, 97, 100] {
            let mut visit = Visit::new(&bundle);
            for chunk in 0..u32::try_from(bundle.chunks.len()).unwrap() {
                if random.next() % 100 < share {
                    visit.fetch(chunk);
                }
            }
            match visit.engine.search(&request) {
                Ok(answer) => {
                    answered += 1;
                    assert_same(&expected, &answer, &request);
                }
                Err(SearchError::Needs(chunks)) => {
                    needed += 1;
                    assert!(
                        !chunks.is_empty() && chunks.is_disjoint(&visit.present),
                        "{:?}",
                        request.query
                    );
                    let (answer, _) = visit.search(&request);
                    assert_same(&expected, &answer, &request);
                }
                Err(other) => panic!("{other}"),
            }
        }
    }
    assert!(answered > 20 && needed > 20, "{answered} answered, {needed} needed more");
}

#[test]
fn a_query_needs_few_of_the_chunks() {
    let bundle = in_chunks(&files()).unwrap();
    let mut visit = Visit::new(&bundle);
    visit.search(&Request { limit: 3, ..Request::new("støttekontaktperson") });
    assert!(
        visit.present.len() < bundle.chunks.len(),
        "{} of {}",
        visit.present.len(),
        bundle.chunks.len()
    );
}

#[test]
fn chunks_follow_from_the_documents_and_are_named_by_their_content() {
    let (first, second) = (in_chunks(&files()).unwrap(), in_chunks(&files()).unwrap());
    assert_eq!(first, second);
    let names: BTreeSet<&str> = first.chunks.iter().map(|chunk| chunk.name.as_str()).collect();
    assert_eq!(names.len(), first.chunks.len());
    let is_hash =
        |name: &str| name.len() == 12 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    assert!(names.into_iter().all(is_hash));
}

#[test]
fn a_broken_chunk_and_one_for_another_are_refused() {
    let bundle = in_chunks(&files()).unwrap();
    let mut visit = Visit::new(&bundle);
    let count = u32::try_from(visit.chunks.len()).unwrap();
    for chunk in 0..count {
        let own = visit.chunks[chunk as usize].clone();
        for at in [0, own.len() / 2, own.len() - 1] {
            let mut broken = own.clone();
            broken[at] ^= 4;
            assert!(visit.engine.take_in(chunk, broken).is_err(), "byte {at} of chunk {chunk}");
        }
        assert!(visit.engine.take_in(chunk, own[..own.len() - 1].to_vec()).is_err());
        assert!(visit.engine.take_in((chunk + 1) % count, own).is_err());
    }
    assert!(visit.engine.take_in(count, Vec::new()).is_err());
    assert!(Engine::open(files()).unwrap().take_in(0, Vec::new()).is_err());
}

#[test]
fn a_small_index_stays_one_file() {
    let files = files();
    let bundle = bundle(&files, &mut |_| panic!("there are no chunks")).unwrap();
    assert_eq!(bundle, whole(&files).unwrap());
}

#[test]
fn an_index_without_documents_has_no_chunks() {
    let files = build(&[], &corpus::synonyms()).unwrap();
    let bundle = in_chunks(&files).unwrap();
    assert!(bundle.chunks.is_empty());
    assert_eq!(Visit::new(&bundle).search(&Request::new("mentor")).0.total, 0);
}
