/** Nodes of several shapes in one WebGL program: each shape is a distance to its edge. */

import { NodeProgram } from "sigma/rendering";
import { floatColor } from "sigma/utils";

const SHAPES = ["circle", "square", "hexagon", "diamond", "up", "down"];

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_rim;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec4 v_rim;
varying vec2 v_at;
varying float v_radius;
varying float v_shape;
const float bias = 255.0 / 254.0;
void main() {
  // A triangle wide enough for the corners of every shape and its rim.
  float size = a_size * u_correctionRatio / u_sizeRatio * 4.0;
  vec2 offset = 1.7 * size * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + offset, 1)).xy, 0, 1);
  v_at = offset;
  v_radius = size / 2.0;
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
  v_rim = a_rim;
  v_rim.a *= bias;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec4 v_rim;
varying vec2 v_at;
varying float v_radius;
varying float v_shape;
uniform float u_correctionRatio;
float triangle(vec2 p, float r) {
  const float k = 1.7320508;
  p.x = abs(p.x) - r;
  p.y = p.y + r / k;
  if (p.x + k * p.y > 0.0) p = vec2(p.x - k * p.y, -k * p.x - p.y) / 2.0;
  p.x -= clamp(p.x, -2.0 * r, 0.0);
  return -length(p) * sign(p.y);
}
float box(vec2 p, float r) {
  vec2 d = abs(p) - vec2(r);
  return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0);
}
float hexagon(vec2 p, float r) {
  const vec3 k = vec3(-0.8660254, 0.5, 0.5773503);
  p = abs(p.yx);
  p -= 2.0 * min(dot(k.xy, p), 0.0) * k.xy;
  p -= vec2(clamp(p.x, -k.z * r, k.z * r), r);
  return length(p) * sign(p.y);
}
float edge(vec2 p, float r) {
  if (v_shape < 0.5) return length(p) - r;
  if (v_shape < 1.5) return box(p, r * 0.82) - r * 0.06;
  if (v_shape < 2.5) return hexagon(p, r * 0.92);
  if (v_shape < 3.5) return box(vec2(p.x + p.y, p.y - p.x) * 0.7071, r * 0.82) - r * 0.06;
  if (v_shape > 4.5) p.y = -p.y;
  return triangle(p + vec2(0.0, r * 0.12), r * 1.06) - r * 0.08;
}
void main(void) {
  float pixel = u_correctionRatio * 2.0;
  float d = edge(v_at, v_radius);
  #ifdef PICKING_MODE
  if (d > pixel * 2.0) discard;
  gl_FragColor = v_color;
  #else
  // A rim in the colour of the ground keeps a node apart from the lines that end at it.
  vec4 inner = mix(v_color, v_rim, smoothstep(-pixel * 0.6, pixel * 0.6, d));
  gl_FragColor = mix(inner, vec4(0.0), smoothstep(pixel * 1.2, pixel * 2.2, d));
  #endif
}`;

const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = globalThis.WebGLRenderingContext ?? {};

export class ShapeProgram extends NodeProgram {
  getDefinition() {
    const colour = { size: 4, type: UNSIGNED_BYTE, normalized: true };
    return {
      VERTICES: 3,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS: ["u_sizeRatio", "u_correctionRatio", "u_matrix"],
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_color", ...colour },
        { name: "a_rim", ...colour },
        { name: "a_id", ...colour },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_angle", size: 1, type: FLOAT }],
      CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
    };
  }

  processVisibleItem(id, start, data) {
    const values = [
      data.x, data.y, data.size, SHAPES.indexOf(data.kind.shape),
      floatColor(data.color), floatColor(data.rim), id,
    ];
    values.forEach((value, i) => (this.array[start + i] = value));
  }

  setUniforms({ sizeRatio, correctionRatio, matrix }, { gl, uniformLocations }) {
    gl.uniform1f(uniformLocations.u_sizeRatio, sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio, correctionRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, matrix);
  }
}
