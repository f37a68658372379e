//! What an index in chunks costs over the line: `chunk_bytes DOCUMENTS [LIMIT] < queries`.
//!
//! `DOCUMENTS` is as for `answer_lines`, standard input has one query a line, `LIMIT` is how many
//! hits are shown (6, as below the search field). Told are the bytes of what opening reads, how
//! many chunks there are, and per query what it fetches: by itself, and after all those before it.
//! Every answer is compared with the whole index's.

#![expect(clippy::disallowed_methods, reason = "a measurement reads a file of its own")]
#![expect(clippy::print_stdout, reason = "a measurement tells what it has measured")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::{BufRead, Read};
use std::time::Instant;

use portal_search::container::{PackedChunk, in_chunks, open, whole};
use portal_search::{Answer, Engine, Request, SearchError, Synonyms, build};

mod catalogue;

/// Where the gzip stream starts.
const PRELUDE: usize = 28;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("which documents?")?;
    let limit = arguments.next().map_or(Ok(6), |limit| limit.parse())?;
    let files =
        build(&catalogue::documents(&std::fs::read_to_string(path)?)?, &Synonyms::default())?;
    for (name, bytes) in &files.0 {
        println!("{name}: {} bytes", bytes.len());
    }
    let started = Instant::now();
    let mut chunks = BTreeMap::new();
    let mut keep = |chunk: PackedChunk| chunks.insert(chunk.name, chunk.bytes);
    let index = in_chunks(&files, &mut |given| given.into_iter().for_each(|one| drop(keep(one))))?;
    let bundle = Bundle { index, chunks };
    println!(
        "cut in {:.1} s; whole {} bytes",
        started.elapsed().as_secs_f64(),
        whole(&files)?.len()
    );
    let all: usize = bundle.chunks.values().map(Vec::len).sum();
    println!(
        "opening reads {} bytes; {} chunks, {all} bytes",
        bundle.index.len(),
        bundle.chunks.len()
    );
    let whole = Engine::open(files)?;
    let mut kept = Visit::new(&bundle)?;
    let (mut alone, mut later, mut rounds, mut times) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for query in std::io::stdin().lock().lines() {
        let request = Request { limit, ..Request::new(query?) };
        let expected = whole.search(&request)?;
        let mut visit = Visit::new(&bundle)?;
        for (visit, fetched) in [(&mut visit, &mut alone), (&mut kept, &mut later)] {
            let before = visit.fetched;
            let (answer, took) = visit.search(&request)?;
            assert_eq!(answer, expected, "another answer than the whole index's");
            fetched.push(visit.fetched - before);
            rounds.push(took);
        }
        let started = Instant::now();
        kept.search(&request)?;
        times.push(usize::try_from(started.elapsed().as_micros())?);
    }
    tell("by itself, bytes", &mut alone);
    tell("after those before, bytes", &mut later);
    tell("rounds", &mut rounds);
    tell("nothing to fetch, microseconds", &mut times);
    Ok(())
}

fn tell(what: &str, values: &mut [usize]) {
    values.sort_unstable();
    let at = |share: usize| values.get(values.len() * share / 100).copied().unwrap_or_default();
    let mean = values.iter().sum::<usize>().checked_div(values.len()).unwrap_or_default();
    let most = values.last().copied().unwrap_or_default();
    println!("{what}: median {}, mean {mean}, 90 % within {}, at most {most}", at(50), at(90));
}

/// What a browser can fetch.
struct Bundle {
    index: Vec<u8>,
    /// By name.
    chunks: BTreeMap<String, Vec<u8>>,
}

/// A browser's worker.
struct Visit<'b> {
    bundle: &'b Bundle,
    engine: Engine,
    fetched: usize,
}

impl<'b> Visit<'b> {
    fn new(bundle: &'b Bundle) -> Result<Self, Box<dyn Error>> {
        let mut bytes = bundle.index[..PRELUDE].to_vec();
        bytes.extend(inflated(&bundle.index[PRELUDE..])?);
        Ok(Self { bundle, engine: open(&bytes)?, fetched: 0 })
    }

    /// Asks, fetches and asks again.
    fn search(&mut self, request: &Request) -> Result<(Answer, usize), Box<dyn Error>> {
        for round in 0.. {
            let chunks: BTreeSet<u32> = match self.engine.search(request) {
                Ok(answer) => return Ok((answer, round)),
                Err(SearchError::Needs(chunks)) => chunks,
                Err(other) => return Err(other.into()),
            };
            for chunk in chunks {
                let name = self.engine.chunk(chunk).ok_or("no name")?;
                let packed = self.bundle.chunks.get(name).ok_or("no chunk")?;
                self.fetched += packed.len();
                self.engine.take_in(chunk, inflated(packed)?)?;
            }
        }
        Err("no answer".into())
    }
}

fn inflated(stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(stream).read_to_end(&mut bytes)?;
    Ok(bytes)
}
