// A snapshot and a passphrase in, an age v1 file out, and back: in a bundle of its own, fetched when somebody first uses a passphrase.
// The file opens with the `age` tool and others; https://age-encryption.org/v1

import { Decrypter, Encrypter } from "age-encryption";

/** @param {Blob} blob @param {string} passphrase @returns {Promise<Blob>} */
export async function lock(blob, passphrase) {
  const age = new Encrypter();
  age.setPassphrase(passphrase);
  return new Response(await age.encrypt(blob.stream())).blob();
}

/** Rejects when the passphrase is another, or the file was changed. @param {Blob} blob @param {string} passphrase @returns {Promise<Blob>} */
export async function unlock(blob, passphrase) {
  const age = new Decrypter();
  age.addPassphrase(passphrase);
  return new Response(await age.decrypt(blob.stream())).blob();
}
