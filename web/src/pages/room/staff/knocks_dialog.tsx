import { close } from "../../../app/overlays";
import { Avatar } from "../../../ui/avatar";
import { Dialog } from "../../../ui/dialog";
import { TimeLeft } from "../../../ui/life_ring";
import type { Knock } from "../../../wire/shapes";
import { useRoomView } from "../room_view";
import { useRoomState } from "../use_room_state";
import { Problem } from "./problem";
import { type Acting, useAct } from "./use_act";

function KnockLine({ knock, acting }: { readonly knock: Knock; readonly acting: Acting }) {
  const { staff } = useRoomView().room;
  const answer = (admit: boolean) => void acting.run(() => staff.answerKnock(knock.k, admit));
  return (
    <li class="knock">
      <Avatar name={knock.avatar} small />
      <div class="member-text">
        <span class="member-name">{knock.name}</span>
        <span class="note">
          {knock.kind === "guest" ? "guest, " : ""}
          <TimeLeft until={knock.expires_at} /> left
        </span>
        {knock.text !== "" && (
          // A stranger's words are not put before anybody's eyes unasked.
          <details>
            <summary>What they say</summary>
            <p class="text">{knock.text}</p>
          </details>
        )}
      </div>
      <div class="act-row">
        <button
          type="button"
          class="button primary small"
          aria-label={`Let in ${knock.name}`}
          onClick={() => answer(true)}
        >
          Let in
        </button>
        <button
          type="button"
          class="button small"
          aria-label={`Decline ${knock.name}`}
          onClick={() => answer(false)}
        >
          Decline
        </button>
      </div>
    </li>
  );
}

export function KnocksDialog() {
  const state = useRoomState();
  const acting = useAct();
  if (!state) return null;
  return (
    <Dialog title="At the door" onClose={() => close("knocks")}>
      <div class="stack">
        {state.knocks.length === 0 && <p>Nobody waits at the door.</p>}
        <ul class="stack">
          {state.knocks.map((knock) => (
            <KnockLine key={knock.k} knock={knock} acting={acting} />
          ))}
        </ul>
        <Problem acting={acting} />
      </div>
    </Dialog>
  );
}
