// What a file is by its first bytes, and how large a picture it holds: known before it is decoded, so that a
// small file cannot unfold into more pixels than the page can bear.

export type PictureType = "image/jpeg" | "image/png" | "image/webp" | "image/gif";

export interface Size {
  readonly width: number;
  readonly height: number;
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

export function pictureType(bytes: Uint8Array): PictureType | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "image/jpeg";
  if (ascii(bytes, 0, 8) === "\x89PNG\r\n\x1a\n") return "image/png";
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 4) === "WEBP") return "image/webp";
  return /^GIF8[79]a$/.test(ascii(bytes, 0, 6)) ? "image/gif" : null;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** JPEG: the first start-of-frame segment names the size. */
function jpegSize(bytes: Uint8Array): Size | null {
  const data = view(bytes);
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { height: data.getUint16(at + 5), width: data.getUint16(at + 7) };
    // Fill bytes stand alone; every other segment tells its length.
    at += marker === 0xff ? 1 : 2 + data.getUint16(at + 2);
  }
  return null;
}

function webpSize(bytes: Uint8Array): Size | null {
  const data = view(bytes);
  if (bytes.length < 30) return null;
  const u24 = (at: number) => data.getUint16(at, true) + ((bytes[at + 2] ?? 0) << 16);
  switch (ascii(bytes, 12, 4)) {
    case "VP8X":
      return { width: 1 + u24(24), height: 1 + u24(27) };
    case "VP8L": {
      const bits = data.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case "VP8 ":
      return { width: data.getUint16(26, true) & 0x3fff, height: data.getUint16(28, true) & 0x3fff };
    default:
      return null;
  }
}

export function pictureSize(bytes: Uint8Array): Size | null {
  switch (pictureType(bytes)) {
    case "image/jpeg":
      return jpegSize(bytes);
    case "image/png":
      if (bytes.length < 24) return null;
      return { width: view(bytes).getUint32(16), height: view(bytes).getUint32(20) };
    case "image/webp":
      return webpSize(bytes);
    case "image/gif":
      if (bytes.length < 10) return null;
      return { width: view(bytes).getUint16(6, true), height: view(bytes).getUint16(8, true) };
    case null:
      return null;
  }
}

/** Whether a GIF holds more than one frame. Walks the blocks, so that bytes inside of a frame count for nothing. */
export function isAnimatedGif(bytes: Uint8Array): boolean {
  if (pictureType(bytes) !== "image/gif") return false;
  const table = (packed: number) => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);
  let at = 13 + table(bytes[10] ?? 0);
  let frames = 0;
  const skipBlocks = () => {
    while (at < bytes.length && bytes[at] !== 0) at += (bytes[at] ?? 0) + 1;
    at += 1;
  };
  while (at < bytes.length) {
    const block = bytes[at];
    if (block === 0x21) {
      at += 2;
      skipBlocks();
    } else if (block === 0x2c) {
      frames += 1;
      if (frames > 1) return true;
      at += 10 + table(bytes[at + 9] ?? 0) + 1;
      skipBlocks();
    } else {
      return false;
    }
  }
  return false;
}
