//! The one engine of a worker, with its input and its output. Takes and gives bytes; knows nothing
//! of JavaScript.

use portal_search::{Engine, OpenError, Request, SearchError, container};
use serde::Serialize;

/// What could not be done, in the worker's words.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum Fault {
    /// The index was made for another engine.
    Version,
    /// The index is not what was published.
    Damaged,
    /// The request is not one, or nothing is open.
    Request,
}

/// The output after a failed call.
#[derive(Serialize)]
struct Failed {
    error: Fault,
}

/// What was opened.
#[derive(Serialize)]
struct Opened {
    documents: usize,
}

/// The output where a search needs chunks.
#[derive(Serialize)]
struct Needs<'e> {
    needs: Vec<Need<'e>>,
}

/// A chunk: the number by which it is taken in, and the name of its file.
#[derive(Serialize)]
struct Need<'e> {
    chunk: u32,
    name: &'e str,
}

/// The statuses that a call gives.
const DONE: u32 = 0;
const FAILED: u32 = 1;
const NEEDS: u32 = 2;

/// The engine and the two buffers that the worker sees.
#[derive(Default)]
pub(crate) struct Host {
    engine: Option<Engine>,
    input: Vec<u8>,
    output: Vec<u8>,
}

impl Host {
    /// The input, `length` bytes long, for the worker to fill.
    pub(crate) fn make_room(&mut self, length: usize) -> &mut [u8] {
        self.input.clear();
        self.input.resize(length, 0);
        &mut self.input
    }

    /// What the last call gave.
    pub(crate) fn output(&self) -> &[u8] {
        &self.output
    }

    /// Opens the index in the input; gives the status.
    pub(crate) fn open(&mut self) -> u32 {
        self.engine = None;
        let opened = open(&std::mem::take(&mut self.input));
        let opened =
            opened.map(|engine| Opened { documents: self.engine.insert(engine).documents() });
        give(&mut self.output, opened)
    }

    /// Takes in the chunk in the input; gives the status.
    pub(crate) fn take_in(&mut self, chunk: u32) -> u32 {
        let bytes = std::mem::take(&mut self.input);
        let taken = match &mut self.engine {
            Some(engine) => engine.take_in(chunk, bytes).map_err(|_| Fault::Damaged),
            None => Err(Fault::Request),
        };
        give(&mut self.output, taken)
    }

    /// Answers the request in the input; gives the status.
    pub(crate) fn search(&mut self) -> u32 {
        let request = serde_json::from_slice::<Request>(&self.input);
        let (Some(engine), Ok(request)) = (&self.engine, request) else {
            return give(&mut self.output, Err::<(), _>(Fault::Request));
        };
        match engine.search(&request) {
            Ok(answer) => give(&mut self.output, Ok(answer)),
            Err(SearchError::Needs(chunks)) => {
                let name = |chunk| Need { chunk, name: engine.chunk(chunk).unwrap_or_default() };
                let needs = Needs { needs: chunks.into_iter().map(name).collect() };
                if give(&mut self.output, Ok(needs)) == DONE { NEEDS } else { FAILED }
            }
            Err(_) => give(&mut self.output, Err::<(), _>(Fault::Damaged)),
        }
    }
}

/// Writes the output; gives the status.
fn give<T: Serialize>(output: &mut Vec<u8>, result: Result<T, Fault>) -> u32 {
    output.clear();
    // Writing to memory cannot fail, and no type has keys that are no strings.
    let (status, _) = match result {
        Ok(value) => (DONE, serde_json::to_writer(output, &value)),
        Err(error) => (FAILED, serde_json::to_writer(output, &Failed { error })),
    };
    status
}

fn open(bytes: &[u8]) -> Result<Engine, Fault> {
    container::open(bytes).map_err(|error| match error {
        OpenError::OtherVersion { .. } => Fault::Version,
        _ => Fault::Damaged,
    })
}
