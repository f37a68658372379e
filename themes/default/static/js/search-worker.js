// @ts-check
/**
 * The search engine's worker. It loads the bundle under `/soeg/index/` and answers searches, so that the page never waits. Queries go
 * nowhere: after the two files of the bundle nothing is fetched, unless the portal is so large that its index lies in chunks. Then the
 * engine names those that a search needs, they are fetched side by side, and it is asked again.
 *
 * The page sends
 * - `{type: "open", manifest}`: the content of `manifest.json`; may be sent again, with a newer manifest;
 * - `{type: "search", id, request}`: `request` is `{query, filters?, limit?, offset?}`, `filters` a list of values by facet. It may be sent
 *   before the engine is ready. A search that a newer one overtakes before it has begun is never answered.
 *
 * The worker sends
 * - `{type: "ready", documents}`;
 * - `{type: "answer", id, answer, took_ms}`: `answer` as `portal search --json` gives it, without its `took_ms`;
 * - `{type: "failed", reason}`, after which nothing is answered until the next `open`:
 *   `version` the bundle is another edition's: fetch the manifest anew, past the cache, and open once more, but only once;
 *   `damaged` the bytes are not those that were published; `blocked` this browser may not or cannot run the engine; `network`.
 *
 * @typedef {"version" | "damaged" | "blocked" | "network"} Reason
 * @typedef {{url: string, sha256: string, bytes: number, content?: ArrayBuffer}} Part `content` where the page had to fetch it
 * @typedef {{format: number, engine: Part, index: Part, documents: number, edition: string}} Manifest
 * @typedef {{query: string, filters?: Record<string, string[]>, limit?: number, offset?: number}} Request
 * @typedef {{type: "open", manifest: Manifest} | {type: "search", id: number, request: Request}} Asked
 * @typedef {{postMessage(message: object): void, onmessage: ((event: {data: Asked}) => void) | null}} Scope
 * @typedef {{memory: WebAssembly.Memory, portal_input(length: number): number, portal_open(): number, portal_search(): number,
 *   portal_take_in(chunk: number): number, portal_output(): number, portal_output_length(): number}} Exports
 * @typedef {{chunk: number, name: string}} Need
 */

/** The version of the manifest that this worker reads. */
const FORMAT = 1;

/** Bytes before the gzip stream in the index's file. */
const PRELUDE = 28;

/** The status of a search that needs chunks, and how often one may: lists, texts, and both once more where only the nearest is found. */
const NEEDS = 2;
const MOST_ROUNDS = 6;

/** The smallest module: where not even this is compiled, WebAssembly is blocked. */
const NOTHING = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** A search that touches everything: whoever is first to search need not wait for code and tables to be made ready. */
const WARMING = { query: "stofmisbrugsbehandlng", limit: 1 };

/** Why there is no engine. */
class Failure extends Error {
  /** @param {Reason} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Waits for `work`; whatever goes wrong is a failure for this reason.
 * @template T
 * @param {Reason} reason
 * @param {Promise<T>} work
 */
const or = (reason, work) =>
  work.catch(() => {
    throw new Failure(reason);
  });

/**
 * What a browser compares a file with before it hands out a byte of it (Subresource Integrity, W3C). It does so on plain `http` too, where
 * scripts may not reckon hashes.
 * @param {Part} part
 */
function integrity({ sha256 }) {
  const bytes = (sha256.match(/../g) ?? []).map((digits) => String.fromCharCode(parseInt(digits, 16)));
  return `sha256-${btoa(bytes.join(""))}`;
}

/**
 * Fetches a file of the bundle. One that is gone belonged to an older edition; so does one that became a page.
 * @param {Part} part
 * @param {RequestInit} [how]
 */
async function get(part, how) {
  const response = part.content ? new Response(part.content) : await or("network", fetch(part.url, how));
  const type = response.headers.get("content-type") ?? "";
  if (response.status === 404 || response.status === 410 || type.startsWith("text/html")) throw new Failure("version");
  if (!response.ok) throw new Failure("network");
  return { response, type };
}

/**
 * All bytes of a file, if they are as many as the manifest says.
 * @param {Part} part
 * @param {Response} response
 */
async function bytesOf(part, response) {
  const bytes = new Uint8Array(await or("network", response.arrayBuffer()));
  if (bytes.length !== part.bytes) throw new Failure("damaged");
  return bytes;
}

/**
 * Fetches a file whose every byte must be the published one. The browser does not say why it hands out nothing: what it sends unasked
 * tells whether it is not there, or not what was published.
 * @param {Part} part
 */
async function verified(part) {
  const how = { integrity: integrity(part) };
  try {
    return await get(part, how);
  } catch {
    await bytesOf(part, (await get(part)).response);
    // It is there, and as long as it should be: the line failed for a moment, or it is not what was published.
    return await or("damaged", get(part, how));
  }
}

/**
 * The engine's exports. Compiled while it arrives where the server names it properly, which not every server does.
 * @param {Part} part
 */
async function engine(part) {
  const { response, type } = await verified(part);
  try {
    const loaded =
      type === "application/wasm"
        ? await WebAssembly.instantiateStreaming(response)
        : await WebAssembly.instantiate(await bytesOf(part, response));
    return /** @type {Exports} */ (/** @type {unknown} */ (loaded.instance.exports));
  } catch (error) {
    if (error instanceof Failure) throw error;
    await or("blocked", WebAssembly.compile(NOTHING));
    // A file that was cut short does not compile; a connection that was is a type error.
    throw new Failure(error instanceof TypeError ? "network" : "damaged");
  }
}

/**
 * The index: its prelude, and what the browser inflates behind it.
 * @param {Part} part
 */
async function index(part) {
  const bytes = await bytesOf(part, (await get(part)).response);
  return [bytes.subarray(0, PRELUDE), await inflated([bytes.subarray(PRELUDE)])];
}

/** @param {BlobPart[]} packed */
async function inflated(packed) {
  const stream = new Blob(packed).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await or("damaged", new Response(stream).arrayBuffer()));
}

