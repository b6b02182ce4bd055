// A picture on its way into a room: made ready in this browser, not yet the server's.

export interface Picture {
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
  /** What it shows, for those who cannot see it; may be empty. */
  readonly name: string;
  /** Address of the preview; whoever drops the picture gives it back. */
  readonly url: string;
}

export const uploadBytes = 5 * 1024 * 1024;
export const pixelsMost = 40_000_000;
/** Larger files are not even read: nobody's picture is that large before it is made smaller. */
export const fileBytesMost = 64 * 1024 * 1024;

export function release(picture: Picture | null): void {
  if (picture) URL.revokeObjectURL(picture.url);
}
