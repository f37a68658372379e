//! What editors do to a portal's files, at random.

use std::collections::BTreeMap;

use crate::chance::Chance;
use crate::source::default_theme;

/// The files as they are on the disk, and as they were.
pub(super) struct Desk {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    first: BTreeMap<String, Vec<u8>>,
    /// When they last made a portal.
    good: BTreeMap<String, Vec<u8>>,
    /// A branch that can be checked out.
    branch: BTreeMap<String, Vec<u8>>,
    /// Whether anything has been done since [`Desk::is_good`]: then it is mostly mended first.
    is_dirty: bool,
    number: usize,
}

/// Paragraphs that an editor writes; `@` is the id of an entry, `#` a number.
const PARAGRAPHS: [&str; 12] = [
    "Der er plads til # borgere.",
    "SSP og PPR mødes hver uge. SSP skriver ned.",
    "Se [[@]] og [[@|den anden]].",
    "Se [tilbud](/tilbud/) og [kontakter](/kontakter/).",
    "## Afsnit #\n\nMed **fed** og *kursiv*.",
    "- et\n- to #\n- tre",
    "| A | B |\n|---|---|\n| 1 | # |",
    "En note.[^#]\n\n[^#]: Noten.",
    "![Et bord](/images/bord.svg)",
    "Ring på 33 17 33 17 eller skriv til enheden@kk.dk.",
    "Kurset koster # kr. efter § 104.",
    "[Til afsnittet](#afsnit-#)",
];

/// Paragraphs that are wrong.
const WRONG: [&str; 6] = [
    "Se [[findes-ikke-#]].",
    "<b>Fed</b>",
    "[Nej](/findes/ikke/#/)",
    "[Farligt](javascript:alert(1))",
    "<<<<<<< HEAD\nfør\n=======\nefter\n>>>>>>> gren",
    "![](/images/bord.svg)",
];

/// Lines of front matter.
const KEYS: [&str; 14] = [
    "title: Et nyt navn #",
    "summary: Noget andet, nummer #.",
    "also_called: [Navn #, Kaldenavn]",
    "status: closed",
    "status: planned",
    "valid: { from: 2013-01-01, to: 2014-06-30 }",
    "reviewed: 2012-02-0#",
    "review_every: 6 months",
    "owner: enheden",
    "slug: adresse-#",
    "aliases: [/gammel/#/]",
    "valid: { from: 2013-02-01 }",
    "draft: true",
    "nonsense: #",
];

/// Lines of `site.toml`.
const SETTINGS: [(&str, &str); 10] = [
    ("title", "\"Portalen #\""),
    ("tagline", "\"Linje #\""),
    ("base_url", "\"https://portal.example/mappe-#\""),
    ("base_url", "\"https://andet.example\""),
    ("language", "\"en\""),
    ("language", "\"da\""),
    ("search_engines", "true"),
    ("source_url", "\"https://git.example/rediger/#\""),
    ("theme", "\"egen\""),
    ("theme", "\"findes-ikke\""),
];

impl Desk {
    pub(super) fn new(files: BTreeMap<String, Vec<u8>>) -> Self {
        let (first, good, branch) = (files.clone(), files.clone(), files.clone());
        Self { files, first, good, branch, is_dirty: false, number: 0 }
    }

    /// What is on the disk makes a portal.
    pub(super) fn is_good(&mut self) {
        self.good = self.files.clone();
        self.is_dirty = false;
    }

    /// One edit; says what it was.
    pub(super) fn edit(&mut self, chance: &mut Chance) -> String {
        self.number += 1;
        if self.is_dirty && chance.below(3) > 0 {
            return self.mend();
        }
        self.is_dirty = true;
        match chance.below(30) {
            0..=6 => self.write_on(chance, &PARAGRAPHS),
            7 => self.write_on(chance, &WRONG),
            8..=10 => self.set_key(chance),
            11..=13 => self.begin(chance),
            14 | 15 => self.delete(chance),
            16 => self.rename(chance),
            17..=19 => self.change_word(chance),
            20 | 21 => self.shuffle_lines(chance),
            22 => self.break_bytes(chance),
            23 | 24 => self.set_setting(chance),
            25 | 26 => self.change_theme(chance),
            27 => self.change_asset(chance),
            28 => self.check_out(chance),
            _ => self.mend(),
        }
    }

    fn filled(&self, text: &str, chance: &mut Chance) -> String {
        let ids: Vec<String> =
            self.paths("content/", ".md").iter().map(|path| stem(path).to_owned()).collect();
        let id = if ids.is_empty() { "ingen".to_owned() } else { chance.one(&ids).clone() };
        // Few names and numbers, so that they come back.
        text.replace('@', &id).replace('#', &chance.below(8).to_string())
    }

