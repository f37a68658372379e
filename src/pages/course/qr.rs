//! QR codes: an address as a square of dark and light, so that paper leads back to the portal.
//! Takes a text; gives plain numbers that a template draws. Colours and sizes are the theme's.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

/// The light rim that readers need: four modules (ISO/IEC 18004).
const RIM: usize = 4;

/// A code, to be drawn as strokes one unit wide.
#[derive(Serialize)]
pub(in crate::pages) struct Qr {
    /// How many modules it is wide and high, with its rim.
    size: usize,
    /// The dark modules: a line for every run of them in a row.
    path: String,
}

/// The code of a text; none for one that no code can hold, of more than two thousand characters.
pub(in crate::pages) fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let dark: Vec<bool> = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
    Some(Qr { size: code.width() + 2 * RIM, path: path(&dark, code.width()) })
}

/// Rows of modules as moves and lines, through the modules' middle: the shortest that SVG has.
fn path(dark: &[bool], width: usize) -> String {
    let mut path = String::new();
    for (y, row) in dark.chunks(width).enumerate() {
        let (mut x, mut end) = (0, None);
        for run in row.chunk_by(|one, other| one == other) {
            if run.first() == Some(&true) {
                // Writing to a String never fails.
                let _ = match end {
                    None => write!(path, "M{} {}.5h{}", x + RIM, y + RIM, run.len()),
                    Some(end) => write!(path, "m{} 0h{}", x - end, run.len()),
                };
                end = Some(x + run.len());
            }
            x += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The modules, dark where the path has drawn.
    fn drawn(qr: &Qr) -> Vec<Vec<bool>> {
        let mut modules = vec![vec![false; qr.size]; qr.size];
        let (mut x, mut y) = (0, 0);
        for (command, numbers) in commands(&qr.path) {
            match (command, numbers.as_slice()) {
                ('M', [to_x, to_y]) => (x, y) = (*to_x, *to_y),
                ('m', [by, _]) => x += by,
                ('h', [run]) => {
                    modules[y][x..x + run].fill(true);
                    x += run;
                }
                other => panic!("{other:?}"),
            }
        }
        modules
    }

    /// A path's commands with their whole numbers.
    fn commands(path: &str) -> Vec<(char, Vec<usize>)> {
        let starts: Vec<usize> =
            path.match_indices(char::is_alphabetic).map(|(at, _)| at).collect();
        let ends = starts.iter().skip(1).copied().chain([path.len()]);
        let number = |text: &str| text.trim_end_matches(".5").parse().expect("a number");
        starts
            .iter()
            .zip(ends)
            .map(|(start, end)| {
                let command = path[*start..].chars().next().expect("a command");
                (command, path[start + 1..end].split_whitespace().map(number).collect())
            })
            .collect()
    }

    /// What another program than the one that made it reads.
    fn read(qr: &Qr) -> String {
        let modules = drawn(qr);
        let grey = |x: usize, y: usize| if modules[y / 4][x / 4] { 0 } else { 255 };
        let mut picture =
            rqrr::PreparedImage::prepare_from_greyscale(4 * qr.size, 4 * qr.size, grey);
        let grids = picture.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().expect("a code that can be read").1
    }

    #[test]
    fn another_program_reads_what_was_written() {
        for text in [
            "https://portal.example/t/dag-til-dag/",
            "https://portal.example/soeg/?q=hjeml%C3%B8se&kind=offer",
        ] {
            assert_eq!(read(&qr(text).expect("a code")), text);
        }
    }

    #[test]
    fn the_rim_is_light() {
        let qr = qr("https://portal.example/").expect("a code");
        let modules = drawn(&qr);
        let is_rim = |at: usize| at < RIM || at >= qr.size - RIM;
        let dark = (0..qr.size)
            .flat_map(|y| (0..qr.size).map(move |x| (x, y)))
            .filter(|(x, y)| modules[*y][*x]);
        assert!(dark.into_iter().all(|(x, y)| !is_rim(x) && !is_rim(y)));
    }

    #[test]
    fn what_no_code_can_hold_has_none() {
        assert!(qr(&"x".repeat(5000)).is_none());
    }
}
