// A list of Markdown files as JSON on standard input, what an independent GFM parser finds in each on standard output.
// It shares no code with app/documents: micromark reads the text, and the two are compared by bench/gold.py.

import { readFileSync } from "node:fs";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";

const FENCE = /^(`{3,}|~{3,})/;
const FRONT = /^---\r?\n(?:[^\r\n]*\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const KEY = /^[A-Za-z_][\w .-]*\s*:(?:\s|$)/m;

const paths = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(Object.fromEntries(paths.map((path) => [path, found(text(path))]))));

/** The text without byte order mark; front matter is left as empty lines, so that every line keeps its number. */
function text(path) {
  const whole = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  const front = FRONT.exec(whole)?.[0] ?? "";
  return KEY.test(front) ? front.replace(/[^\r\n]/g, "") + whole.slice(front.length) : whole;
}

function found(source) {
  const out = { headings: [], tasks: [], fences: [], tables: [] };
  const tree = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const waiting = [tree];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    keep(out, node, source);
    for (const child of [...(node.children ?? [])].reverse()) waiting.push(child);
  }
  return out;
}

function keep(out, node, source) {
  const line = node.position?.start.line;
  if (node.type === "heading") out.headings.push([line, node.depth, words(node)]);
  else if (node.type === "listItem" && typeof node.checked === "boolean") out.tasks.push([line, node.checked, words(node.children[0])]);
  else if (node.type === "code" && FENCE.test(source.slice(node.position.start.offset))) out.fences.push([line, node.lang ?? ""]);
  else if (node.type === "table") out.tables.push([line, node.children[0].children.length, node.children.length - 1]);
}

/** Words without marks and tags, single spaces between them. */
function words(node) {
  return node ? toString(node, { includeHtml: false, includeImageAlt: true }).replace(/\s+/g, " ").trim() : "";
}
