//! A number among any text: it is found in every spelling, and is never shown.

use portal::guard::{Certainty, mask, scan};

use super::numbers::{Dice, number, spellings};

/// Plants a number in these bytes: the first two say which spelling and where.
pub fn target(data: &[u8]) {
    let Some((&[spelling, at], noise)) = data.split_first_chunk::<2>() else { return };
    let noise = String::from_utf8_lossy(noise);
    // Digits close by may make another number of it.
    let noise: String = noise.chars().filter(|c| !c.is_numeric()).collect();
    let number = number(&mut Dice::new(u64::from(spelling) << 8 | u64::from(at)));
    // Ten digits in a row beside "konto" are an account's: the first two spellings are judged by
    // the words around them.
    let written = spellings(&number).split_off(2);
    let (name, written) = &written[usize::from(spelling) % written.len()];
    let cut = noise.floor_char_boundary(noise.len() * usize::from(at) / 256);
    let text = format!("{}\n\nRing om {written}, når du kan.\n\n{}", &noise[..cut], &noise[cut..]);
    let hits = scan(&text);
    assert!(hits.iter().any(|hit| hit.certainty == Certainty::Sure), "{name} in {:?}", mask(&text));
    let masked = mask(&text);
    assert_eq!(masked.len(), text.len(), "{name}");
    assert!(scan(&masked).is_empty(), "{name} in {masked:?}");
}
