import type { Body } from "../wire/body";

export type ReadBody = { readonly kind: "text"; readonly text: string } | { readonly kind: "unknown" };

export function readBody(body: Body): ReadBody {
  return typeof body.text === "string" ? { kind: "text", text: body.text } : { kind: "unknown" };
}
