/**
 * Where a place is on the panel. Areas are true: Equal Earth for the world, and Lambert's
 * azimuthal projection around its middle for a part of it.
 */

import { geoAzimuthalEqualArea, geoCircle, geoDistance, geoEqualEarth, geoPath } from "d3-geo";
import { calm } from "../shared/dom.js";

/** Radius of the Earth in metres. */
export const EARTH = 6_371_008;
/** Pixels per radian that paths are made for; the canvas brings them to the size of the moment. */
const SCALE = 1000;
/** The seam of the world lies in the Bering Strait, where it cuts next to no land. */
const MIDDLE = 11;
/** What is wider than this (in radians) is a world map. */
const WIDE = 1.7;
/** A part that is moved farther than this is drawn anew around its new middle. */
const ASTRAY = 0.15;
/** Nearer, coasts would be nothing but their own errors. */
const NEAREST = 30_000;
/** Of less than this (in radians) nobody would see where in the world it is. */
const LEAST = 0.15;
const DEGREE = Math.PI / 180;

export class Chart {
  /** @param {() => void} moved called after each change */
  constructor(moved) {
    this.moved = moved;
    this.width = 0;
    this.height = 0;
    /** How often the reader has moved: until then, new data shows its own part of the world. */
    this.moves = 0;
    this.anchor({ world: true, at: [MIDDLE, 20] });
    this.scale = 200;
    this.shift = [0, 0];
  }

  /** Draw around a point; what is in the middle of the panel stays there. */
  anchor({ world, at }) {
    const middle = this.width ? this.middle() : null;
    this.world = world;
    this.at = world ? [MIDDLE, 0] : at;
    this.plane = world
      ? geoEqualEarth().rotate([-MIDDLE, 0])
      : geoAzimuthalEqualArea().rotate([-at[0], -at[1]]).clipAngle(130);
    this.plane.scale(SCALE).translate([0, 0]).precision(0.4);
    this.paths = new Map();
    if (middle) this.centre(middle);
  }

  /** @param {number} width @param {number} height CSS pixels */
  resize(width, height) {
    const middle = this.width ? this.middle() : null;
    if (this.width) this.scale *= width / this.width;
    Object.assign(this, { width, height });
    if (middle) this.centre(middle);
  }

  centre([lon, lat]) {
    const [x, y] = this.plane([lon, lat]);
    const k = this.scale / SCALE;
    this.shift = [this.width / 2 - x * k, this.height / 2 - y * k];
  }

  /** @returns {[number, number]} longitude and latitude in the middle of the panel */
  middle() {
    const k = this.scale / SCALE;
    const found = this.plane.invert([
      (this.width / 2 - this.shift[0]) / k,
      (this.height / 2 - this.shift[1]) / k,
    ]);
    const some = found?.every(Number.isFinite) && Math.abs(found[1]) <= 90;
    return some ? found : this.at;
  }

  /** @returns {[number, number]|null} pixels; null beyond what the projection shows */
  pixel(point) {
    if (!this.world && geoDistance(point, this.at) > 130 * DEGREE) return null;
    const [x, y] = this.plane(point);
    const k = this.scale / SCALE;
    return [x * k + this.shift[0], y * k + this.shift[1]];
  }

  /** @param {number} metres @returns {number} pixels, which areas keep */
  pixels(metres) {
    return (metres / EARTH) * this.scale;
  }

  /** A projection to pixels as they are now, cut off a little outside of the panel. */
  projection(margin = 0) {
    const [x, y] = this.shift;
    const own = this.world
      ? geoEqualEarth().rotate([-MIDDLE, 0])
      : geoAzimuthalEqualArea().rotate([-this.at[0], -this.at[1]]).clipAngle(130);
    return own.scale(this.scale).translate([x, y]).precision(0.5)
      .clipExtent([[-margin, -margin], [this.width + margin, this.height + margin]]);
  }

  /** @returns {Path2D} something of the globe in the plane; made once for each name */
  path(name, shape) {
    if (!this.paths.has(name)) {
      const path = new Path2D();
      geoPath(this.plane, path)(shape);
      this.paths.set(name, path);
    }
    return this.paths.get(name);
  }

  /** @param {CanvasRenderingContext2D} ctx as the plane lies on the panel now */
  onPlane(ctx, draw) {
    const k = this.scale / SCALE;
    ctx.save();
    ctx.translate(...this.shift);
    ctx.scale(k, k);
    draw(k);
    ctx.restore();
  }

  /** @param {[number, number]} point @param {number} metres @returns {object} GeoJSON */
  circle(point, metres) {
    return geoCircle().center(point).radius(metres / EARTH / DEGREE).precision(6)();
  }

  /** Where all the points are seen, with room around them. */
  fitted(places, margin = 46) {
    if (!places.length) return this.whole();
    const at = middleOf(places.map(({ point }) => point));
    const part = this.boxed(geoAzimuthalEqualArea().rotate([-at[0], -at[1]]), places, margin);
    if (this.width / part.scale < WIDE) return { ...part, world: false };
    return { ...this.boxed(geoEqualEarth().rotate([-MIDDLE, 0]), places, margin), world: true };
  }

