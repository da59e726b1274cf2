// Written into the page's bundle by the build.

declare const STARTERS: Record<string, string>;

/** The address of the worker that reads whole logs and files. */
declare const KEEP: string;
