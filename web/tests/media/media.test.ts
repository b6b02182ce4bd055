// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { attempts, fitWithin, describe as nameOf, refusalOf } from "../../src/media/prepare";
import { isAnimatedGif, pictureSize, pictureType } from "../../src/media/sniff";
import { readAnswer } from "../../src/media/upload";
import { Pictures } from "../../src/rooms/pictures";
import { roomId } from "../builders";

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  new Uint8Array(
    parts.flatMap((part) =>
      typeof part === "string" ? [...part].map((sign) => sign.charCodeAt(0)) : [...part],
    ),
  );
const png = bytes("\x89PNG\r\n\x1a\n", [0, 0, 0, 13], "IHDR", [0, 0, 2, 128, 0, 0, 1, 224]);
const jpeg = bytes([0xff, 0xd8, 0xff, 0xe1, 0, 4, 1, 2], [0xff, 0xc0, 0, 11, 8, 1, 224, 2, 128, 1, 1, 1, 1]);
const vp8x = bytes("RIFF", [0, 0, 0, 0], "WEBPVP8X", [10, 0, 0, 0, 0, 0, 0, 0], [127, 2, 0, 223, 1, 0]);
const vp8l = bytes(
  "RIFF",
  [0, 0, 0, 0],
  "WEBPVP8L",
  [5, 0, 0, 0, 0x2f],
  [0x7f, 0xc2, 0x77, 0],
  Array(8).fill(0),
);
const gifFrame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0];
const gif = (frames: number) =>
  bytes(
    "GIF89a",
    [128, 2, 224, 1, 0x80, 0, 0],
    [0, 0, 0, 1, 1, 1],
    Array(frames).fill(gifFrame).flat(),
    [0x3b],
  );

describe("what a file is", () => {
  it("is told by its first bytes, not by its name", () => {
    expect([png, jpeg, vp8x, gif(1)].map(pictureType)).toEqual([
      "image/png",
      "image/jpeg",
      "image/webp",
      "image/gif",
    ]);
    for (const other of [
      bytes(),
      bytes("<svg xmlns"),
      bytes("RIFF", [0, 0, 0, 0], "WAVE"),
      bytes("GIF99a"),
    ]) {
      expect(pictureType(other)).toBeNull();
      expect(pictureSize(other)).toBeNull();
    }
  });

  it("tells its size before it is decoded", () => {
    for (const file of [png, jpeg, vp8x, vp8l, gif(1)]) {
      expect(pictureSize(file), String(pictureType(file))).toEqual({ width: 640, height: 480 });
    }
    for (const cut of [png.slice(0, 20), jpeg.slice(0, 9), vp8x.slice(0, 24), gif(1).slice(0, 8)]) {
      expect(pictureSize(cut)).toBeNull();
    }
  });

  it("is animated with a second frame, whatever lies inside the first", () => {
    expect(isAnimatedGif(gif(1))).toBe(false);
    expect(isAnimatedGif(gif(2))).toBe(true);
    expect(isAnimatedGif(gif(2).slice(0, 30))).toBe(false);
    expect(isAnimatedGif(png)).toBe(false);
  });
});

describe("making a picture ready", () => {
  it("makes it smaller and never larger, and keeps its shape", () => {
    expect(fitWithin({ width: 4000, height: 2000 }, 1000)).toEqual({ width: 1000, height: 500 });
    expect(fitWithin({ width: 30, height: 20 }, 1000)).toEqual({ width: 30, height: 20 });
    expect(fitWithin({ width: 10_000, height: 1 }, 1000)).toEqual({ width: 1000, height: 1 });
  });

  it("tries less and less until it fits", () => {
    const effort = attempts.map(({ side, quality }) => side * quality);
    expect([...effort].sort((a, b) => b - a)).toEqual(effort);
  });

  it("refuses in words what cannot be sent", () => {
    const size = { width: 640, height: 480 };
    expect(refusalOf("image/png", size, 1000)).toBeNull();
    expect(refusalOf(null, null, 1000)).toMatch(/Only JPEG/);
    expect(refusalOf("image/png", null, 1000)).toMatch(/damaged/);
    expect(refusalOf("image/png", { width: 0, height: 5 }, 1000)).toMatch(/damaged/);
    expect(refusalOf("image/png", { width: 8000, height: 5001 }, 1000)).toMatch(/40 megapixels/);
    expect(refusalOf("image/png", size, 100_000_000)).toMatch(/too large/);
  });

  it("takes words from a file's name, and no numbers of cameras", () => {
    expect(nameOf("lake-at_dawn.jpg")).toBe("lake at dawn");
    for (const name of [
      "IMG_2041.JPG",
      "PXL_20260101_101010.jpg",
      "image.png",
      "image (2).png",
      "1234567.gif",
    ]) {
      expect(nameOf(name), name).toBe("");
    }
    expect([...nameOf(`${"a".repeat(200)}.png`)]).toHaveLength(80);
  });
});

