import { isRecord } from "../wire/shape";

// With what one comes through the door of a room, beside the link.

export interface Ticket {
  /** Under a pseudonym that means something in this room only; null: as the account says for new rooms. */
  readonly hidden: boolean | null;
  readonly password: string | null;
  readonly invite: string | null;
}

export const plainTicket: Ticket = { hidden: null, password: null, invite: null };

/** The fields of `join` that the ticket stands for. */
export function ticketFields(ticket: Ticket): {
  readonly hidden?: boolean;
  readonly password?: string;
  readonly invite?: string;
} {
  return {
    ...(ticket.hidden === null ? {} : { hidden: ticket.hidden }),
    ...(ticket.password === null ? {} : { password: ticket.password }),
    ...(ticket.invite === null ? {} : { invite: ticket.invite }),
  };
}

/** What the link says of the door, in the part after `#` that no server sees. */
export type Hint =
  | { readonly is: "none" }
  | { readonly is: "password" }
  | { readonly is: "knock" }
  | { readonly is: "invite"; readonly token: string };

export function readHint(hash: string): Hint {
  if (hash === "#password") return { is: "password" };
  if (hash === "#knock") return { is: "knock" };
  const token = /^#i\.([0-9A-Za-z_-]{1,128})$/.exec(hash)?.[1];
  return token === undefined ? { is: "none" } : { is: "invite", token };
}

export function hintFor(entry: string): string {
  return entry === "password" || entry === "knock" ? `#${entry}` : "";
}

// What a reload of the tab has to know is kept in the history entry, where no other tab and no storage sees
// it; the password is not among it.

export type Standing =
  | { readonly is: "outside" }
  | { readonly is: "inside"; readonly hidden: boolean }
  | { readonly is: "knocking"; readonly hidden: boolean };

export function readStanding(state: unknown): Standing {
  if (!isRecord(state)) return { is: "outside" };
  const hidden = state.hidden === true;
  if (state.joined === true) return { is: "inside", hidden };
  return state.knocking === true ? { is: "knocking", hidden } : { is: "outside" };
}
