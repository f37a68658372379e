// @ts-check
/**
 * A headless Chromium, spoken to over its DevTools pipe. Takes the folder of a profile, gives pages that can be opened and asked. Must not
 * know what is measured.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";

/** Runs in every page before its own scripts: waits for the first element of a kind. */
const WATCH = `globalThis.appearance = (selector) => new Promise((done) => {
  const look = () => document.querySelector(selector) && (observer.disconnect(), done(performance.now()));
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, attributes: true });
  look();
});`;

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--remote-debugging-pipe",
];

/** One run of Chromium, with one page. */
export class Browser {
  #asked = 0;
  /** @type {Map<number, {resolve(result: any): void, reject(error: Error): void}>} */
  #waiting = new Map();
  #rest = "";
  /** @type {string | undefined} */
  #session;

  /** @param {string} profile */
  constructor(profile) {
    const program = process.env.CHROMIUM ?? "chromium";
    this.process = spawn(program, [...FLAGS, `--user-data-dir=${profile}`], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    this.ended = once(this.process, "exit");
    const [, , , write, read] = /** @type {any[]} */ (this.process.stdio);
    this.write = write;
    read.setEncoding("utf8").on("data", (/** @type {string} */ text) => this.#receive(text));
  }

  /** Opens an empty page that believes it has the focus. */
  async start() {
    const { targetId } = await this.#call("Target.createTarget", { url: "about:blank" });
    this.#session = (await this.#call("Target.attachToTarget", { targetId, flatten: true })).sessionId;
    await this.#call("Page.enable");
    await this.#call("Emulation.setFocusEmulationEnabled", { enabled: true });
    await this.#call("Page.addScriptToEvaluateOnNewDocument", { source: WATCH });
  }

  /**
   * Goes to an address; done when the page begins to arrive.
   * @param {string} url
   */
  async go(url) {
    await this.#call("Page.navigate", { url });
  }

  /**
   * What an expression in the page gives, promised or at once.
   * @param {string} expression
   */
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.#call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /**
   * Presses the key of a letter, as the keyboard does.
   * @param {string} letter
   */
  async press(letter) {
    for (const type of ["keyDown", "keyUp"]) await this.#call("Input.dispatchKeyEvent", { type, text: type === "keyDown" ? letter : "", key: letter });
  }

  /** What Chromium calls itself. */
  async version() {
    return (await this.#call("Browser.getVersion")).product;
  }

  /** Ends it as a person would, so that the cache reaches the disk. */
  async close() {
    this.#session = undefined;
    this.#call("Browser.close").catch(() => {});
    await this.ended;
  }

  /**
   * @param {string} method
   * @param {object} params
   * @returns {Promise<any>}
   */
  #call(method, params = {}) {
    const id = ++this.#asked;
    this.write.write(`${JSON.stringify({ id, method, params, sessionId: this.#session })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** @param {string} text */
  #receive(text) {
    const messages = (this.#rest + text).split("\0");
    this.#rest = messages.pop() ?? "";
    for (const { id, result, error } of messages.map((message) => JSON.parse(message))) {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(new Error(error.message));
      else waiting?.resolve(result);
    }
  }
}
