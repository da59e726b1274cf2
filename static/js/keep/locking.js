// A file that may be locked with a passphrase in, the snapshot in it out, in sentences when it cannot be opened.

import { Failure } from "../log/failure.js";

const MAGIC = "age-encryption.org/v1\n";
const NO_PART = { what: "Nothing was locked or unlocked.", why: "The part of Sophie that does it could not be fetched.", next: "Connect once, then try again." };

/** @param {Blob} file @returns {Promise<boolean>} */
export const isLocked = async (file) => (await file.slice(0, MAGIC.length).text()) === MAGIC;

/** @param {Blob} file @param {string} passphrase @returns {Promise<Blob>} the file itself when it is not locked */
export async function opened(file, passphrase) {
  if (!(await isLocked(file))) return file;
  if (!passphrase) throw new Failure("locked", { what: "This snapshot is locked.", why: "It was saved with a passphrase.", next: "Type the passphrase and open it." });
  const age = await part();
  try {
    return await age.unlock(file, passphrase);
  } catch (cause) {
    throw new Failure("locked", { what: "This snapshot was not opened.", ...reasonOf(String(cause)), cause });
  }
}

/** @param {string} cause */
function reasonOf(cause) {
  if (/work factor/i.test(cause)) return { why: "It asks for far more work than any passphrase of Sophie or age does: such a file is made to keep a device busy.", next: "Do not open it; ask whoever sent it for another." };
  if (/no identity|passphrase|match/i.test(cause)) return { why: "The passphrase is another one.", next: "Try again; nobody can restore a lost passphrase." };
  return { why: "The file was changed or cut since it was saved.", next: "Use another copy of it." };
}

/** @param {Blob} file @param {string} passphrase "" leaves it as it is @returns {Promise<Blob>} */
export const locked = async (file, passphrase) => (passphrase ? (await part()).lock(file, passphrase) : file);

async function part() {
  try {
    return await import("#age");
  } catch (cause) {
    throw new Failure("locked", { ...NO_PART, cause });
  }
}
