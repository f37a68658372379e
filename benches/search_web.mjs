// Times the browser's engine under Node for `benches/search_web.rs`: `node search_web.mjs FOLDER`. The folder holds a published `soeg/index/`, the
// worker as `search-worker.mjs` and `queries.json`: kinds of query with the requests of each. The worker loads and asks the engine as it does in
// a browser. Gives one JSON object: milliseconds until ready, and those of every answer by kind.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** How often each request is asked, after those that nobody times. */
const [ROUNDS, WARMING] = [30, 3];

const folder = process.argv[2];
const read = (name) => readFile(join(folder, name));
const { serve } = await import(pathToFileURL(join(folder, "search-worker.mjs")).href);
const manifest = JSON.parse(await read("soeg/index/manifest.json"));
const kinds = JSON.parse(await read("queries.json"));

globalThis.fetch = async (url) => {
  const type = url.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  return new Response(await read(url), { headers: { "content-type": type } });
};

const waiting = [];
const scope = { onmessage: null, postMessage: (message) => waiting.shift()?.(message) };
serve(scope);

/** What the worker says to `message`. */
function ask(message) {
  return new Promise((resolve) => {
    waiting.push(resolve);
    scope.onmessage({ data: message });
  });
}

const started = performance.now();
const ready = await ask({ type: "open", manifest });
if (ready.type !== "ready") throw new Error(ready.reason);
const opening = performance.now() - started;

const times = {};
let id = 0;
for (const [kind, requests] of Object.entries(kinds)) {
  times[kind] = [];
  for (let round = -WARMING; round < ROUNDS; round++) {
    for (const request of requests) {
      const message = await ask({ type: "search", id: ++id, request });
      if (message.type !== "answer") throw new Error(`${JSON.stringify(request)}: ${message.reason}`);
      if (round >= 0) times[kind].push(message.took_ms);
    }
  }
}
process.stdout.write(JSON.stringify({ documents: ready.documents, opening, times }));
