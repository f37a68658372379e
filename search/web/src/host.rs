//! The one engine of a worker, with its input and its output. Takes and gives bytes; knows nothing of JavaScript.

use portal_search::{Engine, OpenError, Request, container};
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
        let opened = opened.map(|engine| Opened { documents: self.engine.insert(engine).documents() });
        self.give(opened)
    }

    /// Answers the request in the input; gives the status.
    pub(crate) fn search(&mut self) -> u32 {
        let request = serde_json::from_slice::<Request>(&self.input);
        let answer = match (&self.engine, request) {
            (Some(engine), Ok(request)) => engine.search(&request).map_err(|_| Fault::Damaged),
            _ => Err(Fault::Request),
        };
        self.give(answer)
    }

    fn give<T: Serialize>(&mut self, result: Result<T, Fault>) -> u32 {
        self.output.clear();
        // Writing to memory cannot fail, and neither type has keys that are no strings.
        let (status, _) = match result {
            Ok(value) => (0, serde_json::to_writer(&mut self.output, &value)),
            Err(error) => (1, serde_json::to_writer(&mut self.output, &Failed { error })),
        };
        status
    }
}

fn open(bytes: &[u8]) -> Result<Engine, Fault> {
    container::read(bytes).and_then(Engine::open).map_err(|error| match error {
        OpenError::OtherVersion { .. } => Fault::Version,
        _ => Fault::Damaged,
    })
}
