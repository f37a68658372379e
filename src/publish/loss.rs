//! A portal that has lost a large part of its pages was hardly meant to: a folder was renamed, or
//! emptied. It does not replace the old one unasked.

use std::path::Path;

use serde::Deserialize;

use super::PublishError;
use super::disk::Disk;

/// Where a site says how many pages it has.
const BUILD_JSON: &str = "build.json";

/// A portal of a few entries may lose one of them.
const ALWAYS_ALLOWED: usize = 4;

/// How many pages there are, and how many may be lost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pages {
    /// How many the new site has.
    pub count: usize,
    /// The share of the old ones that may be lost, from 0 to 1; nothing where somebody has said
    /// that all may.
    pub max_loss: Option<f64>,
}

#[derive(Deserialize)]
struct Build {
    pages: usize,
}

/// Refuses a site that loses too many of the pages that `target` has.
pub(super) fn check(disk: &dyn Disk, target: &Path, pages: Pages) -> Result<(), PublishError> {
    let Some(max_loss) = pages.max_loss else { return Ok(()) };
    // Where there is no site yet, or it does not say what it has, there is nothing to compare with.
    let build = disk.read(&target.join(BUILD_JSON)).ok();
    let build: Option<Build> = build.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some(Build { pages: had }) = build else { return Ok(()) };
    if is_too_much(had, pages.count, max_loss) {
        return Err(PublishError::Loss {
            path: target.to_owned(),
            had,
            has: pages.count,
            max_loss,
        });
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "no portal has 2^52 pages")]
fn is_too_much(had: usize, has: usize, max_loss: f64) -> bool {
    let lost = had.saturating_sub(has);
    lost > ALWAYS_ALLOWED && lost as f64 > had as f64 * max_loss
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_and_not_a_page_more_may_be_lost_of_a_portal_that_is_not_tiny() {
        assert!(!is_too_much(100, 90, 0.1));
        assert!(is_too_much(100, 89, 0.1));
        assert!(!is_too_much(20, 16, 0.1));
        assert!(is_too_much(20, 15, 0.1));
        assert!(!is_too_much(20, 0, 1.0));
        assert!(!is_too_much(0, 500, 0.0));
    }
}
