import { useState } from "preact/hooks";
import { useApp } from "../../../app/app";
import { close } from "../../../app/overlays";
import { mayToMember, myRole } from "../../../rooms/rights";
import { clockTime } from "../../../time/local";
import { serverNow } from "../../../time/server_clock";
import { Avatar } from "../../../ui/avatar";
import { Dialog } from "../../../ui/dialog";
import { Icon } from "../../../ui/icons";
import { later } from "../../../ui/later";
import type { Author, Member } from "../../../wire/shapes";
import { useRoomView } from "../room_view";
import { useRoomState } from "../use_room_state";
import { OfferForm } from "./offer_form";
import { Problem } from "./problem";
import { type ActsProps, Mute, Remove } from "./sanctions";
import { useAct } from "./use_act";

const ProfilePart = later(async () => (await import("../profile_part")).ProfilePart);

/** One who left is still somebody who can be kept from coming back. */
function asMember(author: Author): Member {
  return { ...author, role: "member", state: "away" };
}

function facts(member: Member, here: boolean): string {
  if (!here) return "Not in the room now";
  const role = member.role === "member" ? "" : member.role;
  const kind = member.kind === "guest" ? "guest" : member.kind === "hidden" ? "under a pseudonym" : "";
  const muted =
    member.muted_until !== undefined && member.muted_until > serverNow()
      ? `muted until ${clockTime(member.muted_until)}`
      : "";
  return [role, kind, member.state === "away" ? "away" : "here", muted]
    .filter((each) => each !== "")
    .join(", ");
}

function Roles({ member, state, acting }: ActsProps) {
  const { staff } = useRoomView().room;
  const mine = myRole(state);
  const voiced = member.role === "voiced";
  const moderator = member.role === "moderator";
  return (
    <>
      {mayToMember(mine, "voice", member) && (
        <button
          type="button"
          class="button"
          onClick={() => void acting.run(() => staff.role(member.m, voiced ? "member" : "voiced"))}
        >
          {voiced ? "Take the voice" : "Give voice"}
        </button>
      )}
      {mayToMember(mine, "moderator", member) && (
        <button
          type="button"
          class="button"
          onClick={() => void acting.run(() => staff.role(member.m, moderator ? "member" : "moderator"))}
        >
          {moderator ? "Take the moderator’s role" : "Make moderator"}
        </button>
      )}
    </>
  );
}

function Ownership({ member, state, acting, askPassword }: ActsProps & { readonly askPassword: () => void }) {
  const user = useApp().you.value?.kind === "user";
  const { staff } = useRoomView().room;
  const mine = myRole(state);
  const next = state.successor === member.m;
  return (
    <>
      {mayToMember(mine, "successor", member) && (
        <button
          type="button"
          class="button"
          onClick={() => void acting.run(() => staff.nameSuccessor(next ? 0 : member.m))}
        >
          {next ? "No longer the next owner" : "Name as the next owner"}
        </button>
      )}
      {mayToMember(mine, "offer", member) && state.offer === null && (
        <button
          type="button"
          class="button"
          onClick={() =>
            user
              ? askPassword()
              : void acting.run(() => staff.offer(member.m)).then((done) => done && close("member"))
          }
        >
          Offer the room
        </button>
      )}
    </>
  );
}

/** Who somebody is here, and what one may do about it: only acts that the server would take. */
export function MemberDialog() {
  const view = useRoomView();
  const state = useRoomState();
  const acting = useAct();
  const [offering, setOffering] = useState(false);
  const about = view.about.value;
  if (!state || !about) return null;
  const here = state.members.get(about.m);
  const member = here ?? asMember(about);
  const mine = myRole(state);
  const other = member.m !== state.me;
  const props = { member, state, acting };
  if (offering && here) {
    return (
      <Dialog title={`Offer the room to ${member.name}`} onClose={() => close("member")}>
        <OfferForm
          m={member.m}
          name={member.name}
          done={(offered) => (offered ? close("member") : setOffering(false))}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title={member.name} onClose={() => close("member")}>
      <div class="stack">
        <p class="member-facts">
          <Avatar name={member.avatar} />
          <span class="note">{facts(member, here !== undefined)}</span>
        </p>
        {other && here?.kind === "user" && <ProfilePart room={state.card.id} m={member.m} />}
        {other && here && (
          <div class="act-row">
            <Roles {...props} />
            <Ownership {...props} askPassword={() => setOffering(true)} />
          </div>
        )}
        {other && here && mayToMember(mine, "mute", member) && <Mute {...props} />}
        {other && mayToMember(mine, "ban", member) && (
          <Remove member={member} acting={acting} mayKick={here !== undefined} />
        )}
        {other && (
          <div class="act-row">
            <button type="button" class="button" onClick={() => view.report({ kind: "member", by: about })}>
              <Icon name="flag" />
              Report
            </button>
          </div>
        )}
        <Problem acting={acting} />
      </div>
    </Dialog>
  );
}
