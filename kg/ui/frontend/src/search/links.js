/**
 * Links from page to page, followed without loading the dashboard anew.
 *
 * Streamlit reads the address when the reader goes back or forward. A link is followed in the same
 * way: the address changes first, then Streamlit is told that it did. So Back and Forward work as
 * ever, and nothing depends on how Streamlit names its pages.
 */

const HELD = 4000;
const LONGEST = 30_000;
const HANDS = ["wheel", "keydown", "pointerdown"];

/** What scrolls is not the window but Streamlit's main part. */
const main = () => document.querySelector('[data-testid="stMain"]');

/** @param {string} pathname @returns {[string, string]} the folder it stands in, and its last part */
function parted(pathname) {
  const at = pathname.lastIndexOf("/");
  return [pathname.slice(0, at), pathname.slice(at + 1)];
}

/**
 * @param {string} href an address of ours
 * @param {string[]} pages
 * @returns {boolean} whether it was followed; if not, the browser has to
 */
export function go(href, pages) {
  const to = new URL(href, location.href);
  const [folder, page] = parted(to.pathname);
  if (to.origin !== location.origin || folder !== parted(location.pathname)[0]) return false;
  if (!pages.includes(page)) return false;
  if (to.pathname === location.pathname && to.search === location.search) return false;
  history.replaceState({ ...history.state, top: main()?.scrollTop ?? 0 }, "");
  history.pushState({}, "", to);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  if (to.hash) hold(reaching(decodeURIComponent(to.hash.slice(1))));
  else main()?.scrollTo({ top: 0 });
  return true;
}

/**
 * @param {string} id of a part of the page to come; the page that goes may have one of that name
 * @returns {() => boolean} brings it to the top; tells whether it is there
 */
function reaching(id) {
  const before = document.getElementById(id);
  return () => {
    const part = document.getElementById(id);
    if (part === null || part === before) return false;
    part.scrollIntoView();
    return true;
  };
}

/**
 * Keep the page at a place for a while: it is drawn in parts, and each part may move it. A reader
 * who moves it is let go at once.
 * @param {() => boolean} move tells whether the place is there yet
 */
function hold(move) {
  let until = performance.now() + LONGEST;
  let held = false;
  const letGo = () => (until = 0);
  for (const one of HANDS) document.addEventListener(one, letGo, { once: true, capture: true });
  const step = () => {
    if (performance.now() > until) return;
    if (move() && !held) {
      held = true;
      until = performance.now() + HELD;
    }
    setTimeout(step, 60);
  };
  step();
}

/**
 * Follow plain clicks on links to our pages; with a key held, or the middle button, the browser
 * opens its tab as always.
 * @param {() => string[]} pages
 * @returns {() => void} stops it
 */
export function follow(pages) {
  const clicked = (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
    if (!link?.href || link.hasAttribute("download") || !["", "_self"].includes(link.target)) return;
    if (go(link.href, pages())) event.preventDefault();
  };
  document.addEventListener("click", clicked);
  return () => document.removeEventListener("click", clicked);
}

// A reader who comes back finds the place again where they left the page. This listens as long as the
// dashboard is open: a panel is not there while Streamlit puts another page in place of the last.
window.addEventListener("popstate", (event) => {
  const top = event.isTrusted ? event.state?.top : 0;
  if (!top) return;
  hold(() => {
    main()?.scrollTo({ top });
    return Math.abs((main()?.scrollTop ?? 0) - top) < 1; // not before the page is that long
  });
});
