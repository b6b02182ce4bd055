import type { Member } from "../wire/shapes";
import { myself, type RoomState } from "./room_state";

// Who may do what, as one table: the page offers only what the server would take.

type Role = Member["role"];

const ranks: Readonly<Record<Role, number>> = { owner: 3, moderator: 2, voiced: 1, member: 0 };

export const staffActs = ["unban", "bans", "lock", "slow", "pin", "knocks", "invites", "delete"] as const;
export const ownerActs = ["settings", "close", "cancel_offer"] as const;
export const memberActs = ["kick", "mute", "ban", "voice", "moderator", "offer", "successor"] as const;

export type RoomAct = (typeof staffActs)[number] | (typeof ownerActs)[number];
export type MemberAct = (typeof memberActs)[number];

function isStaff(role: Role): boolean {
  return ranks[role] >= ranks.moderator;
}

export function mayInRoom(role: Role, act: RoomAct): boolean {
  return ownerActs.some((each) => each === act) ? role === "owner" : isStaff(role);
}

/** Whether someone of `role` may do this to the other one. */
export function mayToMember(role: Role, act: MemberAct, other: Member): boolean {
  switch (act) {
    case "kick":
    case "mute":
    case "ban":
      return isStaff(role) && ranks[role] > ranks[other.role];
    case "voice":
      return isStaff(role) && (other.role === "member" || other.role === "voiced");
    case "moderator":
      return role === "owner" && other.role !== "owner";
    case "offer":
      return role === "owner" && other.role !== "owner" && other.state === "here";
    case "successor":
      return role === "owner" && other.role !== "owner";
  }
}

export function myRole(room: RoomState): Role {
  return myself(room)?.role ?? "member";
}

export function isStaffIn(room: RoomState): boolean {
  return isStaff(myRole(room));
}
