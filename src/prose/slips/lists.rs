//! Lists that are shown as text: bullets that are no marks of Markdown, marks without the space
//! after them, items that continue a paragraph, boxes to tick.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Found, Pattern, Run, RunKind, SlipKind, pattern};

/// What word processors put before items, with the space after it.
static BULLET: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?m)^[\x00 ]*((?:[•·▪●◦‣⁃∙◆■▸►➢✓→⇒]|\x{f0b7}|\x{f0a7})[ \t\x{a0}]*)[^\s\x00]")
});
/// A dash, which may also begin a line of a sentence.
static DASH: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?m)^[\x00 ]*([–—―‐‑−][ \t\x{a0}]+)[^\s\x00]"));
/// A letter or a sign that a font of symbols shows as a bullet.
static SYMBOL: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?m)^[\x00 ]*((?:[oqvüØ][ \t\x{a0}]+|§[ \t\x{a0}]*))[\x00\x01]*\p{L}")
});
/// A mark of an item and a letter.
static NO_SPACE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?m)^[\x00 ]*([-*]|\d{1,2}[.)])[\x00\x01]*\p{L}"));
/// A numbered item.
static NUMBERED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?m)^[\x00 ]*(\d{1,2}[.)]) +[\x00\x01]*\p{Lu}"));
/// A letter as the mark of an item, or a number or a letter in round brackets.
static LETTER: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?m)^[\x00 ]*((?:[a-zA-Z][.)]|\([a-zA-Z1-9]\))[ \t]+)[^\s\x00]"));
/// Items behind a colon, on its line.
static IN_LINE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?m):(\s+([-–•])[ \t]+[^\s\x00][^\n\x00]*)$"));
static TASK: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^[\x00 ]*(\[[ xX]\] +)"));

/// What was found in the run before, to which the next may belong.
#[derive(Default)]
pub(super) struct Lists {
    /// A single line that is an item if the next paragraph is one too.
    single: Option<Single>,
}

/// A mark that stands alone.
struct Single {
    kind: SlipKind,
    /// Its last character.
    sort: Option<char>,
    range: Range<usize>,
    mended: String,
}

impl Lists {
    pub(super) fn scan(&mut self, run: &Run<'_>, found: &mut Vec<Found>) {
        let single = self.single.take();
        if run.kind == RunKind::Heading {
            return;
        }
        if run.kind == RunKind::Item {
            task(run, found);
            // The first of the items that follow.
            let first = single.as_ref().filter(|single| single.kind == SlipKind::ItemWithoutSpace);
            let first = first.map(|first| (first.range.clone(), first.mended.clone()));
            found.extend(first.map(|(range, mended)| {
                Found::new(SlipKind::ItemWithoutSpace, range).instead(mended)
            }));
        }
        if let Some(bullets) = marks(&BULLET, run) {
            found.push(list(run, SlipKind::Bullets, &bullets, |_| "- ".to_owned()));
            return;
        }
        in_text(run, found);
        found.extend(in_line(run));
        self.doubtful(run, single, found);
    }

    /// Marks that may be something else: they are told where two of them stand together.
    fn doubtful(&mut self, run: &Run<'_>, before: Option<Single>, found: &mut Vec<Found>) {
        let bullets = marks(&DASH, run).or_else(|| marks(&SYMBOL, run));
        let bullets = bullets.map(|marks| (SlipKind::Bullets, marks));
        let no_space = || marks(&NO_SPACE, run).map(|marks| (SlipKind::ItemWithoutSpace, marks));
        let Some((kind, marks)) = bullets.or_else(no_space) else { return };
        let right = |mark: &str| match kind {
            SlipKind::Bullets => "- ".to_owned(),
            _ => format!("{mark} "),
        };
        let first = &run.shown[marks[0].clone()];
        // A line of an item that begins as the item does is the next one.
        let is_inner = run.kind == RunKind::Item
            && kind == SlipKind::ItemWithoutSpace
            && marks[0].start > leading(run.shown);
        let is_single =
            marks.len() == 1 && !first.ends_with(')') && !first_lacks_space(run) && !is_inner;
        let sort = first.trim_end().chars().next_back();
        let is_second =
            before.as_ref().is_some_and(|before| before.kind == kind && before.sort == sort);
        found.extend(
            before
                .filter(|_| is_second)
                .map(|before| Found::new(kind, before.range).instead(before.mended)),
        );
        if !is_single || is_second {
            found.push(list(run, kind, &marks, right));
        }
        // Once told, the next single one belongs to it as well, but is told by itself.
        if is_single && !is_second && marks[0].start == leading(run.shown) {
            let range = run.range(marks[0].clone());
            self.single = Some(Single { kind, sort, range, mended: right(first) });
        }
    }
}

