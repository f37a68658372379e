// @ts-check
/**
 * How long from a keystroke to its hits in the page, in a real Chromium on a built site: `node keystrokes.mjs FOLDER [--truth FILE] [--every 6]
 * [--pace 120]`. Types every so many queries of the truth set into the search page's field, letter by letter at that pace in milliseconds. The
 * clock runs from the moment at which the browser was told of the key to the moment at which the list of hits is the answer to all that is in
 * the field. Gives median, 90 % and the slowest, and how many keystrokes were overtaken before they had an answer. Must not build anything.
 */

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Browser } from "./browser.mjs";
import { Host, pause } from "./server.mjs";

/** Notes when a key came and when its answer stood in the list. */
const WATCH = `(() => {
  const [input, list] = [document.querySelector("#_q"), document.querySelector("[data-search-results]")];
  globalThis.strokes = [];
  let open = null;
  input.addEventListener("input", ({ timeStamp }) => {
    if (open) strokes.push(null);
    open = { timeStamp, query: input.value };
  }, { capture: true });
  new MutationObserver(() => {
    if (!open || list.ariaBusy !== "false") return;
    strokes.push(performance.now() - open.timeStamp);
    open = null;
  }).observe(list, { attributes: true, attributeFilter: ["aria-busy"] });
})()`;

const READY = `new Promise((done) => {
  const look = () => (document.querySelector("[data-search=ready]") ? done(true) : setTimeout(look, 20));
  look();
})`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    truth: { type: "string", default: "tests/search/truth.txt" },
    every: { type: "string", default: "6" },
    pace: { type: "string", default: "120" },
  },
});
const lines = (await readFile(values.truth, "utf8")).split("\n").filter((line) => line && !line.startsWith("#"));
const queries = lines.map((line) => (line.split("|")[1] ?? "").trim()).filter((_, at) => at % Number(values.every) === 0);

const profile = await mkdtemp(join(tmpdir(), "keystrokes-"));
const host = new Host(positionals[0] ?? "public", { name: "none", rate: Infinity, trip: 0 }, { compressWasm: true, revalidate: false });
const browser = new Browser(profile);
try {
  await browser.start();
  await browser.go(`${await host.open()}/soeg/`);
  await browser.evaluate(READY);
  await browser.evaluate(WATCH);
  for (const query of queries) {
    await browser.evaluate(`(() => { const input = document.querySelector("#_q"); input.focus(); input.select(); })()`);
    for (const letter of query) {
      await browser.press(letter);
      await pause(Number(values.pace));
    }
  }
  /** @type {(number | null)[]} */
  const strokes = await browser.evaluate("strokes");
  const times = strokes.filter((time) => time !== null).sort((left, right) => left - right);
  const at = (/** @type {number} */ share) => (times[Math.floor((times.length - 1) * share)] ?? NaN).toFixed(1);
  console.log(`${queries.length} queries, ${strokes.length} keystrokes, ${strokes.length - times.length} overtaken`);
  console.log(`median ${at(0.5)} ms, 90 % ${at(0.9)} ms, 99 % ${at(0.99)} ms, slowest ${at(1)} ms`);
  console.log(`${await browser.version()}, ${cpus().length} cores, Node ${process.version}`);
} finally {
  await browser.close();
  host.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}
