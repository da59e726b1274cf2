// Entries in, a ZIP archive's bytes out, written by hand so that it can lie as no packer would.

import { deflateRawSync, crc32 as sum } from "node:zlib";

const u16 = (n) => Buffer.from(Uint16Array.of(n).buffer);
const u32 = (n) => Buffer.from(Uint32Array.of(n >>> 0).buffer);

/** `size` and `crc` may be other than true; `flags` 1 says encrypted; `unix` is a file mode. */
export function archive(entries) {
  const parts = [];
  const contents = [];
  let at = 0;
  for (const { name, data = "", packed = false, flags = 0x800, unix = 0, ...lies } of entries) {
    const raw = Buffer.from(data);
    const bytes = packed ? deflateRawSync(raw) : raw;
    const path = Buffer.from(name);
    const about = [u16(20), u16(flags), u16(packed ? 8 : 0), u16(0), u16(33), u32(lies.crc ?? crc32(raw)), u32(bytes.length), u32(lies.size ?? raw.length), u16(path.length), u16(0)];
    const local = Buffer.concat([u32(0x04034b50), ...about, path, bytes]);
    contents.push(Buffer.concat([u32(0x02014b50), u16(0x031e), ...about, u16(0), u16(0), u16(0), u32(unix << 16), u32(lies.at ?? at), path]));
    parts.push(local);
    at += local.length;
  }
  const table = Buffer.concat(contents);
  const end = Buffer.concat([u32(0x06054b50), u16(0), u16(0), u16(entries.length), u16(entries.length), u32(table.length), u32(at), u16(0)]);
  return Buffer.concat([...parts, table, end]);
}

/** Node 20 has it only since a late release. @param {Buffer} bytes */
function crc32(bytes) {
  if (sum) return sum(bytes);
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ -1) >>> 0;
}
