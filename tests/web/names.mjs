// What the names answer before the engine is there, for `tests/it/web/names.rs`: `node names.mjs FOLDER`. The folder holds a published
// `manifest.json`, the theme's `search-names.mjs` and `queries.json`. Gives one JSON object: every entry that the names know, and the hits of
// every query as kinds and ids.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const read = async (name) => JSON.parse(await readFile(join(folder, name), "utf8"));
const { Names } = await import(pathToFileURL(join(folder, "search-names.mjs")).href);
const names = new Names((await read("manifest.json")).names);

const times = [];
const found = (await read("queries.json")).map((query) => {
  const started = performance.now();
  const answer = names.answer({ query });
  times.push(performance.now() - started);
  return (answer?.hits ?? []).map(({ kind, id }) => `${kind}/${id}`);
});
times.sort((left, right) => left - right);
process.stderr.write(`${times.length} queries: median ${times[times.length >> 1].toFixed(2)} ms, slowest ${times.at(-1).toFixed(1)} ms\n`);
const entries = names.entries.map(({ kind, id, url, title, historical }) => ({ kind, id, url, title, historical }));
// More than names can say is asked of the engine alone.
const refused = [{ query: "misbrug", filters: { kind: ["offer"] } }, { query: "misbrug", offset: 20 }, { query: "misbrug", exact: true }, { query: "§" }];
process.stdout.write(JSON.stringify({ entries, found, refused: refused.map((request) => names.answer(request)) }));
