import { useState } from "preact/hooks";
import { close } from "../../../app/overlays";
import type { Outcome } from "../../../connection/client";
import type { RoomState } from "../../../rooms/room_state";
import { serverNow } from "../../../time/server_clock";
import type { Member } from "../../../wire/shapes";
import { useRoomView } from "../room_view";
import type { Acting } from "./use_act";

const minute = 60_000;
const mutes = [
  { words: "5 minutes", ms: 5 * minute },
  { words: "1 hour", ms: 60 * minute },
  { words: "24 hours", ms: 24 * 60 * minute },
] as const;

export interface ActsProps {
  readonly member: Member;
  readonly state: RoomState;
  readonly acting: Acting;
}

export function Mute({ member, acting }: ActsProps) {
  const { staff } = useRoomView().room;
  const muted = member.muted_until !== undefined && member.muted_until > serverNow();
  const mute = (ms: number) => void acting.run(() => staff.mute(member.m, ms));
  return (
    <fieldset class="act-group">
      <legend>{muted ? "Muted" : "Mute for"}</legend>
      <div class="act-row">
        {mutes.map(({ words, ms }) => (
          <button key={ms} type="button" class="button" onClick={() => mute(ms)}>
            {words}
          </button>
        ))}
        {muted && (
          <button type="button" class="button" onClick={() => mute(0)}>
            End the mute
          </button>
        )}
      </div>
    </fieldset>
  );
}

interface RemoveProps {
  readonly member: Member;
  readonly acting: Acting;
  readonly mayKick: boolean;
}

/** Sending out asks once more: it cannot be taken back for the one it happens to. */
export function Remove({ member, acting, mayKick }: RemoveProps) {
  const { staff } = useRoomView().room;
  const [sure, setSure] = useState<"kick" | "ban" | null>(null);
  const act = (): Promise<Outcome<unknown>> => (sure === "ban" ? staff.ban(member.m) : staff.kick(member.m));
  if (sure !== null) {
    return (
      <div class="act-group" role="group" aria-label="Are you sure?">
        <p>
          {sure === "kick"
            ? `${member.name} has to leave now and cannot come back for some minutes.`
            : `${member.name} has to leave and cannot come back until you lift the ban.`}
        </p>
        <div class="act-row">
          <button
            type="button"
            class="button danger"
            autofocus
            disabled={acting.busy}
            onClick={() => void acting.run(act).then((done) => done && close("member"))}
          >
            {sure === "kick" ? "Send out" : "Ban"}
          </button>
          <button type="button" class="button" onClick={() => setSure(null)}>
            Keep
          </button>
        </div>
      </div>
    );
  }
  return (
    <div class="act-row">
      {mayKick && (
        <button type="button" class="button danger" onClick={() => setSure("kick")}>
          Send out for a while
        </button>
      )}
      <button type="button" class="button danger" onClick={() => setSure("ban")}>
        Ban from the room
      </button>
    </div>
  );
}
