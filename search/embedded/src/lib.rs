//! The search engine for the browser, as bytes: `build.rs` compiles `search/web` for WebAssembly,
//! and only the program, not its library, depends on it. So the two long compilations run side by
//! side.

/// `engine.wasm`, as browsers fetch it.
pub static ENGINE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/engine.wasm"));