/**
 * A chunk of the index. It lies beside the file that opening reads.
 * @param {Part} part
 * @param {string} name
 */
async function chunk(part, name) {
  const { response } = await get({ ...part, url: part.url.replace(/[^/]*$/, `chunk.${name}.bin`) });
  return inflated([new Uint8Array(await or("network", response.arrayBuffer()))]);
}

/** An opened engine. */
class Engine {
  /** Chunks that were asked for, by name. @type {Map<string, Promise<void>>} */
  #chunks = new Map();

  /**
   * @param {Exports} exports
   * @param {Part} index
   */
  constructor(exports, index) {
    this.exports = exports;
    this.index = index;
  }

  /** @param {Uint8Array[]} parts */
  write(parts) {
    let at = this.exports.portal_input(parts.reduce((sum, part) => sum + part.length, 0)) >>> 0;
    // The memory may have grown, and then the old buffer is gone.
    const memory = new Uint8Array(this.exports.memory.buffer);
    for (const part of parts) {
      memory.set(part, at);
      at += part.length;
    }
  }

  /**
   * What the last call gave.
   * @param {number} status
   */
  read(status) {
    const { memory, portal_output, portal_output_length } = this.exports;
    const bytes = new Uint8Array(memory.buffer, portal_output() >>> 0, portal_output_length());
    const output = JSON.parse(new TextDecoder().decode(bytes));
    if (status !== 0) throw new Failure(output.error === "version" ? "version" : "damaged");
    return output;
  }

  /**
   * The answer, or the chunks that it needs.
   * @param {Request} request
   * @returns {{answer?: object, needs?: Need[]}}
   */
  search(request) {
    this.write([new TextEncoder().encode(JSON.stringify(request))]);
    const status = this.exports.portal_search();
    if (status === NEEDS) return this.read(0);
    return { answer: this.read(status) };
  }

  /**
   * Fetches chunks, all side by side and none twice.
   * @param {Need[]} needs
   */
  async fetch(needs) {
    await Promise.all(needs.map((need) => this.#fetch(need)));
  }

  /** @param {Need} need */
  #fetch({ chunk: number, name }) {
    let fetched = this.#chunks.get(name);
    if (!fetched) {
      fetched = chunk(this.index, name).then((bytes) => {
        this.write([bytes]);
        this.read(this.exports.portal_take_in(number));
      });
      this.#chunks.set(name, fetched);
    }
    return fetched;
  }
}

/**
 * Loads what the manifest names: two requests, side by side.
 * @param {Manifest} manifest
 */
async function load(manifest) {
  if (manifest.format !== FORMAT) throw new Failure("version");
  if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") throw new Failure("blocked");
  const [exports, parts] = await Promise.all([engine(manifest.engine), index(manifest.index)]);
  const loaded = new Engine(exports, manifest.index);
  loaded.write(parts);
  const { documents } = loaded.read(exports.portal_open());
  return { loaded, documents };
}

/**
 * Listens to a page.
 * @param {Scope} scope
 */
export function serve(scope) {
  /** @type {Engine | null} */
  let opened = null;
  /** @type {{id: number, request: Request} | null} */
  let waiting = null;
  let opening = 0;
  let turn = 0;

  /** @param {unknown} error */
  const fail = (error) => {
    opened = null;
    scope.postMessage({ type: "failed", reason: error instanceof Failure ? error.reason : "damaged" });
  };

  const answer = async () => {
    if (!opened || !waiting) return;
    const [engine, own, { id, request }] = [opened, ++turn, waiting];
    waiting = null;
    try {
      const started = performance.now();
      let found = engine.search(request);
      for (let round = 0; found.needs; round++) {
        if (round === MOST_ROUNDS) throw new Failure("damaged");
        await engine.fetch(found.needs);
        // Meanwhile there may be a newer search, or another edition.
        if (own !== turn || engine !== opened) return;
        found = engine.search(request);
      }
      scope.postMessage({ type: "answer", id, answer: found.answer, took_ms: performance.now() - started });
    } catch (error) {
      if (engine === opened) fail(error);
    }
  };

  /** @param {Manifest} manifest */
  const open = async (manifest) => {
    const own = ++opening;
    opened = null;
    try {
      const { loaded, documents } = await load(manifest);
      if (own !== opening) return;
      opened = loaded;
      scope.postMessage({ type: "ready", documents });
      if (waiting) answer();
      else loaded.search(WARMING);
    } catch (error) {
      if (own === opening) fail(error);
    }
  };

  scope.onmessage = ({ data }) => {
    if (data.type === "open") {
      open(data.manifest);
    } else if (data.type === "search") {
      waiting = data;
      // Later, so that searches which already lie in the queue come first and only the newest is done.
      setTimeout(answer);
    }
  };
}

if (typeof WorkerGlobalScope === "function" && globalThis instanceof WorkerGlobalScope) {
  serve(/** @type {Scope} */ (/** @type {unknown} */ (globalThis)));
}
