// Written into the page's bundle by the build.

declare const STARTERS: Record<string, string>;
