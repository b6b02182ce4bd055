import { encode } from "uqr";

export interface QrCode {
  readonly size: number;
  /** One square per dark module, as an SVG path on a grid of `size`. */
  readonly path: string;
}

export function drawQr(link: string): QrCode {
  const { data, size } = encode(link, { border: 2 });
  const squares = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")));
  return { size, path: squares.join("") };
}