    fn paths(&self, folder: &str, ending: &str) -> Vec<String> {
        let all =
            self.files.keys().filter(|path| path.starts_with(folder) && path.ends_with(ending));
        all.cloned().collect()
    }

    fn any(&self, chance: &mut Chance, folder: &str, ending: &str) -> Option<String> {
        let paths = self.paths(folder, ending);
        if paths.is_empty() { None } else { Some(chance.one(&paths).clone()) }
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8_lossy(self.files.get(path).map_or(&[], Vec::as_slice)).into_owned()
    }

    fn put(&mut self, path: &str, text: String) {
        self.files.insert(path.to_owned(), text.into_bytes());
    }

    fn write_on(&mut self, chance: &mut Chance, paragraphs: &[&str]) -> String {
        let Some(path) = self.any(chance, "content/", ".md") else { return self.mend() };
        let paragraph: &str = chance.one::<&str>(paragraphs);
        let paragraph = self.filled(paragraph, chance);
        let text = format!("{}\n{paragraph}\n", self.text(&path));
        self.put(&path, text);
        format!("write {paragraph:?} in {path}")
    }

    fn set_key(&mut self, chance: &mut Chance) -> String {
        let Some(path) = self.any(chance, "content/", ".md") else { return self.mend() };
        let line: &str = chance.one::<&str>(&KEYS);
        let line = self.filled(line, chance);
        let key = line.split(':').next().unwrap_or_default();
        let text = self.text(&path);
        let others = text.lines().filter(|other| !other.starts_with(&format!("{key}:")));
        let lines: Vec<&str> = others.collect();
        let rest = lines.get(1..).unwrap_or_default().join("\n");
        self.put(&path, format!("---\n{line}\n{rest}\n"));
        format!("set {line:?} in {path}")
    }

    fn begin(&mut self, chance: &mut Chance) -> String {
        let Some(like) = self.any(chance, "content/", ".md") else { return self.mend() };
        let folder = like.rsplit_once('/').map_or("content/pages", |(folder, _)| folder);
        let path = format!("{folder}/ny-{}.md", chance.below(12));
        let text = self.text(&like);
        let titled = text.lines().map(|line| {
            if line.starts_with("title:") {
                format!("title: Ny {}", self.number)
            } else {
                line.to_owned()
            }
        });
        let titled: Vec<String> = titled.collect();
        self.put(&path, format!("{}\n", titled.join("\n")));
        format!("begin {path} like {like}")
    }

    fn delete(&mut self, chance: &mut Chance) -> String {
        let folder =
            *chance.one(&["content/", "content/offers/ny", "content/", "themes/", "site.toml"]);
        let Some(path) = self.any(chance, folder, "") else { return self.mend() };
        self.files.remove(&path);
        format!("delete {path}")
    }

    fn rename(&mut self, chance: &mut Chance) -> String {
        let Some(path) = self.any(chance, "content/", ".md") else { return self.mend() };
        let folders = ["content/offers", "content/contacts", "content/pages", "content/ukendt"];
        let own = path.rsplit_once('/').map_or("content", |(folder, _)| folder).to_owned();
        let folder = if chance.below(3) > 0 { own } else { (*chance.one(&folders)).to_owned() };
        let name = *chance.one(&["navn", "Navn", "å-navn", "navn-2"]);
        let to = format!("{folder}/{name}.md");
        let bytes = self.files.remove(&path).unwrap_or_default();
        self.files.insert(to.clone(), bytes);
        format!("rename {path} to {to}")
    }

    /// A word becomes one of another file: an id that is there or not, a key, a part of a sentence.
    fn change_word(&mut self, chance: &mut Chance) -> String {
        let (Some(path), Some(other)) =
            (self.any(chance, "", ""), self.any(chance, "content/", ""))
        else {
            return self.mend();
        };
        let (text, from) = (self.text(&path), self.text(&other));
        let (words, others): (Vec<_>, Vec<_>) = (words(&text), words(&from));
        if words.is_empty() || others.is_empty() {
            return self.mend();
        }
        let ((at, word), (_, instead)) = (*chance.one(&words), *chance.one(&others));
        let changed = format!("{}{instead}{}", &text[..at], &text[at + word.len()..]);
        let told = format!("{word:?} becomes {instead:?} in {path}");
        self.put(&path, changed);
        told
    }

