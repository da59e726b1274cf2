// What a chosen file is instead of a snapshot in, the sentences that say so out.

import { Failure } from "./failure.js";
import { FORMAT, VERSION } from "./snapshot.js";

export const notASnapshot = () =>
  new Failure("not-a-snapshot", {
    what: "This is not a Sophie snapshot.",
    why: `It is JSON, but it does not say "format": "${FORMAT}".`,
    next: "Choose a file that Save snapshot wrote.",
  });

export const notJson = (/** @type {unknown} */ cause = undefined) =>
  new Failure("not-json", {
    what: "This is not a Sophie snapshot.",
    why: "It is not JSON, or it was cut or damaged after another tool re-wrote it.",
    next: "Choose a file that Save snapshot wrote, as it was written. Markdown is imported as a document.",
    cause,
  });

export const utf16 = () =>
  new Failure("utf-16", {
    what: "This file cannot be read.",
    why: "It is saved as UTF-16; snapshots are UTF-8.",
    next: "Open it in an editor, save it with the encoding UTF-8, and try again.",
  });

/** @param {Record<string, any>} top */
export const tooNew = ({ app, minReader }) =>
  new Failure("too-new", {
    what: "This snapshot needs a newer Sophie.",
    why: `It was written by Sophie ${app ?? "(unknown)"} and asks for a reader of version ${minReader}; this one is ${VERSION}.`,
    next: "Update Sophie, then import it again. The file is unchanged.",
  });

/** @param {number} size @param {number} most */
export const tooBig = (size, most) =>
  new Failure("too-big", {
    what: "This snapshot is too large to read.",
    why: `Another tool re-wrote it, so it must be read in one piece; it has ${Math.ceil(size / 1e6)} MB, and at most ${Math.floor(most / 1e6)} fit.`,
    next: "Use the file as Save snapshot wrote it.",
  });

export const tooDeep = () =>
  new Failure("too-big", {
    what: "This file was not read.",
    why: "It is nested deeper than any snapshot.",
    next: "Choose a file that Save snapshot wrote.",
  });
