// PROTOCOL section 4: the size of a text by both measures, so that the page refuses before the server does.

export const textPoints = 4_000;
export const textBytes = 16_384;

export interface TextSize {
  readonly points: number;
  /** How many characters (or as many as fit the byte limit) are left; negative when it is too long. */
  readonly left: number;
}

export function measure(text: string): TextSize {
  const points = [...text].length;
  const bytes = new TextEncoder().encode(text).length;
  const leftByBytes = Math.floor((textBytes - bytes) / Math.max(1, bytes / Math.max(1, points)));
  return { points, left: Math.min(textPoints - points, leftByBytes) };
}

/** Control characters that a paste may bring along are removed; tab and line feed stay. */
export function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be removed.
  return text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
}
