//! Where the memory of a build is: what each stage leaves, and the most that is held until the next
//! one begins. Bytes are those that were asked for; the allocator and the system add theirs, see
//! `examples/sizes.rs`.
//!
//! ```text
//! cargo run --release --example memory -- 10000
//! ```

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    unsafe_code,
    reason = "a program that measures: it prints, counts what the allocator gives, and cannot measure what it cannot build"
)]

#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

use std::alloc::{GlobalAlloc, Layout};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use mimalloc::MiMalloc;
use portal::publish::{Staging, SystemDisk};
use portal::source::Sources;
use portal::{Observer, Options, Stage, build_into, stages};

/// The program's own allocator, counted.
struct Counted;

#[global_allocator]
static ALLOCATOR: Counted = Counted;

static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

fn grow(bytes: usize) {
    let held = HELD.fetch_add(bytes, Ordering::Relaxed) + bytes;
    MOST.fetch_max(held, Ordering::Relaxed);
}

fn shrink(bytes: usize) {
    HELD.fetch_sub(bytes, Ordering::Relaxed);
}

// SAFETY: every call goes to the allocator that the program has, as it came.
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grow(layout.size());
        // SAFETY: as the caller promises.
        unsafe { MiMalloc.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        shrink(layout.size());
        // SAFETY: as the caller promises.
        unsafe { MiMalloc.dealloc(pointer, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        grow(layout.size());
        // SAFETY: as the caller promises.
        unsafe { MiMalloc.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // Both are there while one is copied into the other.
        grow(size);
        shrink(layout.size());
        // SAFETY: as the caller promises.
        unsafe { MiMalloc.realloc(pointer, layout, size) }
    }
}

/// A line at the beginning and the end of each stage.
struct Told(Instant);

impl Told {
    fn tell(&self, what: &str) {
        let mebibytes = |bytes: usize| bytes >> 20;
        let held = HELD.load(Ordering::Relaxed);
        let most = MOST.swap(held, Ordering::Relaxed);
        let seconds = self.0.elapsed().as_secs_f64();
        println!(
            "{seconds:>8.2} s {:>8} MiB, {:>8} at most before  {what}",
            mebibytes(held),
            mebibytes(most)
        );
    }
}

impl Observer for Told {
    fn begin(&self, stage: Stage) {
        self.tell(&format!("{} begins", stage.as_str()));
    }

    fn end(&self, stage: Stage) {
        self.tell(&format!("{} ends", stage.as_str()));
    }
}

fn main() {
    let offers = std::env::args()
        .nth(1)
        .map_or(10_000, |offers| offers.parse().expect("a number of offers"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let told = Told(Instant::now());
    told.tell("at the beginning");
    let (sources, findings) = Sources::from_files(synthetic::catalogue(offers, 7));
    told.tell("the sources are there");
    if std::env::args().nth(2).is_some() {
        let mut catalogue = stages::model(&sources).0.expect("a catalogue");
        told.tell("the catalogue");
        let prose = stages::prose(&mut catalogue, &sources);
        told.tell("the prose");
        let index = stages::index(&catalogue, &prose, &sources).expect("an index");
        told.tell(&format!("the index: {} MiB", index.bytes() >> 20));
        drop(index);
        told.tell("without the index");
        return;
    }
    let out = folder.path().join("public");
    let open = |_: &_| Staging::begin(&SystemDisk, folder.path(), &out);
    let options = Options::new(portal_embedded::ENGINE);
    let built = build_into((&sources, findings), &options, &told, open)
        .expect("a folder that can be written");
    told.tell("it is built");
    drop(built);
    told.tell("the sources alone");
}
