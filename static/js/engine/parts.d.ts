// What the engine's scripts are told by the build, and what they need of packages that say too little about themselves.

/** Each part by its content-hashed name; addresses are relative to the script that holds them. */
declare const PARTS: {
  /** The folder of Pyodide's own files. */
  runtime: string;
  /** Missing on the development server. The preface is base64. */
  image: { url: string; fetcher: string; preface: string } | null;
  app: string;
  site: string;
  /** The files of app/browser by path: Python that cannot be in the image. */
  edge: Record<string, string>;
};

declare module "pyodide/pyodide.mjs" {
  export const version: string;
  export function loadPyodide(options: Record<string, unknown>): Promise<import("./archives.js").Python>;
}

declare module "pyodide/pyodide.asm.mjs" {
  export default function createModule(settings: object): Promise<import("./image.js").Runtime>;
}

declare module "*.md" {
  const text: string;
  export default text;
}
