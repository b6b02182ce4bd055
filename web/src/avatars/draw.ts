import { createAvatar } from "@dicebear/core";
import * as thumbs from "@dicebear/thumbs";

// 64 built-in pictures from their names. As data URLs in <img>, because inlined SVGs would share their ids.

const backgrounds = ["0f766e", "4d7c0f", "b45309", "be185d", "6d28d9", "1d4ed8", "0e7490", "57534e"];
const shapes = ["f3e9dc", "d9f2ec", "fde2e4", "e3e7fb"];
const drawn = new Map<string, string>();

export function drawAvatar(name: string): string {
  const known = drawn.get(name);
  if (known !== undefined) return known;
  const number = Number(/^a(\d{1,2})$/.exec(name)?.[1] ?? 0);
  const picture = createAvatar(thumbs, {
    seed: `thumb ${number}`,
    size: 64,
    // Ground and face colours are chosen by the number, so that no two of the 64 are alike by chance.
    backgroundColor: [backgrounds[number % 8] ?? "0f766e"],
    shapeColor: [shapes[Math.floor(number / 8) % 4] ?? "f3e9dc"],
    eyesColor: ["1c1d1a"],
    mouthColor: ["1c1d1a"],
  }).toDataUri();
  drawn.set(name, picture);
  return picture;
}