describe("the answer to an upload", () => {
  const media = { id: "A".repeat(22), type: "image/webp", bytes: 9, width: 1, height: 1 };

  it("is the picture as the server knows it, or the reason for people", () => {
    expect(readAnswer(201, JSON.stringify({ media }))).toEqual({ ok: true, media });
    const raw = JSON.stringify({ error: { code: "media_quota", text: "Full.", retry_after_ms: 5 } });
    expect(readAnswer(409, raw)).toEqual({
      ok: false,
      refusal: { code: "media_quota", text: "Full.", retryAfterMs: 5 },
    });
  });

  it("that cannot be read is a refusal too", () => {
    for (const raw of ["", "{", "<html>", JSON.stringify({ media: { ...media, id: "short" } })]) {
      expect(readAnswer(201, raw)).toMatchObject({ ok: false, refusal: { code: "unreadable" } });
    }
    expect(readAnswer(200, JSON.stringify({ media })).ok).toBe(false);
  });
});

describe("pictures of a room", () => {
  let urls: Set<string>;
  const answer = vi.fn();
  const settle = async () => {
    for (let n = 0; n < 8; n += 1) await Promise.resolve();
  };
  beforeEach(() => {
    urls = new Set();
    let last = 0;
    vi.spyOn(URL, "createObjectURL").mockImplementation(() => {
      last += 1;
      urls.add(`blob:${last}`);
      return `blob:${last}`;
    });
    vi.spyOn(URL, "revokeObjectURL").mockImplementation((url) => void urls.delete(url));
    answer.mockReset();
    answer.mockImplementation(async () => ({ ok: true, status: 200, blob: async () => new Blob() }));
    vi.stubGlobal("fetch", answer);
  });
  afterEach(() => vi.unstubAllGlobals());

  it("are fetched once and given back with their message", async () => {
    const pictures = new Pictures(roomId);
    const shown = pictures.show("a");
    pictures.show("a");
    await settle();
    expect(shown.value).toEqual({ is: "here", url: "blob:1" });
    expect(answer).toHaveBeenCalledOnce();
    pictures.keep(new Set(["a"]));
    expect(urls.size).toBe(1);
    pictures.keep(new Set());
    expect(urls.size).toBe(0);
    expect(shown.value).toEqual({ is: "gone" });
  });

  it("that come after their message went are given back at once", async () => {
    const pictures = new Pictures(roomId);
    pictures.show("a");
    pictures.keep(new Set());
    await settle();
    expect(urls.size).toBe(0);
  });

  it("that fail can be tried again; those that are gone are gone", async () => {
    const pictures = new Pictures(roomId);
    answer.mockRejectedValueOnce(new Error("away"));
    const shown = pictures.show("a");
    await settle();
    expect(shown.value.is).toBe("failed");
    pictures.retry("a");
    await settle();
    expect(shown.value.is).toBe("here");
    answer.mockResolvedValueOnce({ ok: false, status: 404 });
    const gone = pictures.show("b");
    await settle();
    expect(gone.value.is).toBe("gone");
  });

  it("of one's own are shown on from the preview", () => {
    const pictures = new Pictures(roomId);
    urls.add("blob:own");
    pictures.adopt("a", "blob:own");
    expect(pictures.show("a").value).toEqual({ is: "here", url: "blob:own" });
    expect(answer).not.toHaveBeenCalled();
    pictures.keep(new Set());
    expect(urls.size).toBe(0);
  });
});
