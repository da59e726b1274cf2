// The archive's two doors, in a bundle of their own: it is fetched when a person first brings or takes an archive.

export { readZip } from "./read.js";
export { writeZip } from "./write.js";