/// `a) …` and `b) …` or `(1) …` and `(2) …`, each on a line of a paragraph.
pub(super) fn letters(run: &Run<'_>) -> Option<Found> {
    let marks = marks(&LETTER, run)?;
    let letter = |mark: &Range<usize>| {
        let mark = run.shown[mark.clone()].trim_start_matches('(');
        mark.bytes().next().unwrap_or_default()
    };
    let is_row =
        marks.len() > 1 && marks.windows(2).all(|pair| letter(&pair[0]) + 1 == letter(&pair[1]));
    is_row.then(|| list(run, SlipKind::Letters, &marks, |_| "- ".to_owned()))
}

/// How many bytes stand before the first letter.
fn leading(shown: &str) -> usize {
    shown.len() - shown.trim_start_matches(['\0', ' ']).len()
}

fn marks(pattern: &Pattern, run: &Run<'_>) -> Option<Vec<Range<usize>>> {
    let marks = pattern.captures_iter(run.shown).filter_map(|line| Some(line.get(1)?.range()));
    Some(marks.collect::<Vec<_>>()).filter(|marks| !marks.is_empty())
}

/// One slip for all items of a run, at the first mark; all marks are mended.
fn list(
    run: &Run<'_>,
    kind: SlipKind,
    marks: &[Range<usize>],
    right: impl Fn(&str) -> String,
) -> Found {
    let (first, last) = (&marks[0], &marks[marks.len() - 1]);
    let mut mended = String::new();
    let mut done = first.start;
    for mark in marks {
        mended.push_str(&run.source[done..mark.start]);
        mended.push_str(&right(&run.source[mark.clone()]));
        done = mark.end;
    }
    Found::new(kind, run.range(first.clone())).mended(run.range(first.start..last.end), mended)
}

/// Whether the first item of a numbered list lacks its space: the others do not begin one.
fn first_lacks_space(run: &Run<'_>) -> bool {
    let Some(goes_on) = marks(&NUMBERED, run) else { return false };
    let first = marks(&NO_SPACE, run).and_then(|marks| marks.into_iter().next());
    first.is_some_and(|first| {
        run.shown[first.clone()].starts_with(|c: char| c.is_ascii_digit())
            && first.start == leading(run.shown)
            && goes_on[0].start > first.start
    })
}

/// Numbered items that continue a paragraph: only a list that begins with 1 may do that (CommonMark
/// 5.3).
fn in_text(run: &Run<'_>, found: &mut Vec<Found>) {
    let Some(marks) = marks(&NUMBERED, run) else { return };
    let inner: Vec<_> = marks.into_iter().filter(|mark| mark.start > leading(run.shown)).collect();
    let Some(first) = inner.first().filter(|_| !first_lacks_space(run)) else { return };
    let line = run.source[..first.start].rfind('\n').map_or(0, |at| at + 1);
    if inner.len() > 1 || run.source[..line].trim_end().ends_with(':') {
        let (around, number) = (run.around(line), &run.source[first.clone()]);
        let slip = Found::new(SlipKind::ItemInText, run.range(first.clone()));
        let mended = format!("{}\n{around}{number}", around.trim_end());
        found.push(slip.mended(run.range(line..first.end), mended));
    }
}

/// `Sådan: - ring - aftal`: two items or more on the line of the words before them.
fn in_line(run: &Run<'_>) -> Option<Found> {
    let line = IN_LINE.captures(run.shown)?;
    let (all, sign) = (line.get(1)?, &line[2]);
    let between = format!(" {sign} ");
    let items = run.source[all.range()].split(&between);
    let items: Vec<&str> = items.map(str::trim).filter(|item| !item.is_empty()).collect();
    let begins_alike = items.iter().all(|item| item.starts_with(char::is_alphabetic));
    if items.len() < 2 || !begins_alike {
        return None;
    }
    let list: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
    let slip = Found::new(SlipKind::ItemsInLine, run.range(all.start() + 1..all.end()));
    let start = run.source[..all.start()].rfind('\n').map_or(0, |end| end + 1);
    let is_plain = run.kind == RunKind::Paragraph && run.around(start).is_empty();
    let mended = format!("\n\n{}", list.join("\n"));
    Some(if is_plain { slip.mended(run.range(all.range()), mended) } else { slip })
}

fn task(run: &Run<'_>, found: &mut Vec<Found>) {
    if let Some(task) = TASK.captures(run.shown).and_then(|task| task.get(1)) {
        found.push(Found::new(SlipKind::Task, run.range(task.range())).instead(""));
    }
}
