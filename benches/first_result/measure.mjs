// @ts-check
/**
 * How long until the first search result, in a real Chromium on a slow line. Takes sites by name, gives one line of JSON a visit and then a
 * table of medians. Must not build anything.
 *
 *     node measure.mjs [--runs 3] [--only NETWORK] [--way field|address] [--query WORD]... [--after MS] [--plain-wasm] [--revalidate] NAME=FOLDER...
 *
 * A visit begins with an empty profile. By `field` the clock runs from the focus of the front page's search field, which gets it as soon as
 * the page is loaded, or some time after that, and the whole query at once, to the first result in the document; then another query is asked on the same page. By
 * `address` it runs from the navigation to `/soeg/?q=…`, and once more to the whole answer, where the first results are not all of it. Then
 * the same profile stays at the site over a fast line until nothing more is asked for, and the visit is begun again (warm).
 */

import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { argv } from "node:process";
import { parseArgs } from "node:util";
import { Browser } from "./browser.mjs";
import { Host, pause } from "./server.mjs";

/**
 * @typedef {import("./server.mjs").Network} Network
 * @typedef {{ms: number, bytes: number, requests: number, text: string, exchanges?: import("./server.mjs").Exchange[]}} Wait
 * @typedef {{site: string, network: string, way: string, query: string, cold: Wait, second?: Wait, whole?: Wait, warm: Wait}} Visit
 */

/** @type {Network[]} */
const NETWORKS = [
  { name: "slow", rate: 400_000 / 8, trip: 400 },
  { name: "common", rate: 1_600_000 / 8, trip: 150 },
  { name: "none", rate: Infinity, trip: 0 },
];

const FAST = { name: "fast", rate: Infinity, trip: 0 };

const QUERIES = ["misbrug", "stofmisbrugsbehandling", "hjemløs", "jobsamtale"];

/** A suggestion or result of ours, or Pagefind's; never the link to all results. */
const RESULT = ".suggest .suggest-title, [data-search-results] .card a, .first-result";

/** The engine has answered. Pagefind has no other answer than its first. */
const WHOLE = 'main[data-search="ready"], .first-result';

const FIELD = 'form[role=search] input[name="q"]';

/** The page and its scripts are there; what a script does later is not waited for. */
const LOADED = `document.readyState === "complete" || new Promise((done) => addEventListener("load", () => done(true)))`;

/** How long a first result may take. */
const PATIENCE = 120_000;

/** @param {string} query */
const typed = (query) => `(async () => {
  for (const old of document.querySelectorAll(${JSON.stringify(RESULT)})) old.remove();
  const input = document.querySelector(${JSON.stringify(FIELD)});
  const started = performance.now();
  input.focus();
  input.value = ${JSON.stringify(query)};
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  return (await appearance(${JSON.stringify(RESULT)})) - started;
})()`;

/**
 * Waits for a result, and says what it took since the host was last asked.
 * @param {Host} host
 * @param {Browser} browser
 * @param {string} expression
 * @returns {Promise<Wait>}
 */
async function wait(host, browser, expression) {
  const late = pause(PATIENCE).then(() => Promise.reject(new Error("no result")));
  const ms = await Promise.race([browser.evaluate(expression), late]);
  return { ms, ...host.account(), text: await browser.evaluate(`document.querySelector(${JSON.stringify(RESULT)}).textContent`) };
}

/**
 * One start of the browser.
 * @param {{host: Host, origin: string, way: string, query: string, other: string, profile: string}} visit
 */
async function session({ host, origin, way, query, other, profile }) {
  const browser = new Browser(profile);
  await browser.start();
  host.begin();
  if (way === "address") {
    host.account();
    await browser.go(`${origin}/soeg/?q=${encodeURIComponent(query)}`);
    const first = await wait(host, browser, `appearance(${JSON.stringify(RESULT)})`);
    const whole = await wait(host, browser, `appearance(${JSON.stringify(WHOLE)})`);
    await browser.close();
    return { first, whole };
  }
  await browser.go(`${origin}/`);
  await browser.evaluate(LOADED);
  await pause(Number(values.after));
  host.account();
  const first = await wait(host, browser, typed(query));
  await pause(500);
  host.account();
  const second = await wait(host, browser, typed(other));
  await browser.close();
  return { first, second };
}

