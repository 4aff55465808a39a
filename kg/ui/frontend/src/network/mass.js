/**
 * Thousands of nodes and lines at once, by WebGL: each frame only tells the card where the camera
 * is. It draws what needs no care; what stands out, and the names, are drawn over it on canvas.
 */

import { mixed } from "../shared/theme.js";

/** More nodes than these are drawn so. */
export const MASS = 1200;

const VERTEX = `
attribute vec2 at; attribute vec3 colour; attribute float radius;
uniform vec3 camera; uniform vec2 size; uniform float grown, ratio;
varying vec3 tint;
void main() {
  vec2 shown = at * camera.z + camera.xy;
  gl_Position = vec4(shown / size * vec2(2.0, -2.0) + vec2(-1.0, 1.0), 0.0, 1.0);
  gl_PointSize = max(radius * grown * 2.0 * ratio, 2.0);
  tint = colour;
}`;
const FRAGMENT = `
precision mediump float;
varying vec3 tint;
uniform float points;
void main() {
  if (points > 0.5 && distance(gl_PointCoord, vec2(0.5)) > 0.5) discard;
  gl_FragColor = vec4(tint, 1.0);
}`;

export class Mass {
  /** @param {HTMLCanvasElement} canvas; throws where there is no WebGL */
  constructor(canvas) {
    this.canvas = canvas;
    this.gl = canvas.getContext("webgl", { antialias: true, alpha: true, premultipliedAlpha: false });
    if (!this.gl) throw new Error("no WebGL");
    const { gl } = this;
    this.program = gl.createProgram();
    for (const [type, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
      const shader = gl.createShader(type);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(this.program, shader);
    }
    gl.linkProgram(this.program);
    gl.useProgram(this.program);
    this.buffers = { lines: gl.createBuffer(), nodes: gl.createBuffer() };
  }

  /** Take over places and colours; lines have one, since of so many no channel can be told. */
  fill(graph, theme) {
    const line = mixed(theme.back, theme.text, 0.16);
    const rows = { lines: [], nodes: [] };
    const put = (to, { x, y }, colour, r) => {
      const [red, green, blue] = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16) / 255);
      to.push(x, y, red, green, blue, r);
    };
    for (const link of graph.links) {
      if (!link.shown) continue;
      put(rows.lines, link.a, line, 1);
      put(rows.lines, link.b, line, 1);
    }
    for (const node of [...graph.nodes].sort((a, b) => a.r - b.r)) put(rows.nodes, node, theme.hues[node.kind.hue], node.r);
    for (const [name, buffer] of Object.entries(this.buffers)) {
      this.gl.bindBuffer(this.gl.ARRAY_BUFFER, buffer);
      this.gl.bufferData(this.gl.ARRAY_BUFFER, new Float32Array(rows[name]), this.gl.STATIC_DRAW);
    }
    this.counts = { lines: rows.lines.length / 6, nodes: rows.nodes.length / 6 };
  }

  draw(camera, width, height) {
    const { gl, program, canvas } = this;
    const ratio = window.devicePixelRatio || 1;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    gl.viewport(0, 0, w, h);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const set = (name, ...values) => gl[`uniform${values.length}f`](gl.getUniformLocation(program, name), ...values);
    set("camera", camera.x, camera.y, camera.k);
    set("size", width, height);
    set("grown", camera.grown);
    set("ratio", ratio);
    for (const [name, mode] of [["lines", gl.LINES], ["nodes", gl.POINTS]]) {
      set("points", name === "nodes" ? 1 : 0);
      gl.bindBuffer(gl.ARRAY_BUFFER, this.buffers[name]);
      [["at", 2, 0], ["colour", 3, 8], ["radius", 1, 20]].forEach(([attribute, count, offset]) => {
        const place = gl.getAttribLocation(program, attribute);
        gl.enableVertexAttribArray(place);
        gl.vertexAttribPointer(place, count, gl.FLOAT, false, 24, offset);
      });
      gl.drawArrays(mode, 0, this.counts[name]);
    }
  }
}