    fn shuffle_lines(&mut self, chance: &mut Chance) -> String {
        let Some(path) = self.any(chance, "", "") else { return self.mend() };
        let text = self.text(&path);
        let mut lines: Vec<&str> = text.lines().collect();
        if lines.is_empty() {
            return self.mend();
        }
        let (at, to) = (chance.below(lines.len()), chance.below(lines.len()));
        let done = match chance.below(3) {
            0 => {
                lines.remove(at);
                "without"
            }
            1 => {
                lines.insert(to, lines[at]);
                "again"
            }
            _ => {
                lines.swap(at, to);
                "elsewhere"
            }
        };
        let changed = format!("{}\n", lines.join("\n"));
        self.put(&path, changed);
        format!("line {at} {done} ({to}) in {path}")
    }

    fn break_bytes(&mut self, chance: &mut Chance) -> String {
        let Some(path) = self.any(chance, "", "") else { return self.mend() };
        let mut bytes = self.files.get(&path).cloned().unwrap_or_default();
        let at = chance.below(bytes.len() + 1);
        // The number is made here: none is ever stored.
        let personal = format!("{:02}0180-{}", 1 + chance.below(28), 1000 + chance.below(9000));
        let strange: [&[u8]; 8] = [
            b"\0",
            b"\xff",
            b"\t",
            b"\"",
            b"\r\n",
            b"\xef\xbb\xbf",
            "e\u{301}\u{200b}".as_bytes(),
            personal.as_bytes(),
        ];
        let put = *chance.one(&strange);
        bytes.splice(at..at, put.iter().copied());
        self.files.insert(path.clone(), bytes);
        format!("{put:?} at {at} in {path}")
    }

    fn set_setting(&mut self, chance: &mut Chance) -> String {
        let (key, value) = *chance.one(&SETTINGS);
        let line = format!("{key} = {}", self.filled(value, chance));
        let text = self.text("site.toml");
        let others: Vec<&str> =
            text.lines().filter(|other| !other.starts_with(&format!("{key} "))).collect();
        let date = format!("date = \"201{}-06-30\"", chance.below(6));
        let mut text = format!("{line}\n{}\n", others.join("\n"));
        if chance.below(3) == 0 {
            text = text.replace("date = \"2013-06-30\"", &date);
        }
        self.put("site.toml", text);
        format!("set {line}")
    }

    /// A template, a style, a script or a text of the portal's own.
    fn change_theme(&mut self, chance: &mut Chance) -> String {
        if !self.text("site.toml").contains("theme =") {
            let text = format!("theme = \"egen\"\n{}", self.text("site.toml"));
            self.put("site.toml", text);
        }
        let (theme, _) = default_theme();
        let built_in: Vec<(&str, &str)> = theme
            .files()
            .map(|(_, file)| (file.path(), file.text()))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let (path, text) = *chance.one(&built_in);
        let path = path.replacen("themes/default/", "themes/egen/", 1);
        let text = self
            .files
            .get(&path)
            .map_or_else(|| text.to_owned(), |bytes| String::from_utf8_lossy(bytes).into());
        let number = self.number;
        let changed = match path.rsplit('.').next().unwrap_or_default() {
            "html" => text.replacen("</main>", &format!("<p>Egen {number}</p></main>"), 1),
            "css" => format!("{text}\nbody {{ --egen: {number}; }}\n"),
            "yaml" => text.replacen("e ", &format!("e{number} "), 1 + chance.below(3)),
            _ => format!("{text}\n"),
        };
        self.put(&path, changed);
        format!("change {path}")
    }

    fn change_asset(&mut self, chance: &mut Chance) -> String {
        let number = self.number;
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 {number}\"/>");
        let path = *chance.one(&[
            "content/images/bord.svg",
            "content/images/ny.svg",
            "content/files/plan.txt",
        ]);
        self.put(path, svg);
        format!("change {path}")
    }

    /// Many files at once: another branch, or the portal as it began.
    fn check_out(&mut self, chance: &mut Chance) -> String {
        if chance.below(3) == 0 {
            self.files = self.first.clone();
            return "check out the beginning".to_owned();
        }
        let branch = std::mem::replace(&mut self.branch, self.good.clone());
        self.files = branch;
        "check out the branch".to_owned()
    }

    fn mend(&mut self) -> String {
        self.files = self.good.clone();
        "mend all".to_owned()
    }
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The words of a text, with where they stand.
fn words(text: &str) -> Vec<(usize, &str)> {
    let parts = text.split_inclusive(|letter: char| !letter.is_alphanumeric() && letter != '-');
    let mut at = 0;
    let words = parts.filter_map(|part| {
        let start = at;
        at += part.len();
        let word = part.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        (!word.is_empty()).then_some((start, word))
    });
    words.collect()
}
