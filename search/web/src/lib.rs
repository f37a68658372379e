//! The engine's edge to the browser: bytes in, bytes out, six exports and no glue that a tool would
//! have to generate.
//!
//! 1. The worker asks [`portal_input`] for room and writes into it;
//! 2. it calls [`portal_open`] once and [`portal_search`] for every search, which use up the input;
//! 3. it reads the answer, UTF-8 JSON, where [`portal_output`] and [`portal_output_length`] say;
//! 4. where a search needs chunks of the index, it hands each to [`portal_take_in`] in the same way
//!    and searches again.
//!
//! A status of 0 is success. After 1 the output is `{"error":"version" | "damaged" | "request"}`,
//! and after 2 `{"needs":[{"chunk":7,"name":"0123456789ab"}]}`. Only numbers cross the edge, and
//! what lies behind the addresses is the worker's to read and write between two calls; no pointer
//! is ever followed here.

mod host;

use std::cell::RefCell;

use host::Host;

thread_local! {
    static HOST: RefCell<Host> = RefCell::new(Host::default());
}

fn with_host<T>(work: impl FnOnce(&mut Host) -> T) -> T {
    HOST.with_borrow_mut(work)
}

/// Room for `length` bytes of input. The address holds until the next call.
#[expect(unsafe_code, reason = "the name is how JavaScript finds the function")]
#[unsafe(no_mangle)]
pub extern "C" fn portal_input(length: usize) -> *mut u8 {
    with_host(|host| host.make_room(length).as_mut_ptr())
}

/// Opens the index in the input: the container's prelude and its inflated hot part.
#[expect(unsafe_code, reason = "the name is how JavaScript finds the function")]
#[unsafe(no_mangle)]
pub extern "C" fn portal_open() -> u32 {
    with_host(Host::open)
}

/// Answers the request in the input, which is JSON.
#[expect(unsafe_code, reason = "the name is how JavaScript finds the function")]
#[unsafe(no_mangle)]
pub extern "C" fn portal_search() -> u32 {
    with_host(Host::search)
}

/// Takes in the inflated chunk in the input.
#[expect(unsafe_code, reason = "the name is how JavaScript finds the function")]
#[unsafe(no_mangle)]
pub extern "C" fn portal_take_in(chunk: u32) -> u32 {
    with_host(|host| host.take_in(chunk))
}

/// Where the output of the last call lies. The address holds until the next call.
#[expect(unsafe_code, reason = "the name is how JavaScript finds the function")]
#[unsafe(no_mangle)]
pub extern "C" fn portal_output() -> *const u8 {
    with_host(|host| host.output().as_ptr())
}

/// How many bytes the output of the last call has.
#[expect(unsafe_code, reason = "the name is how JavaScript finds the function")]
#[unsafe(no_mangle)]
pub extern "C" fn portal_output_length() -> usize {
    with_host(|host| host.output().len())
}
