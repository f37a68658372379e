// The worker and its bundle under Node, for `tests/web.rs`: `node parity.mjs FOLDER`. The folder holds a published `soeg/index/`, the worker as
// `search-worker.mjs` and `requests.json`. It is served on a free port of this machine, and the worker is spoken to as a page would.
// Gives one JSON object: every answer with its scores to the last bit, and what came of each thing that can go wrong.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { crc32 } from "node:zlib";

const folder = process.argv[2];
const { serve } = await import(pathToFileURL(join(folder, "search-worker.mjs")).href);
const requests = JSON.parse(await readFile(join(folder, "requests.json"), "utf8"));
const manifest = JSON.parse(await readFile(join(folder, "soeg/index/manifest.json"), "utf8"));

/** What the server does to a file before it sends it; by address. */
let changes = {};

const server = createServer(async (request, response) => {
  // A connection that is kept may be closed just when it is used again.
  response.setHeader("connection", "close");
  const change = changes[request.url] ?? {};
  const ending = request.url.split(".").pop();
  const type = change.type ?? (ending === "wasm" ? "application/wasm" : "application/octet-stream");
  try {
    const bytes = await readFile(join(folder, request.url));
    if (change.status) throw new Error("as asked");
    const sent = change.bytes ? change.bytes(Buffer.from(bytes)) : bytes;
    response.writeHead(200, { "content-type": type, "content-length": sent.length }).end(sent);
  } catch {
    response.writeHead(change.status ?? 404, { "content-type": "text/plain" }).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const plainFetch = globalThis.fetch;
let fetched = [];
globalThis.fetch = (url, how) => {
  fetched.push(url);
  return plainFetch(new URL(url, origin), how);
};

/** A worker, seen from the page: messages go in by `post`, and `next` waits for one to come out. */
function worker() {
  const [queue, waiting] = [[], []];
  const scope = {
    onmessage: null,
    postMessage(message) {
      const copy = structuredClone(message);
      const resolve = waiting.shift();
      if (resolve) resolve(copy);
      else queue.push(copy);
    },
  };
  serve(scope);
  const post = (message) => scope.onmessage({ data: structuredClone(message) });
  const next = () => (queue.length ? Promise.resolve(queue.shift()) : new Promise((resolve) => waiting.push(resolve)));
  return { post, next, queue };
}

/** What opening comes to with these changes: `ready` or the reason of the failure. */
async function opening(changed, other = manifest) {
  changes = changed;
  const { post, next } = worker();
  post({ type: "open", manifest: other });
  const message = await next();
  changes = {};
  return message.type === "ready" ? "ready" : message.reason;
}

async function answers() {
  const { post, next } = worker();
  post({ type: "open", manifest });
  const ready = await next();
  const found = [];
  const times = [];
  for (const [id, request] of requests.entries()) {
    post({ type: "search", id, request });
    const message = await next();
    if (message.type !== "answer" || message.id !== id) throw new Error(`${JSON.stringify(request)}: ${JSON.stringify(message)}`);
    const { answer } = message;
    found.push({ answer, scores: answer.hits.map((hit) => String(hit.score)) });
    times.push(message.took_ms);
  }
  return { documents: ready.documents, found, times };
}

/** What a search comes to in a fresh worker with these changes: `answer` or the reason of the failure. */
async function searching(changed) {
  const { post, next } = worker();
  post({ type: "open", manifest });
  await next();
  changes = changed;
  post({ type: "search", id: 1, request: { query: "behandling" } });
  const message = await next();
  changes = {};
  return message.type === "failed" ? message.reason : message.type;
}

/** What comes of chunks that are not as they were published; nothing where the index has none. */
async function chunked() {
  fetched = [];
  const outcomes = { "as it is": await searching({}) };
  const chunk = fetched.find((url) => url.includes("/chunk."));
  if (!chunk) return {};
  outcomes["no chunk"] = await searching({ [chunk]: { status: 404 } });
  outcomes["a server in trouble"] = await searching({ [chunk]: { status: 503 } });
  outcomes["a broken chunk"] = await searching({ [chunk]: { bytes: flipped(20) } });
  outcomes["half a chunk"] = await searching({ [chunk]: { bytes: half } });
  return outcomes;
}

async function overtaken() {
  const { post, next, queue } = worker();
  for (const id of [1, 2]) post({ type: "search", id, request: { query: "mentor" } });
  post({ type: "open", manifest });
  const order = [(await next()).type, (await next()).id];
  for (const id of [3, 4, 5]) post({ type: "search", id, request: { query: "mentor" } });
  order.push((await next()).id);
  await new Promise((resolve) => setTimeout(resolve, 20));
  return [...order, queue.length];
}

async function blocked() {
  const { compile, instantiate, instantiateStreaming } = WebAssembly;
  const refuse = () => Promise.reject(new WebAssembly.CompileError("blocked by the content security policy"));
  Object.assign(WebAssembly, { compile: refuse, instantiate: refuse, instantiateStreaming: refuse });
  const outcome = await opening({});
  Object.assign(WebAssembly, { compile, instantiate, instantiateStreaming });
  return outcome;
}

const [engine, index] = [manifest.engine.url, manifest.index.url];
const flipped = (at) => (bytes) => {
  bytes[at] ^= 4;
  return bytes;
};
/** The prelude of a format to come, with its checksum in order. */
const newer = (bytes) => {
  bytes.writeUInt32LE(99, 8);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 24)), 24);
  return bytes;
};
const half = (bytes) => bytes.subarray(0, bytes.length / 2);
const middle = Math.floor(manifest.index.bytes / 2);