  boxed(projection, places, margin) {
    projection.scale(1).translate([0, 0]);
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const { point, accuracy } of places) {
      const [x, y] = projection(point);
      const r = Math.max(accuracy, 20_000) / EARTH;
      [left, right] = [Math.min(left, x - r), Math.max(right, x + r)];
      [top, bottom] = [Math.min(top, y - r), Math.max(bottom, y + r)];
    }
    const wide = (this.width - 2 * margin) / Math.max(right - left, LEAST);
    const high = (this.height - 2 * margin) / Math.max(bottom - top, LEAST * 0.6);
    const scale = Math.min(wide, high);
    return { at: projection.invert([(left + right) / 2, (top + bottom) / 2]), scale };
  }

  /** What is seen, for an address: latitude and longitude of the middle, degrees across. */
  told() {
    const [lon, lat] = this.middle();
    return [lat, lon, this.width / this.scale / DEGREE].map((one) => one.toFixed(2)).join(",");
  }

  /** @param {string} [told] @returns {object|null} for `glide`; null for what tells no place */
  seen(told) {
    const [lat, lon, across] = (told ?? "").split(",").map(Number);
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && across > 0)) return null;
    const scale = this.width / (across * DEGREE);
    return { at: [lon, lat], scale, world: this.width / scale > WIDE };
  }

  /** The whole world. */
  whole() {
    const scale = Math.min((this.width - 16) / 5.42, (this.height - 16) / 2.64);
    return { at: [MIDDLE, 0], scale, world: true };
  }

  held(scale) {
    return Math.min(Math.max(scale, this.whole().scale * 0.9), NEAREST);
  }

  pan(x, y) {
    this.moves += 1;
    this.shift = [this.shift[0] + x, this.shift[1] + y];
    this.moved();
  }

  /** @param {number} factor over 1 goes nearer @param {number} x @param {number} y stay put */
  zoom(factor, x = this.width / 2, y = this.height / 2) {
    this.moves += 1;
    const scale = this.held(this.scale * factor);
    const by = scale / this.scale;
    this.scale = scale;
    this.shift = [x - (x - this.shift[0]) * by, y - (y - this.shift[1]) * by];
    this.moved();
  }

  /** Go there in a third of a second, so that the eye can follow. */
  glide({ at, scale, world }) {
    this.stop();
    this.anchor({ world: world ?? this.world, at });
    const end = this.held(scale);
    const [x, y] = this.pixel(at);
    // The point that comes to the middle, and where it is now.
    const [fromX, fromY, from] = [x, y, this.scale];
    const put = (part) => {
      const now = from * (end / from) ** part;
      const [toX, toY] = [this.width / 2, this.height / 2];
      const [px, py] = this.plane(at);
      this.scale = now;
      const k = now / SCALE;
      this.shift = [fromX + (toX - fromX) * part - px * k, fromY + (toY - fromY) * part - py * k];
      this.moved();
    };
    if (calm()) return put(1);
    const began = performance.now();
    const step = (time) => {
      const part = Math.min((time - began) / 300, 1);
      put(1 - (1 - part) ** 3);
      if (part < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  /** At once, for a first picture. */
  jump({ at, scale, world }) {
    this.stop();
    this.anchor({ world, at });
    this.scale = this.held(scale);
    this.centre(at);
    this.moved();
  }

  /** The reader has come to rest: take the projection that suits what is seen now. */
  settle() {
    const [lon, lat] = this.middle();
    const world = this.width / this.scale > WIDE;
    if (world) {
      // The world can't be lost out of sight.
      const held = [Math.min(Math.max(lon, MIDDLE - 150), MIDDLE + 150), Math.min(Math.max(lat, -70), 70)];
      if (!this.world) this.anchor({ world, at: [MIDDLE, 0] });
      if (this.scale <= this.whole().scale * 1.02) this.centre([MIDDLE, 0]);
      else if (held[0] !== lon || held[1] !== lat) this.centre(held);
    } else if (this.world || geoDistance([lon, lat], this.at) > ASTRAY) {
      this.anchor({ world, at: [lon, lat] });
    }
  }

  stop() {
    cancelAnimationFrame(this.frame);
  }
}

/** The middle of points on the globe. */
function middleOf(points) {
  let [x, y, z] = [0, 0, 0];
  for (const [lon, lat] of points) {
    x += Math.cos(lat * DEGREE) * Math.cos(lon * DEGREE);
    y += Math.cos(lat * DEGREE) * Math.sin(lon * DEGREE);
    z += Math.sin(lat * DEGREE);
  }
  return [Math.atan2(y, x) / DEGREE, Math.atan2(z, Math.hypot(x, y)) / DEGREE];
}
