// "lock" or "unlock", a passphrase, a file in and a file out: what the page does with a passphrase, for tests that hold other age tools beside it.

import { openAsBlob } from "node:fs";
import { writeFile } from "node:fs/promises";
import { lock, unlock } from "../../static/js/age/main.js";

const [, , act, passphrase = "", from = "", to = ""] = process.argv;
const made = await (act === "lock" ? lock : unlock)(await openAsBlob(from), passphrase);
await writeFile(to, Buffer.from(await made.arrayBuffer()));