/** An engine with one bit that is not the published one, at six places all over it. */
async function flippedEngines() {
  const found = {};
  for (const share of [0.01, 0.2, 0.4, 0.6, 0.8, 0.99]) {
    const at = Math.floor(manifest.engine.bytes * share);
    found[`a flipped bit at ${share} of the engine`] = await opening({ [engine]: { bytes: flipped(at) } });
  }
  return found;
}

const all = await answers();
const requested = fetched.slice().sort();
const outcomes = {
  "as it is": await opening({}),
  "an engine without its media type": await opening({ [engine]: { type: "application/octet-stream" } }),
  "an engine with a media type and a parameter": await opening({ [engine]: { type: "application/wasm; charset=utf-8" } }),
  "half an engine": await opening({ [engine]: { bytes: half } }),
  "half an engine without its media type": await opening({ [engine]: { bytes: half, type: "application/octet-stream" } }),
  ...(await flippedEngines()),
  "no engine": await opening({ [engine]: { status: 404 } }),
  "no index": await opening({ [index]: { status: 404 } }),
  "a page for an index": await opening({ [index]: { type: "text/html" } }),
  "a server in trouble": await opening({ [index]: { status: 503 } }),
  "half an index": await opening({ [index]: { bytes: half } }),
  "a broken prelude": await opening({ [index]: { bytes: flipped(9) } }),
  "a broken stream": await opening({ [index]: { bytes: flipped(middle) } }),
  "another format": await opening({ [index]: { bytes: newer } }),
  "another manifest": await opening({}, { ...manifest, format: 2 }),
  "webassembly blocked": await blocked(),
};
const chunks = await chunked();
const order = await overtaken();
server.close();
server.closeAllConnections();
outcomes["no server"] = await opening({});

const sorted = all.times.slice().sort((left, right) => left - right);
const at = (share) => sorted[Math.floor((sorted.length - 1) * share)].toFixed(2);
process.stderr.write(`${sorted.length} searches: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, slowest ${at(1)} ms\n`);
process.stdout.write(JSON.stringify({ documents: all.documents, found: all.found, requested, outcomes, chunks, order }));
