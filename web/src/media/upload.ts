import type { Refusal } from "../connection/client";
import { fits, integer, isRecord, optional, record, text } from "../wire/shape";
import { type Media, media } from "../wire/shapes";
import type { Picture } from "./picture";

export type Uploaded =
  | { readonly ok: true; readonly media: Media }
  | { readonly ok: false; readonly refusal: Refusal };

const answer = record({ media });
const failure = record({
  error: record({ code: text(1), text: text(), retry_after_ms: optional(integer()) }),
});

export function readAnswer(status: number, raw: string): Uploaded {
  let value: unknown = null;
  try {
    value = JSON.parse(raw);
  } catch {
    // Falls through to the last case.
  }
  if (status === 201 && fits(answer, value)) return { ok: true, media: value.media };
  if (isRecord(value) && fits(failure, value)) {
    const { code, text: words, retry_after_ms } = value.error;
    return { ok: false, refusal: { code, text: words, retryAfterMs: retry_after_ms ?? null } };
  }
  const words = "The picture could not be uploaded.";
  return { ok: false, refusal: { code: "unreadable", text: words, retryAfterMs: null } };
}

const unreachable: Uploaded = {
  ok: false,
  refusal: { code: "unreachable", text: "The picture could not be uploaded.", retryAfterMs: null },
};

/** Sends the bytes; tells how far it is, from 0 to 1. XMLHttpRequest, because fetch tells no progress. */
export function upload(
  room: string,
  picture: Picture,
  progress: (part: number) => void,
  signal: AbortSignal,
): Promise<Uploaded> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/rooms/${room}/media`);
    request.setRequestHeader("Content-Type", picture.blob.type);
    request.setRequestHeader("X-SRChat", "1");
    request.timeout = 120_000;
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) progress(event.loaded / event.total);
    };
    request.onload = () => resolve(readAnswer(request.status, request.responseText));
    request.onerror = () => resolve(unreachable);
    request.ontimeout = () => resolve(unreachable);
    request.onabort = () =>
      resolve({ ok: false, refusal: { code: "cancelled", text: "Cancelled.", retryAfterMs: null } });
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(picture.blob);
  });
}
