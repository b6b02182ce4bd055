import { fileBytesMost, type Picture, pixelsMost, uploadBytes } from "./picture";
import { isAnimatedGif, pictureSize, pictureType, type Size } from "./sniff";

// Every picture is drawn anew before it leaves this browser: what a camera writes beside the pixels (place,
// time, device) stays here. Loaded when the first picture is attached.

export type Prepared =
  | { readonly ok: true; readonly picture: Picture }
  | { readonly ok: false; readonly problem: string };

/** Longest side of what is sent; a screen shows no more. */
const sideMost = 2560;
/** An animation cannot be drawn anew: it stays as it is, if it is small. */
const animationBytes = 2 * 1024 * 1024;
const headBytes = 256 * 1024;

const failed = (problem: string): Prepared => ({ ok: false, problem });

/** The size within `most` on both sides, never larger than it was, never below one pixel. */
export function fitWithin({ width, height }: Size, most: number): Size {
  const scale = Math.min(1, most / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** What to try, best first: until one of them is small enough. */
export const attempts: readonly { readonly side: number; readonly quality: number }[] = [
  { side: sideMost, quality: 0.86 },
  { side: sideMost, quality: 0.7 },
  { side: 1600, quality: 0.7 },
  { side: 1024, quality: 0.6 },
];

export function refusalOf(type: string | null, size: Size | null, bytes: number): string | null {
  if (bytes > fileBytesMost) return "This file is too large.";
  if (type === null) return "Only JPEG, PNG, WebP and GIF pictures can be sent.";
  if (size === null || size.width === 0 || size.height === 0) return "This picture is damaged.";
  if (size.width * size.height > pixelsMost) return "This picture has more than 40 megapixels.";
  return null;
}

/** The name of a file says little and may say too much; cameras number theirs. Only words are kept. */
export function describe(fileName: string): string {
  const stem = fileName
    .replace(/\.[^.]*$/, "")
    .replace(/[_-]+/g, " ")
    .trim();
  const numbered = /^(img|dsc|dscn|dcim|pxl|mvimg|image|photo|foto|screenshot|bildschirmfoto)?[\s\d().]*/i;
  return numbered.exec(stem)?.[0] === stem || /\d{5,}/.test(stem) ? "" : [...stem].slice(0, 80).join("");
}

function encode(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality));
}

async function drawn(bitmap: ImageBitmap, size: Size, quality: number): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.drawImage(bitmap, 0, 0, size.width, size.height);
  const webp = await encode(canvas, "image/webp", quality);
  if (webp?.type === "image/webp") return webp;
  // A browser that cannot write WebP answers with a PNG. JPEG knows no transparency: white lies behind.
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, size.width, size.height);
  return encode(canvas, "image/jpeg", quality);
}

async function redrawn(file: Blob): Promise<{ blob: Blob; size: Size } | null> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    for (const { side, quality } of attempts) {
      const size = fitWithin(bitmap, side);
      const blob = await drawn(bitmap, size, quality);
      if (blob && blob.size <= uploadBytes) return { blob, size };
    }
    return null;
  } finally {
    bitmap.close();
  }
}

export async function prepare(file: File): Promise<Prepared> {
  const whole = file.type === "image/gif" && file.size <= animationBytes;
  const bytes = new Uint8Array(await file.slice(0, whole ? animationBytes : headBytes).arrayBuffer());
  const size = pictureSize(bytes);
  const refusal = refusalOf(pictureType(bytes), size, file.size);
  if (refusal || !size) return failed(refusal ?? "This picture is damaged.");
  const name = describe(file.name);
  if (whole && isAnimatedGif(bytes)) {
    const blob = new Blob([bytes], { type: "image/gif" });
    return { ok: true, picture: { blob, ...size, name, url: URL.createObjectURL(blob) } };
  }
  const made = await redrawn(file).catch(() => null);
  if (!made) return failed("This picture cannot be read by your browser.");
  const { blob } = made;
  return { ok: true, picture: { blob, ...made.size, name, url: URL.createObjectURL(blob) } };
}
