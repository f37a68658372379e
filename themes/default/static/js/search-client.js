// @ts-check
/**
 * The page's end of the line to the search worker: starts it, hands it the manifest, and gives promises for answers. The newest search wins.
 * Until the worker is ready, the names of the manifest answer what they can. Must not touch the document.
 *
 * @typedef {import("./search-names.js").Names} Names
 * @typedef {import("./search-names.js").Data} Data
 * @typedef {"version" | "damaged" | "blocked" | "network"} Reason
 * @typedef {{query: string, filters?: Record<string, string[]>, limit?: number, offset?: number, exact?: boolean}} Request
 * @typedef {{id: string, kind: string, title: string, marked_title?: Passage, url: string, summary: string, excerpt: {name: Passage, text: Passage}, historical: boolean, status?: string, owner?: string, need?: Need, places?: Place[]}} Hit
 * @typedef {{name: string, text: string, url?: string}} Need
 * @typedef {{anchor: string, title: string, step?: number, excerpt: Passage}} Place
 * @typedef {string[]} Passage runs of text: the second, the fourth … are marked
 * @typedef {{query: string, total: number, corrected: string | null, note?: string, hits: Hit[], facets: Record<string, Record<string, number>>}} Answer
 * @typedef {(answer: Answer) => void} Early
 * @typedef {{id: number, request: Request, early?: Early, resolve(answer: Answer | null): void, reject(failure: Failed): void}} Pending
 */

/** There is no engine, and why. */
export class Failed extends Error {
  /** @param {Reason} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** The portal, wherever it lies: this script is in a folder of it. */
const root = new URL("../", import.meta.url);

/**
 * Where an address from the portal's root is found.
 * @param {string} address
 */
function at(address) {
  const url = new URL(address.startsWith("/") ? `.${address}` : address, root);
  // A file share has no page at the address of a folder.
  if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
  return url.href;
}

/**
 * An answer whose hits are found from where the page is.
 * @param {Answer} answer
 */
function located(answer) {
  for (const hit of answer.hits) hit.url = at(hit.url);
  return answer;
}

/** An engine that is being loaded or has been. */
export class Client {
  /** @type {Pending | null} */
  #pending = null;
  /** @type {Failed | null} */
  #failed = null;
  /** What answers until the engine does. @type {Names | null} */
  #names = null;
  #asked = 0;
  #renewed = false;
  /** @type {() => void} */
  #settle = () => {};
  /** When the engine is there, or is known not to come. @type {Promise<void>} */
  settled = new Promise((done) => (this.#settle = done));

  /**
   * @param {DOMStringMap} addresses `worker` and `manifest`
   * @param {new (data: Data) => Names} Names
   * @param {Promise<Response>} manifest on its way since before this script was there
   * @param {(address: string) => string} trusted an address as a policy of trusted types wants it
   */
  constructor({ worker = "", manifest: address = "" }, Names, manifest, trusted) {
    this.address = address;
    this.Names = Names;
    // No browser starts a worker out of a module on a file share; `from-file.js` lends one that is none.
    this.worker = new Worker(trusted(worker), { type: root.protocol === "file:" ? "classic" : "module" });
    this.worker.onmessage = ({ data }) => this.#receive(data);
    this.worker.onerror = () => this.#fail("network");
    this.#open(manifest);
  }

  /**
   * Asks the engine. Null where a newer search came first. Where the engine is not there yet, `early` gets what the names know.
   * @param {Request} request
   * @param {Early} [early]
   * @returns {Promise<Answer | null>}
   */
  search(request, early) {
    this.#pending?.resolve(null);
    if (this.#failed) return Promise.reject(this.#failed);
    return new Promise((resolve, reject) => {
      this.#pending = { id: ++this.#asked, request, early, resolve, reject };
      this.#post();
      this.#answerEarly();
    });
  }

  /**
   * The engine's hits in its order; those that were shown before keep their places, for somebody is about to choose one of them.
   * @param {Hit[]} shown
   * @param {Hit[]} hits
   */
  inPlace(shown, hits) {
    const found = new Map(hits.map((hit) => [hit.url, hit]));
    const kept = shown.map((hit) => found.get(hit.url) ?? hit);
    return [...kept, ...hits.filter((hit) => !kept.includes(hit))];
  }

  #post() {
    if (this.#pending) this.worker.postMessage({ type: "search", id: this.#pending.id, request: this.#pending.request });
  }

  #answerEarly() {
    const { request, early } = this.#pending ?? {};
    const answer = request && early && this.#names?.answer(request);
    if (answer) early(located(answer));
  }

  /** @param {Promise<Response>} fetched */
  async #open(fetched) {
    try {
      const response = await fetched;
      if (!response.ok) throw new TypeError(response.statusText);
      const { names, ...manifest } = await response.json();
      for (const part of [manifest.engine, manifest.index]) {
        part.url = at(part.url);
        // What is lent to a page is not lent to its worker.
        if (part.url.startsWith("blob:")) part.content = await (await fetch(part.url)).arrayBuffer();
      }
      // Engine and index are on their way before the names are read.
      this.worker.postMessage({ type: "open", manifest });
      if (this.#renewed) this.#post();
      if (!names) return;
      this.#names = new this.Names(names);
      this.#answerEarly();
    } catch {
      this.#fail("network");
    }
  }

  /** @param {{type: string, id?: number, answer?: Answer, reason?: Reason}} message */
  #receive({ type, id, answer, reason }) {
    if (type === "ready") {
      this.#names = null;
      this.#settle();
    } else if (type === "answer" && answer && id === this.#pending?.id) {
      this.#pending?.resolve(located(answer));
      this.#pending = null;
    } else if (type === "failed" && reason === "version" && !this.#renewed) {
      // The page is of an older edition than the bundle, or the cache is: once, and past the cache.
      this.#renewed = true;
      this.#open(fetch(this.address, { cache: "reload" }));
    } else if (type === "failed") {
      this.#fail(reason ?? "damaged");
    }
  }

  /** @param {Reason} reason */
  #fail(reason) {
    this.#settle();
    this.#failed = new Failed(reason);
    this.#pending?.reject(this.#failed);
    this.#pending = null;
    this.worker.terminate();
  }
}
