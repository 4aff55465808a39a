/** Lets the days pass by themselves, until it is stopped. */

/** Eight steps in a second: quick, and each can still be seen. */
const BEAT = 125;

export class Player {
  /** @param {() => void} passed called at each step */
  constructor(passed) {
    this.passed = passed;
  }

  get on() {
    return this.timer !== undefined;
  }

  start() {
    this.timer ??= setInterval(this.passed, BEAT);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
