/** Land, and nothing that anybody could hold against a state: no border, no fill for a country. */

import { geoPath } from "d3-geo";
import { feature } from "topojson-client";
import coarse from "world-atlas/land-110m.json";
import fine from "world-atlas/land-50m.json";

/** From so many pixels per radian on, the coarse coast is seen to be coarse. */
const FINE = 320;
/** A picture is drawn so much wider than the panel, so that a short way shows no end of it. */
const MARGIN = 160;

const shapes = new Map();
/** @returns {object} GeoJSON, made when first asked for: the fine one takes a moment */
function shape(topology) {
  if (!shapes.has(topology)) shapes.set(topology, feature(topology, topology.objects.land));
  return shapes.get(topology);
}

export class Land {
  /** @param {import("./chart.js").Chart} chart */
  constructor(chart) {
    this.chart = chart;
    /** The fine coast for one moment of the chart, in pixels of that moment. */
    this.still = null;
  }

  /** The chart rests: the fine coast is worth its time now. */
  settle() {
    const { chart } = this;
    this.still = null;
    if (chart.scale < FINE) return;
    const path = new Path2D();
    geoPath(chart.projection(MARGIN), path)(shape(fine));
    const { plane, scale, shift, width, height } = chart;
    this.still = { path, plane, scale, shift: [...shift], width, height };
  }

  /** @param {CanvasRenderingContext2D} ctx @param {import("../shared/theme.js").Theme} theme */
  paint(ctx, theme) {
    const { chart, still } = this;
    ctx.fillStyle = theme.land;
    if (still && this.covers()) {
      const k = chart.scale / still.scale;
      ctx.save();
      ctx.translate(chart.shift[0] - still.shift[0] * k, chart.shift[1] - still.shift[1] * k);
      ctx.scale(k, k);
      ctx.fill(still.path);
      ctx.restore();
      return;
    }
    chart.onPlane(ctx, () => ctx.fill(chart.path("land", shape(coarse))));
  }

  /** Whether all of the panel lies in the fine picture, and not too far below its size. */
  covers() {
    const { chart, still } = this;
    if (still.plane !== chart.plane) return false;
    const k = chart.scale / still.scale;
    const left = (-MARGIN - still.shift[0]) * k + chart.shift[0];
    const top = (-MARGIN - still.shift[1]) * k + chart.shift[1];
    const right = (still.width + MARGIN - still.shift[0]) * k + chart.shift[0];
    const bottom = (still.height + MARGIN - still.shift[1]) * k + chart.shift[1];
    return left <= 0 && top <= 0 && right >= chart.width && bottom >= chart.height;
  }

  /** Into any context, for a picture to keep. */
  draw(ctx, theme) {
    const { chart } = this;
    ctx.fillStyle = theme.land;
    ctx.beginPath();
    geoPath(chart.projection(2), ctx)(shape(chart.scale < FINE ? coarse : fine));
    ctx.fill();
  }
}
