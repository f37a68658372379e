// @ts-check
/**
 * The page's end of the line to the search worker: starts it, hands it the manifest, and gives promises for answers. The newest search wins.
 * Must not touch the document.
 *
 * @typedef {"version" | "damaged" | "blocked" | "network"} Reason
 * @typedef {{query: string, filters?: Record<string, string[]>, limit?: number, offset?: number, exact?: boolean}} Request
 * @typedef {{id: string, kind: string, title: string, url: string, summary: string, excerpt: string, historical: boolean}} Hit
 * @typedef {{query: string, total: number, corrected: string | null, note?: string, hits: Hit[], facets: Record<string, Record<string, number>>}} Answer
 * @typedef {{id: number, request: Request, resolve(answer: Answer | null): void, reject(failure: Failed): void}} Pending
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
const at = (address) => new URL(`.${address}`, root).href;

/** @param {string} url */
const own = (url) => {
  if (new URL(url, location.href).origin !== location.origin) throw new TypeError(url);
  return url;
};

/** Made once, however many engines a page has: a policy's name is taken only once. */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("portal", { createScriptURL: own });

/**
 * The worker's address as a policy of trusted types wants it, where a browser knows them.
 * @param {string} address
 */
const trusted = (address) => policy?.createScriptURL(address) ?? address;

/** An engine that is being loaded or has been. */
export class Client {
  /** @type {Pending | null} */
  #pending = null;
  /** @type {Failed | null} */
  #failed = null;
  #asked = 0;
  #renewed = false;

  /** @param {DOMStringMap} addresses `worker` and `manifest` */
  constructor({ worker = "", manifest = "" }) {
    this.manifest = manifest;
    this.worker = new Worker(trusted(worker), { type: "module" });
    this.worker.onmessage = ({ data }) => this.#receive(data);
    this.worker.onerror = () => this.#fail("network");
    this.#open("default");
  }

  /**
   * Asks the engine. Null where a newer search came first.
   * @param {Request} request
   * @returns {Promise<Answer | null>}
   */
  search(request) {
    this.#pending?.resolve(null);
    if (this.#failed) return Promise.reject(this.#failed);
    return new Promise((resolve, reject) => {
      this.#pending = { id: ++this.#asked, request, resolve, reject };
      this.#post();
    });
  }

  #post() {
    if (this.#pending) this.worker.postMessage({ type: "search", id: this.#pending.id, request: this.#pending.request });
  }

  /** @param {RequestCache} cache */
  async #open(cache) {
    try {
      const response = await fetch(this.manifest, { cache });
      if (!response.ok) throw new TypeError(response.statusText);
      const manifest = await response.json();
      for (const part of [manifest.engine, manifest.index]) part.url = at(part.url);
      this.worker.postMessage({ type: "open", manifest });
      if (this.#renewed) this.#post();
    } catch {
      this.#fail("network");
    }
  }

  /** @param {{type: string, id?: number, answer?: Answer, reason?: Reason}} message */
  #receive({ type, id, answer, reason }) {
    if (type === "answer" && answer && id === this.#pending?.id) {
      for (const hit of answer.hits) hit.url = at(hit.url);
      this.#pending?.resolve(answer);
      this.#pending = null;
    } else if (type === "failed" && reason === "version" && !this.#renewed) {
      // The page is of an older edition than the bundle, or the cache is: once, and past the cache.
      this.#renewed = true;
      this.#open("reload");
    } else if (type === "failed") {
      this.#fail(reason ?? "damaged");
    }
  }

  /** @param {Reason} reason */
  #fail(reason) {
    this.#failed = new Failed(reason);
    this.#pending?.reject(this.#failed);
    this.#pending = null;
    this.worker.terminate();
  }
}
