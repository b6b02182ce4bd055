// Draws the PNG icons of the manifest from the same geometry as icon.svg, without any native part.
// Run by hand with `npm run icons` when the mark changes; the results are committed.
import { writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

const ground = [11, 107, 96];
const samples = 4;

/** Coverage of white and of the ground at a point of the 32 unit grid. */
function inkAt(x, y, { round, scale }) {
  const inside = (limit) => Math.abs(x - 16) <= limit && Math.abs(y - 16) <= limit;
  const corner = Math.hypot(Math.max(0, Math.abs(x - 16) - 8.5), Math.max(0, Math.abs(y - 16) - 8.5));
  const onGround = round ? inside(16) && corner <= 7.5 : true;
  if (!onGround) return [0, 0];
  const dx = (x - 16) / scale;
  const dy = (y - 16) / scale;
  const distance = Math.hypot(dx, dy);
  if (distance <= 3) return [1, 1];
  const cap = Math.min(Math.hypot(dx, dy + 8.5), Math.hypot(dx + 8.5, dy)) <= 1.5;
  if (cap) return [1, 1];
  if (Math.abs(distance - 8.5) > 1.5) return [1, 0];
  return dx < 0 && dy < 0 ? [1, 0.3] : [1, 1];
}

function draw(size, options) {
  const raw = Buffer.alloc(size * (1 + size * 4));
  for (let py = 0; py < size; py += 1) {
    for (let px = 0; px < size; px += 1) {
      let alpha = 0;
      let white = 0;
      for (let s = 0; s < samples * samples; s += 1) {
        const x = ((px + ((s % samples) + 0.5) / samples) / size) * 32;
        const y = ((py + (Math.floor(s / samples) + 0.5) / samples) / size) * 32;
        const [a, w] = inkAt(x, y, options);
        alpha += a;
        white += w;
      }
      const share = alpha === 0 ? 0 : white / alpha;
      const at = py * (1 + size * 4) + 1 + px * 4;
      for (const [index, value] of ground.entries())
        raw[at + index] = Math.round(value + (255 - value) * share);
      raw[at + 3] = Math.round((alpha / (samples * samples)) * 255);
    }
  }
  return raw;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
}

function png(size, options) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(draw(size, options), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const icons = [
  ["icon-180.png", 180, { round: false, scale: 1 }],
  ["icon-192.png", 192, { round: true, scale: 1 }],
  ["icon-512.png", 512, { round: true, scale: 1 }],
  // Everything that matters lies in the middle 80%, whatever shape the system cuts.
  ["icon-maskable-512.png", 512, { round: false, scale: 0.9 }],
];
for (const [name, size, options] of icons) {
  writeFileSync(new URL(`../public/icons/${name}`, import.meta.url), png(size, options));
}
