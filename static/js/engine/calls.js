// Python's answering function in, a channel to the page out: one message each way, without a stop in the frame between them.

/** @typedef {{id: number, text: string, bytes?: ArrayBuffer | null}} Call */
/** @typedef {(text: string, bytes: Uint8Array | null) => [string, Uint8Array | null]} Handle app/browser/channel.py */

/** What Python calls when it is ready; the frame hands the port on to the page. @param {() => {boot: string, reason: string}} started @returns {(handle: Handle) => void} */
export const serve = (started) => (handle) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => answer(port1, handle, data);
  self.postMessage({ sophie: "ready", ...started() }, { transfer: [port2] });
};

/** @param {MessagePort} port @param {Handle} handle @param {Call} call */
function answer(port, handle, { id, text, bytes }) {
  try {
    const [reply, data] = handle(text, bytes ? new Uint8Array(bytes) : null);
    const buffer = data ? data.slice().buffer : null;
    port.postMessage({ id, text: reply, bytes: buffer }, buffer ? [buffer] : []);
  } catch (error) {
    // Python answers every call, even a failed one; here Python itself is gone, and would answer nothing from now on.
    port.postMessage({ event: "failed", what: `Python stopped. ${sentence(error)}` });
  }
}

/** @param {unknown} error */
const sentence = (error) => String((error instanceof Error && error.message) || error || "").split("\n")[0];
