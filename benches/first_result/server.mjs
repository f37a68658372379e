// @ts-check
/**
 * A static host at the end of a slow line. Takes a folder and a network, gives an address and an account of what went over the line. The
 * line is slowed here and not by the browser's own tools, because those do not reach requests that a worker makes. Must not change a file.
 *
 * The model: every request waits one round trip; bodies share one line of the given rate, packet by packet, in turn; the first request of a
 * visit waits two round trips more, for TCP and TLS, and later ones none, as over one HTTP/2 connection. Left out: headers, what the visitor
 * sends, TCP's slow start, loss. The site's icon is answered at once and not counted, for a browser fetches it when it likes.
 */

import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { gzipSync } from "node:zlib";

/**
 * @typedef {{name: string, rate: number, trip: number}} Network `rate` in bytes a second, `trip` in milliseconds
 * @typedef {{path: string, status: number, bytes: number}} Exchange `bytes` of the body, as they are sent
 * @typedef {{type: string, body: Buffer, packed: Buffer | null, tag: string}} File
 * @typedef {{answer: import("node:http").ServerResponse, body: Buffer, at: number}} Transfer
 */

/** What is named, and, but for the last, compressed. */
const TYPES = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript"],
  [".css", "text/css"],
  [".json", "application/json"],
  [".svg", "image/svg+xml"],
  [".wasm", "application/wasm"],
  ["", "application/octet-stream"],
]);

/** Bytes that go before another transfer has its turn. */
const PACKET = 1460;

/** A site that was published a week ago. */
const PUBLISHED = new Date(Date.now() - 7 * 24 * 3600 * 1000).toUTCString();

/** @param {number} ms */
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** One line that all transfers share. */
class Line {
  /** @type {Transfer[]} */
  #transfers = [];
  #last = 0;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  /** What is left of the time that has passed, in bytes; below zero where a packet was longer than the time. */
  #credit = 0;
  sent = 0;

  /** @param {number} rate */
  constructor(rate) {
    this.rate = rate;
  }

  /** @param {Transfer} transfer */
  send(transfer) {
    if (!Number.isFinite(this.rate)) {
      this.sent += transfer.body.length;
      transfer.answer.end(transfer.body);
      return;
    }
    this.#transfers.push(transfer);
    if (this.#timer) return;
    this.#last = performance.now();
    this.#credit = Math.min(this.#credit, 0);
    this.#timer = setInterval(() => this.#pass(), 2);
  }

  /** Sends what the time that has passed allows for. */
  #pass() {
    const now = performance.now();
    this.#credit += ((now - this.#last) * this.rate) / 1000;
    this.#last = now;
    while (this.#credit > 0) {
      const transfer = this.#transfers.shift();
      if (!transfer) break;
      const packet = transfer.body.subarray(transfer.at, transfer.at + PACKET);
      transfer.at += packet.length;
      this.#credit -= packet.length;
      this.sent += packet.length;
      if (transfer.at < transfer.body.length) {
        transfer.answer.write(packet);
        this.#transfers.push(transfer);
      } else {
        transfer.answer.end(packet);
      }
    }
    if (this.#transfers.length) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

/** The host of one folder. */
export class Host {
  /** @type {Map<string, File | null>} */
  #files = new Map();
  /** @type {Exchange[]} */
  exchanges = [];
  #open = 0;
  #quietSince = 0;
  #isFirst = true;

  /**
   * @param {string} root
   * @param {Network} network
   * @param {{compressWasm: boolean, revalidate: boolean}} habits
   */
  constructor(root, network, habits) {
    this.root = resolve(root);
    this.network = network;
    this.habits = habits;
    this.line = new Line(network.rate);
    this.server = createServer((request, answer) => void this.#serve(request, answer));
  }

  /** @returns {Promise<string>} the address, on a free port */
  async open() {
    await new Promise((done) => this.server.listen(0, "127.0.0.1", () => done(null)));
    return `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (this.server.address()).port}`;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  /**
   * From now on over another line.
   * @param {Network} network
   */
  over(network) {
    this.network = network;
    this.line.rate = network.rate;
  }

  /** The next visit: its first request pays for the connection. */
  begin() {
    this.#isFirst = true;
    this.exchanges = [];
  }

  /** What went over the line since it was asked last. */
  account() {
    const exchanges = this.exchanges;
    const sent = this.line.sent;
    this.exchanges = [];
    this.line.sent = 0;
    return { bytes: sent, requests: exchanges.length, exchanges };
  }

  /** Waits until nothing has been asked for during half a second. */
  async quiet() {
    while (this.#open || performance.now() - this.#quietSince < 500) await pause(20);
  }

  /**
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} answer
   */
  async #serve(request, answer) {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname);
    const file = await this.#file(path);
    if (path.startsWith("/favicon")) return void answer.writeHead(204, { "cache-control": "max-age=3600" }).end();
    this.#open += 1;
    answer.on("close", () => {
      this.#open -= 1;
      this.#quietSince = performance.now();
    });
    const trips = this.#isFirst ? 3 : 1;
    this.#isFirst = false;
    await pause(trips * this.network.trip);
    const body = this.#head(request, answer, file);
    this.exchanges.push({ path, status: answer.statusCode, bytes: body.length });
    this.line.send({ answer, body, at: 0 });
  }

  /**
   * Writes the head, and says what follows.
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} answer
   * @param {File | null} file
   */
  #head(request, answer, file) {
    if (!file) {
      answer.writeHead(404);
      return Buffer.alloc(0);
    }
    const fresh = this.habits.revalidate ? { "cache-control": "no-cache" } : {};
    const kept = { etag: file.tag, "last-modified": PUBLISHED, ...fresh };
    if (request.headers["if-none-match"] === file.tag) {
      answer.writeHead(304, kept);
      return Buffer.alloc(0);
    }
    const body = file.packed ?? file.body;
    const encoded = file.packed ? { "content-encoding": "gzip" } : {};
    answer.writeHead(200, { "content-type": file.type, "content-length": body.length, ...kept, ...encoded });
    return body;
  }

  /**
   * The file at an address, read and compressed once.
   * @param {string} path
   */
  async #file(path) {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const file = await this.#read(path);
    this.#files.set(path, file);
    return file;
  }

  /**
   * @param {string} path
   * @returns {Promise<File | null>}
   */
  async #read(path) {
    let place = join(this.root, path);
    if (!place.startsWith(this.root + sep) && place !== this.root) return null;
    if (await stat(place).then((found) => found.isDirectory(), () => false)) place = join(place, "index.html");
    const body = await readFile(place).catch(() => null);
    if (!body) return null;
    const extension = extname(place);
    const type = TYPES.get(extension);
    const isCompressed = type !== undefined && extension !== "" && (extension !== ".wasm" || this.habits.compressWasm);
    const tag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
    return { type: type ?? "application/octet-stream", body, packed: isCompressed ? gzipSync(body, { level: 6 }) : null, tag };
  }
}