/**
 * Stays at the site over a fast line until nothing more is asked for: what the site keeps for the next visit is there.
 * @param {{host: Host, origin: string, query: string, profile: string}} visit
 */
async function stay({ host, origin, query, profile }) {
  const { network } = host;
  const browser = new Browser(profile);
  await browser.start();
  host.over(FAST);
  await browser.go(`${origin}/`);
  await browser.evaluate(LOADED);
  await browser.evaluate(typed(query));
  // It begins to be kept when the page has long been idle.
  await pause(8000);
  await host.quiet();
  await browser.close();
  host.over(network);
}

/**
 * A cold visit and a warm one.
 * @param {{host: Host, origin: string, way: string, query: string, other: string}} visit
 */
async function visits(visit) {
  const profile = await mkdtemp(join(tmpdir(), "first-result-"));
  try {
    const cold = await session({ ...visit, profile });
    await stay({ ...visit, profile });
    const warm = await session({ ...visit, profile });
    return { cold: cold.first, second: cold.second, whole: cold.whole, warm: warm.first };
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {number[]} numbers */
function middle(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
}

/**
 * One line of the table.
 * @param {string} name
 * @param {Wait[]} waits
 */
function row(name, waits) {
  const [time, bytes, requests] = [waits.map(({ ms }) => ms), waits.map((wait) => wait.bytes), waits.map((wait) => wait.requests)].map(middle);
  const seconds = (/** @type {number} */ ms) => (ms / 1000).toFixed(ms < 995 ? 3 : 1);
  const range = `${seconds(time.least)}–${seconds(time.most)}`;
  return `| ${name} | ${seconds(time.median)} | ${range} | ${(bytes.median / 1000).toFixed(1)} | ${requests.median} |`;
}

/** @param {Visit[]} all */
function table(all) {
  const lines = ["| visit | seconds, median | range | kB | requests |", "|---|---|---|---|---|"];
  for (const [name, group] of grouped(all)) {
    lines.push(row(`${name}, cold`, group.map(({ cold }) => cold)));
    const seconds = group.flatMap(({ second }) => second ?? []);
    if (seconds.length) lines.push(row(`${name}, second query`, seconds));
    const wholes = group.flatMap(({ whole }) => whole ?? []);
    if (wholes.length) lines.push(row(`${name}, whole answer`, wholes));
    lines.push(row(`${name}, warm`, group.map(({ warm }) => warm)));
  }
  return lines.join("\n");
}

/** @param {Visit} visit */
const key = ({ site, network, way }) => `${network}, ${way}, ${site}`;

/** @param {Visit[]} all */
function grouped(all) {
  /** @type {Map<string, Visit[]>} */
  const groups = new Map();
  for (const visit of all) groups.set(key(visit), [...(groups.get(key(visit)) ?? []), visit]);
  return groups;
}

const { values, positionals } = parseArgs({
  args: argv.slice(2),
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "3" },
    only: { type: "string" },
    way: { type: "string", default: "field" },
    query: { type: "string", multiple: true, default: QUERIES },
    after: { type: "string", default: "0" },
    "plain-wasm": { type: "boolean", default: false },
    revalidate: { type: "boolean", default: false },
  },
});
const habits = { compressWasm: !values["plain-wasm"], revalidate: values.revalidate };
/** @type {Visit[]} */
const all = [];
for (const network of NETWORKS.filter(({ name }) => !values.only || values.only === name)) {
  for (const [site = "", folder = ""] of positionals.map((pair) => pair.split("="))) {
    const host = new Host(folder, network, habits);
    const origin = await host.open();
    for (let run = 0; run < Number(values.runs); run += 1) {
      for (const query of values.query) {
        const other = QUERIES[(QUERIES.indexOf(query) + 1) % QUERIES.length] ?? "";
        const measured = await visits({ host, origin, way: values.way, query, other });
        all.push({ site, network: network.name, way: values.way, query, ...measured });
        console.log(JSON.stringify(all.at(-1)));
      }
    }
    host.close();
  }
}
console.log(`\n${table(all)}\n\n${cpus().length} cores, Node ${process.version}`);
// The patience of the last wait is not waited for.
process.exit(0);
