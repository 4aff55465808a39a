/** What the server has ready for a panel, by its address: always the same, so never asked twice. */

/** Nothing else is ever fetched. */
const OURS = /^panel\/[0-9a-f]{16}\.json$/;
/** So many are kept here, as read; the browser keeps more of them, as sent. */
const LAST = 6;
/** How long to wait for the page to run again and offer anew what was gone, in milliseconds. */
const WAITS = [500, 1500, 4000];

const kept = new Map();

/** @returns {Promise<Record<string, any>|null>} null: the server does not have it (any longer) */
async function fetched(address) {
  if (!OURS.test(address)) throw new Error(`not an address of ours: ${address}`);
  if (!kept.has(address)) {
    const found = await asked(address).catch(() => null);
    if (!found) return null;
    kept.set(address, unpacked(found));
  }
  const parts = kept.get(address);
  kept.delete(address); // to the end of the row
  kept.set(address, parts);
  if (kept.size > LAST) kept.delete(kept.keys().next().value);
  return parts;
}

async function asked(address) {
  const answer = await fetch(address);
  return answer.ok ? answer.json() : null;
}

const isTable = (one) => one?.constructor === Object && Object.values(one).every((column) => typeof column === "object");

/** Tables as columns of plain values; the server sends one of few values as these and places. */
function unpacked(payload) {
  const column = (one) => (Array.isArray(one) ? one : one.at.map((place) => one.values[place]));
  const table = (one) =>
    isTable(one)
      ? Object.fromEntries(Object.entries(one).map(([name, values]) => [name, column(values)]))
      : one;
  return Object.fromEntries(Object.entries(payload).map(([name, one]) => [name, table(one)]));
}

/** Fetches the parts of what a panel shows; of several that are asked for, only the last counts. */
export class Parcels {
  /** @param {{gone: () => void, failed: () => void}} panel `gone`: have the page run again */
  constructor(panel) {
    this.panel = panel;
    this.turn = 0;
  }

  /** @param {string[]} addresses @param {(parts: Record<string, any>[]) => void} arrived */
  async want(addresses, arrived) {
    this.turn += 1;
    const { turn } = this;
    for (const wait of [...WAITS, null]) {
      const parts = await Promise.all(addresses.map(fetched));
      if (turn !== this.turn) return;
      if (parts.every(Boolean)) return arrived(parts);
      if (wait === null) return this.panel.failed();
      this.panel.gone();
      await new Promise((done) => setTimeout(done, wait));
      if (turn !== this.turn) return;
    }
  }

  stop() {
    this.turn += 1;
  }
}
