/** Tells news of the server from the echo of what it was told by the panel itself. */

export class Echo {
  constructor() {
    /** @type {string|undefined} what the server said last */ this.given = undefined;
    /** @type {string[]} what it was told and has not answered yet */ this.told = [];
  }

  /** What the server has, or will have once it has heard all. */
  get last() {
    return this.told.length ? this.told.at(-1) : this.given;
  }

  /** @param {string} value @returns {boolean} whether the server doesn't know it yet */
  tell(value) {
    if (value === this.last) return false;
    this.told.push(value);
    return true;
  }

  /** @param {string} value @returns {boolean} whether it is news */
  hear(value) {
    if (value === this.given) return false;
    this.given = value;
    const at = this.told.lastIndexOf(value);
    this.told = at < 0 ? [] : this.told.slice(at + 1);
    return at < 0;
  }
}
