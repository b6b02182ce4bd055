import { createAvatar } from "@dicebear/core";
import * as thumbs from "@dicebear/thumbs";

// 64 built-in pictures from their names. As data URLs in <img>, because inlined SVGs would share their ids.

// Face and the darker ground behind it.
const colours: readonly (readonly [string, string])[] = [
  ["0f8376", "0a5a51"],
  ["5b8c1a", "3d6110"],
  ["c2620c", "8a4206"],
  ["c7286b", "8c1749"],
  ["7c4ddb", "5430a0"],
  ["2f6fe0", "1c4aa0"],
  ["0e85a3", "095b70"],
  ["94603e", "664028"],
];
const drawn = new Map<string, string>();

export function drawAvatar(name: string): string {
  const known = drawn.get(name);
  if (known !== undefined) return known;
  const number = Number(/^a(\d{1,2})$/.exec(name)?.[1] ?? 0);
  const [face, ground] = colours[number % colours.length] ?? ["0f8376", "0a5a51"];
  const picture = createAvatar(thumbs, {
    seed: `thumb ${number}`,
    size: 64,
    // Colours go by the number, so that neighbours are never alike; the features go by the seed.
    shapeColor: [face],
    backgroundColor: [ground],
    eyesColor: ["ffffff"],
    mouthColor: ["ffffff"],
  }).toDataUri();
  drawn.set(name, picture);
  return picture;
}
