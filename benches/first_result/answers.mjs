// @ts-check
/**
 * How good Pagefind's answers are, by the measures and the queries of `tests/search`. Takes the truth set, the site with Pagefind and, on
 * standard input, what `portal search --json --limit 10000` prints; gives the lines of a table. Must not judge our own engine, which
 * `tests/search/table.md` does.
 *
 * Pagefind knows every page, so lists and indexes are taken out of its answers first: only entries compete, as with us. A page of several
 * entries, such as the glossary, is right if any of them is.
 */

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv, stdin } from "node:process";
import { text } from "node:stream/consumers";
import { Browser } from "./browser.mjs";
import { Host } from "./server.mjs";

/**
 * @typedef {{group: string, query: string, right: string[], set: string}} Truth
 * @typedef {{set: string, group: string, rank: number | null, total: number}} Outcome
 */

/** How far down a right answer still counts, as in `tests/search`. */
const DEPTH = 20;

/** How many of Pagefind's pages are looked at to find so many entries. */
const PAGES = 60;

/** @param {string} query */
const ask = (query) => `(async () => {
  globalThis.engine ??= await import("/pagefind/pagefind.js");
  const { results } = await engine.search(${JSON.stringify(query)});
  return Promise.all(results.slice(0, ${PAGES}).map(async (result) => (await result.data()).url));
})()`;

/**
 * @param {string} truth
 * @returns {Truth[]}
 */
function queries(truth) {
  const lines = truth.split("\n").filter((line) => line && !line.startsWith("#"));
  return lines.map((line) => {
    const [group = "", query = "", right = "", set = ""] = line.split("|").map((part) => part.trim());
    return { group, query, right: right.split(","), set };
  });
}

/**
 * @param {string} name
 * @param {Outcome[]} outcomes
 */
function row(name, outcomes) {
  const mean = (/** @type {(outcome: Outcome) => number} */ worth) =>
    (outcomes.reduce((sum, outcome) => sum + worth(outcome), 0) / outcomes.length).toFixed(3);
  const first = mean(({ rank }) => Number(rank === 1));
  const three = mean(({ rank }) => Number(rank !== null && rank <= 3));
  const reciprocal = mean(({ rank }) => (rank ? 1 / rank : 0));
  return `| ${name} | ${outcomes.length} | ${first} | ${three} | ${reciprocal} | ${mean(({ total }) => Number(total === 0))} |`;
}

const [truth = "", folder = ""] = argv.slice(2);
/** @type {{hits: {id: string, url: string}[]}} */
const { hits } = JSON.parse(await text(stdin));
/** @type {Map<string, string[]>} */
const entries = new Map();
for (const { id, url } of hits) {
  const [page = ""] = url.split("#");
  entries.set(page, [...(entries.get(page) ?? []), id]);
}
const host = new Host(folder, { name: "none", rate: Infinity, trip: 0 }, { compressWasm: true, revalidate: false });
const profile = await mkdtemp(join(tmpdir(), "answers-"));
const browser = new Browser(profile);
await browser.start();
await browser.go(`${await host.open()}/`);
await host.quiet();
/** @type {Outcome[]} */
const outcomes = [];
for (const { group, query, right, set } of queries(await readFile(truth, "utf8"))) {
  /** @type {string[]} */
  const urls = await browser.evaluate(ask(query));
  const found = urls.flatMap((url) => [entries.get(url) ?? []].filter(({ length }) => length)).slice(0, DEPTH);
  const at = found.findIndex((ids) => ids.some((id) => right.includes(id)));
  outcomes.push({ set, group, rank: at < 0 ? null : at + 1, total: found.length });
}
await browser.close();
host.close();
await rm(profile, { recursive: true, force: true, maxRetries: 5 });
console.log("| set, group | number | S@1 | S@3 | MRR | zero |\n|---|---|---|---|---|---|");
for (const set of ["tune", "held"]) {
  const own = outcomes.filter((outcome) => outcome.set === set);
  for (const name of new Set(own.map(({ group }) => group))) console.log(row(`${set}, ${name}`, own.filter(({ group }) => group === name)));
  console.log(row(`${set}, all`, own));
}
