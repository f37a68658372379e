//! What no editor writes takes no longer than its size asks for: four times as much of it takes a
//! few times as long, not sixteen times. `cargo run --release --example bounds` measures seconds
//! and memory.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "the system tells how long a thread has run"
)]

use std::time::{Duration, Instant};

use portal::source::Sources;
use portal::{Options, Unobserved};

mod inputs;

use inputs::{Bound, Files, all};

/// The smaller of two sizes is this part of the largest: large enough to be measured where nothing
/// is optimised.
const SHARE: usize = 60;
/// How much longer four times as much may take: half way between in proportion (4) and with its
/// square (16).
const MOST: u32 = 9;
/// So little says nothing.
const NOISE: Duration = Duration::from_millis(15);

/// How long this thread has run; where the system does not tell (not Linux), what the clock says.
fn ran(begun: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| begun.elapsed(), Duration::from_nanos)
}

/// How long a build runs on one thread, whatever else the machine does.
fn taken(files: Files) -> Duration {
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    one_thread.install(|| {
        let clock = Instant::now();
        let before = ran(clock);
        let files = files.into_iter().map(|(path, text)| (path, text.into_bytes()));
        let (sources, findings) = Sources::from_files(files);
        drop(portal::build(&sources, findings, &Options::default(), &Unobserved));
        ran(clock).saturating_sub(before)
    })
}

fn is_in_proportion(bound: &Bound, nothing: Duration) -> bool {
    let size = (bound.size / SHARE).max(4);
    // What disturbs a measurement does so once.
    (0..3).any(|_| {
        let [one, four] =
            [size, 4 * size].map(|size| taken((bound.files)(size)).saturating_sub(nothing));
        four <= (one + NOISE) * MOST
    })
}

#[test]
fn four_times_as_much_takes_about_four_times_as_long() {
    let nothing = (0..3).map(|_| taken((all()[0].files)(1))).min().unwrap_or_default();
    let slow: Vec<_> = all()
        .iter()
        .filter(|bound| !is_in_proportion(bound, nothing))
        .map(|bound| bound.what)
        .collect();
    assert!(slow.is_empty(), "{slow:?}");
}
