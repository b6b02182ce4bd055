import type { Client, Refusal } from "../connection/client";

/** Closes a room that one owns, also if one has left it a moment ago: its owner may come back for that. */
export async function closeOwned(client: Client, room: string, reason: string): Promise<Refusal | null> {
  const close = { t: "close", room, ...(reason === "" ? {} : { reason }) } as const;
  const closed = await client.request<"close">(close);
  if (closed.ok) return null;
  if (closed.refusal.code !== "not_member") return closed.refusal;
  const inside = await client.request<"join">({ t: "join", room });
  if (!inside.ok) return inside.refusal;
  const again = await client.request<"close">(close);
  return again.ok ? null : again.refusal;
}
