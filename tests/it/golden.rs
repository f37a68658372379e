//! What was once read and found right, in a file, and what comes out now. One switch accepts what
//! is different: `UPDATE=1 cargo test --test it`; read the difference before you commit it.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may touch the disk and fail"
)]

use std::fs;
use std::path::Path;

/// Whether what comes out now is to be taken for right.
pub(crate) fn is_accepted() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// As [`compare`], of what stands in a file between two marks.
#[track_caller]
pub(crate) fn compare_between(path: &Path, [begin, end]: [&str; 2], now: &str) {
    let document = fs::read_to_string(path).expect("the document");
    let (before, rest) = document.split_once(begin).expect("where the part begins");
    let (_, after) = rest.split_once(end).expect("where it ends");
    compare(path, &[before, begin, now, end, after].concat());
}

/// Fails where the file says something else, or takes over what comes out now.
#[track_caller]
pub(crate) fn compare(path: &Path, now: &str) {
    if is_accepted() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, now).expect("the file is written");
        return;
    }
    let golden = fs::read_to_string(path).unwrap_or_default();
    assert!(
        golden == now,
        "{} says\n{golden}\nbut now it is\n{now}\nUPDATE=1 accepts that",
        path.display()
    );
}
