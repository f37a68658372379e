//! The folders of the program are layers: each uses those below it and no other, so that one can be
//! read, tested and changed without those that are built on it. What a module uses is taken from
//! the paths in its source.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may touch the disk and fail"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the library, the lowest first.
const LAYERS: &[&[&str]] = &[
    &["span", "personal_number", "identity", "ids", "memo"],
    &["diagnostics"],
    &["source"],
    &["percent", "guard"],
    &["model"],
    &["markup", "schema", "fit", "tidy", "changes", "starter"],
    &["gaps", "proposals", "prose", "publish", "review"],
    &["routes", "search_index"],
    &["ledger", "hosts", "exports", "pages"],
    &["checks"],
    &["press"],
    &["build"],
    &["stages", "moves", "single"],
    &["lsp", "serve"],
    &["cli"],
];

/// Where a module stands, and what it uses.
type Uses = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The source without comments, without what stands in quotes, and without the tests at its end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = text.lines().map(|line| line.find("//").map_or(line, |at| &line[..at]));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The first names of the paths that follow a prefix: one, or those of a group in braces.
fn firsts(rest: &str) -> Vec<String> {
    let name = |text: &str| {
        text.chars().take_while(|one| one.is_alphanumeric() || *one == '_').collect::<String>()
    };
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let (mut depth, mut names, mut begins) = (0, Vec::new(), true);
    for (at, one) in group.char_indices() {
        match one {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            _ if begins && !one.is_whitespace() => {
                names.push(name(&group[at..]));
                begins = false;
            }
            _ => {}
        }
    }
    names
}

/// Every first name of a path that begins at the root of the crate, in a file of a module at this
/// depth below it.
fn from_root(code: &str, depth: usize) -> BTreeSet<String> {
    let up = "super::".repeat(depth);
    let paths = ["crate::".to_owned(), up.clone()].into_iter().flat_map(|prefix| {
        let starts = code.match_indices(&prefix).map(|(at, _)| at).collect::<Vec<_>>();
        let whole =
            starts.into_iter().filter(|at| prefix == "crate::" || !code[..*at].ends_with("::"));
        whole.flat_map(|at| firsts(&code[at + prefix.len()..])).collect::<Vec<_>>()
    });
    paths.filter(|name| !name.is_empty() && name != "super" && name != "self").collect()
}

/// The files of the library, each with its module and how deep that lies; those that only tests
/// have are left out.
fn files() -> Vec<(PathBuf, String, usize)> {
    let all = walkdir::WalkDir::new(src()).sort_by_file_name().into_iter().filter_map(Result::ok);
    let rust = all
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let rust: Vec<PathBuf> = rust.collect();
    let of_tests: BTreeSet<PathBuf> = rust.iter().flat_map(|path| test_modules(path)).collect();
    let own = rust.into_iter().filter(|path| !of_tests.contains(path));
    let placed = own.filter_map(|path| {
        let inner = path.strip_prefix(src()).expect("below src").with_extension("");
        let mut names: Vec<String> =
            inner.iter().map(|name| name.to_string_lossy().into_owned()).collect();
        if names.last().is_some_and(|name| name == "mod") {
            names.pop();
        }
        let top =
            names.first().cloned().filter(|name| !["lib", "main"].contains(&name.as_str()))?;
        Some((path, top, names.len()))
    });
    placed.collect()
}

/// The files of the modules that a file declares for its tests alone: `#[cfg(test)] mod property;`.
fn test_modules(path: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(path).expect("a file of the library");
    let folder = match path.file_stem().and_then(|stem| stem.to_str()) {
        Some("mod" | "lib" | "main") | None => {
            path.parent().map(Path::to_path_buf).unwrap_or_default()
        }
        Some(_) => path.with_extension(""),
    };
    let declared = text.split("#[cfg(test)]\nmod ").skip(1).filter_map(|rest| rest.split_once(';'));
    let names = declared
        .map(|(name, _)| name)
        .filter(|name| name.chars().all(|one| one.is_alphanumeric() || one == '_'));
    names.map(|name| folder.join(format!("{name}.rs"))).collect()
}

/// What `lib.rs` hands on from a module: `build` hands on `Options`.
fn handed_on() -> BTreeMap<String, String> {
    let text = code(&fs::read_to_string(src().join("lib.rs")).expect("lib.rs"));
    let uses =
        text.split("pub use ").skip(1).filter_map(|rest| rest.split(';').next()?.split_once("::"));
    let named = uses.flat_map(|(module, names)| {
        firsts(names).into_iter().map(move |name| (name, module.to_owned()))
    });
    named.collect()
}

fn uses() -> Uses {
    let (files, handed_on) = (files(), handed_on());
    let modules: BTreeSet<String> = files.iter().map(|(_, top, _)| top.clone()).collect();
    let mut uses: Uses = modules.iter().map(|module| (module.clone(), BTreeMap::new())).collect();
    for (path, top, depth) in files {
        let text = code(&fs::read_to_string(&path).expect("a file of the library"));
        for name in from_root(&text, depth) {
            let module = handed_on.get(&name).unwrap_or(&name);
            if *module != top && modules.contains(module) {
                let file = path.strip_prefix(src()).expect("below src").display().to_string();
                uses.entry(top.clone())
                    .or_default()
                    .entry(module.clone())
                    .or_default()
                    .insert(file);
            }
        }
    }
    uses
}

#[test]
fn every_module_has_its_layer() {
    let placed: BTreeSet<&str> = LAYERS.iter().copied().flatten().copied().collect();
    let uses = uses();
    let there: BTreeSet<&str> = uses.keys().map(String::as_str).collect();
    assert_eq!(there, placed, "a module of src/ has no layer here, or a layer has no module");
    let links: usize = uses.values().map(BTreeMap::len).sum();
    assert!(links > 100, "only {links} uses were read");
}

#[test]
fn no_module_uses_one_of_its_own_layer_or_of_a_higher_one() {
    let layer = |module: &str| LAYERS.iter().position(|layer| layer.contains(&module));
    let uses = uses();
    let against = uses.iter().flat_map(|(module, used)| {
        let wrong = used.iter().filter(|(other, _)| layer(other) >= layer(module));
        wrong.map(move |(other, files)| format!("{module} uses {other}: {files:?}"))
    });
    let against: Vec<_> = against.collect();
    assert!(against.is_empty(), "{}", against.join("\n"));
}
