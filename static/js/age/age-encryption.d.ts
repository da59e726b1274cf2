// What is used of the library: its own types want a newer TypeScript library than the page is checked with.

declare module "age-encryption" {
  export class Encrypter {
    setPassphrase(passphrase: string): void;
    setScryptWorkFactor(logN: number): void;
    encrypt(file: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
  }
  export class Decrypter {
    addPassphrase(passphrase: string): void;
    decrypt(file: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
  }
}
