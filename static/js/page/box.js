// The editor's text box and what it holds: all of a text, or the part of a long one around a line. A box with a megabyte takes seconds for a key.

import { countLines, partAt, startOf } from "./parts.js";

export class Box {
  /** @param {HTMLTextAreaElement} field */
  constructor(field) {
    this.field = field;
    /** What stands before and after the part that is in the box. */
    this.before = "";
    this.after = "";
  }

  /** Put the text in the box, or its part around this line. @param {string} text @param {number} line */
  hold(text, line) {
    const { from, to } = partAt(text, line);
    this.before = text.slice(0, from);
    this.after = text.slice(to);
    this.field.value = text.slice(from, to);
  }

  get text() {
    return this.before + this.field.value + this.after;
  }

  get isPart() {
    return this.before !== "" || this.after !== "";
  }

  /** The first line in the box. */
  get first() {
    return countLines(this.before);
  }

  /** The last line in the box. */
  get last() {
    return this.first + countLines(this.field.value) - 1;
  }

  /** The line of the caret. */
  get line() {
    return this.first + countLines(this.field.value.slice(0, this.field.selectionStart)) - 1;
  }

  /** Select a line and bring it into sight. @param {number} line @returns {boolean} whether another part is in the box now */
  select(line) {
    const { field } = this;
    const moved = line < this.first || line > this.last;
    if (moved) this.hold(this.text, line);
    const from = startOf(field.value, line - this.first + 1);
    const end = field.value.indexOf("\n", from);
    field.setSelectionRange(from, end < 0 ? field.value.length : end);
    // Browsers scroll to the caret when the focus comes, not when the caret moves.
    field.blur();
    field.focus();
    return moved;
  }
}
