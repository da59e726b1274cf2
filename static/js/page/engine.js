// The Python engine as the page sees it: start, call with a deadline, kill, start again. It holds no data of its own.

/** @typedef {{status: string, [key: string]: any}} Reply */
/** @typedef {{reply: Reply, bytes: ArrayBuffer | null}} Answer */

/** Milliseconds. A start downloads 10 MB on a first visit: the frame reports progress, this is the wait without any sign of life. */
export const DEADLINES = { start: 20_000, gesture: 10_000, import: 120_000, apply: 30_000, ping: 2_000 };

/** The engine did not answer in time, or died; the message is a sentence. `start`: it never answered at all. */
export class EngineGone extends Error {
  /** @param {string} what @param {"" | "refused" | "late"} [start] */
  constructor(what, start = "") {
    super(what);
    this.start = start;
  }
}

/** It was gone before this call: whoever called is not to blame. */
export class EngineAbsent extends EngineGone {}

/** Wait for the frame's greeting, then hand it one end of a channel. @param {HTMLIFrameElement} frame @param {AbortSignal} signal @returns {Promise<MessagePort>} */
function connect(frame, signal) {
  return new Promise((resolve) => {
    addEventListener(
      "message",
      (event) => {
        if (event.origin !== location.origin || event.source !== frame.contentWindow || event.data !== "engine-here") return;
        const { port1, port2 } = new MessageChannel();
        frame.contentWindow?.postMessage("port", location.origin, [port2]);
        resolve(port1);
      },
      { signal },
    );
  });
}

export class Engine {
  /** @param {string} address of engine.html */
  constructor(address) {
    this.address = address;
    /** "image" or "plain", and why. */
    this.boot = "";
    this.reason = "";
    /** @type {HTMLIFrameElement | null} */
    this.frame = null;
    /** The frame's end: its start, and how it ended. @type {MessagePort | null} */
    this.port = null;
    /** Python's end. @type {MessagePort | null} */
    this.calls = null;
    /** @type {Map<number, {resolve: (answer: Answer) => void, reject: (error: Error) => void}>} */
    this.waiting = new Map();
    this.asked = 0;
    this.gone = new AbortController();
  }

  /** A new frame in place of the old one; waits until its Python answers. @returns {Promise<void>} @throws {EngineGone} */
  async start() {
    this.kill("The engine was started again.");
    this.gone = new AbortController();
    const frame = document.createElement("iframe");
    Object.assign(frame, { src: this.address, hidden: true, title: "Sophie engine", tabIndex: -1 });
    frame.setAttribute("aria-hidden", "true");
    this.frame = frame;
    const connected = connect(frame, this.gone.signal);
    document.body.append(frame);
    const late = new EngineGone("The engine did not start within 20 seconds.", "late");
    await this.#within(DEADLINES.start, late, (resolve, reject, again) => {
      connected.then((port) => {
        this.port = port;
        port.onmessage = (event) => this.#hear(event, { started: () => resolve(undefined), failed: reject, again });
      });
    });
  }

  /**
   * @param {Record<string, unknown>} request @param {number} deadline ms @param {ArrayBuffer | null} [bytes]
   * @returns {Promise<Answer>} @throws {EngineGone}
   */
  async call(request, deadline, bytes = null) {
    const { calls } = this;
    if (!calls) throw new EngineAbsent("The engine is not running.");
    const id = ++this.asked;
    try {
      const late = new EngineGone(`The engine did not answer within ${deadline / 1000} seconds.`);
      return await this.#within(deadline, late, (resolve, reject) => {
        this.waiting.set(id, { resolve, reject });
        calls.postMessage({ id, text: JSON.stringify(request), bytes }, bytes ? [bytes] : []);
      });
    } finally {
      this.waiting.delete(id);
    }
  }

  /** Whether there is somebody to ask. */
  get isThere() {
    return this.calls !== null;
  }

  /** Remove the frame; every open call ends with EngineGone. @param {string} why */
  kill(why) {
    this.gone.abort();
    this.port?.close();
    this.calls?.close();
    this.port = this.calls = null;
    this.frame?.remove();
    this.frame = null;
    for (const { reject } of this.waiting.values()) reject(new EngineGone(why));
    this.waiting.clear();
  }

  /** @param {MessageEvent} event @param {{started: () => void, failed: (error: Error) => void, again: () => void}} start */
  #hear({ data, ports }, { started, failed, again }) {
    if (data.event === "progress") again();
    else if (data.event === "ready") {
      this.boot = data.boot;
      this.reason = data.reason ?? "";
      this.calls = /** @type {MessagePort} */ (ports[0]);
      this.calls.onmessage = (event) => this.#answered(event.data);
      started();
    } else {
      failed(new EngineGone(data.what, "refused"));
      this.kill(data.what);
    }
  }

  /** @param {{id: number, text: string, bytes: ArrayBuffer | null} | {event: "failed", what: string}} data */
  #answered(data) {
    if ("event" in data) this.kill(data.what);
    else this.waiting.get(data.id)?.resolve({ reply: JSON.parse(data.text), bytes: data.bytes });
  }

  /**
   * A promise of our own with a deadline: after a hang or a fatal error the worker's promises never settle.
   * @template T @param {number} ms @param {EngineGone} late
   * @param {(resolve: (value: T) => void, reject: (error: Error) => void, again: () => void) => void} work `again`: a sign of life, the wait begins anew
   * @returns {Promise<T>}
   */
  #within(ms, late, work) {
    return new Promise((resolve, reject) => {
      const end = () => {
        reject(late);
        this.kill(late.message);
      };
      let timer = setTimeout(end, ms);
      const again = () => {
        clearTimeout(timer);
        timer = setTimeout(end, ms);
      };
      const ended = (/** @type {() => void} */ settle) => {
        clearTimeout(timer);
        settle();
      };
      work((value) => ended(() => resolve(value)), (error) => ended(() => reject(error)), again);
    });
  }
}
