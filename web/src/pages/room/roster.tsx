import { useState } from "preact/hooks";
import { open } from "../../app/overlays";
import { serverNow } from "../../time/server_clock";
import { Avatar } from "../../ui/avatar";
import { Icon } from "../../ui/icons";
import type { Member } from "../../wire/shapes";
import { useRoomView } from "./room_view";
import { useRoomState } from "./use_room_state";

const ranks: Readonly<Record<Member["role"], number>> = { owner: 0, moderator: 1, voiced: 2, member: 3 };

/** Those who run the room first, then who is here, then by name. */
export function byRank(a: Member, b: Member): number {
  return (
    ranks[a.role] - ranks[b.role] ||
    Number(a.state === "away") - Number(b.state === "away") ||
    a.name.localeCompare(b.name) ||
    a.m - b.m
  );
}

interface LineProps {
  readonly member: Member;
  readonly own: boolean;
  /** Named to own the room next. */
  readonly next: boolean;
}

function labelsOf(member: Member, next: boolean, own: boolean): readonly string[] {
  const muted = member.muted_until !== undefined && member.muted_until > serverNow();
  return [
    member.role === "member" ? "" : member.role,
    next ? "next owner" : "",
    member.kind === "guest" ? "guest" : member.kind === "hidden" ? "hidden" : "",
    muted ? "muted" : "",
    member.state === "away" ? "away" : "",
    own ? "you" : "",
  ].filter((label) => label !== "");
}

function MemberLine({ member, own, next }: LineProps) {
  const view = useRoomView();
  const labels = labelsOf(member, next, own);
  const renamed = own && member.kind !== "hidden";
  return (
    <li class={`member${own ? " own" : ""}${member.state === "away" ? " away" : ""}`}>
      <Avatar name={member.avatar} small />
      <span class="member-text">
        <span class="member-name">{member.name}</span>
        {labels.length > 0 && <span class="note">{labels.join(", ")}</span>}
      </span>
      {!own && (
        <button
          type="button"
          class="icon-button"
          aria-label={`About ${member.name}`}
          onClick={() => view.showMember(member)}
        >
          <Icon name="more" />
        </button>
      )}
      {renamed && (
        <button
          type="button"
          class="icon-button"
          aria-label="Change your name"
          onClick={() => open("rename")}
        >
          <Icon name="edit" />
        </button>
      )}
    </li>
  );
}

export function Roster() {
  const { room } = useRoomView();
  const state = useRoomState();
  const [next, setNext] = useState<number | null>(0);
  if (!state) return null;
  const members = [...state.members.values()].sort(byRank);
  const missing = state.count > members.length && next !== null;
  return (
    <>
      <ul class="roster">
        {members.map((member) => (
          <MemberLine
            key={member.m}
            member={member}
            own={member.m === state.me}
            next={member.m === state.successor}
          />
        ))}
      </ul>
      {missing && (
        <button type="button" class="button small" onClick={() => void room.readRoster(next).then(setNext)}>
          Show more
        </button>
      )}
    </>
  );
}
