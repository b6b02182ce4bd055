import { useEffect, useState } from "preact/hooks";
import { close, open } from "../../../app/overlays";
import { mayInRoom, myRole } from "../../../rooms/rights";
import { nameOf, type RoomState } from "../../../rooms/room_state";
import { slowWords } from "../../../time/lives";
import { Dialog } from "../../../ui/dialog";
import { Icon } from "../../../ui/icons";
import { AxesForm } from "../../axes/axes_form";
import { Select } from "../../axes/choices";
import { changedFields, slowSteps, type Wish, wishOf, wishProblem } from "../../axes/wish";
import { useRoomView } from "../room_view";
import { useRoomState } from "../use_room_state";
import { Problem } from "./problem";
import { useAct } from "./use_act";

/** What was chosen, from the click until the room says the same or the server refuses. */
function useWanted<T>(present: T): readonly [T, (value: T) => void, () => void] {
  const [wanted, setWanted] = useState<{ readonly value: T } | null>(null);
  useEffect(() => setWanted(null), [present]);
  return [wanted ? wanted.value : present, (value) => setWanted({ value }), () => setWanted(null)];
}

/** What counts at once: for everybody who runs the room. */
function RightNow({ state }: { readonly state: RoomState }) {
  const { staff } = useRoomView().room;
  const acting = useAct();
  const { card } = state;
  const [locked, wantLocked, keepLocked] = useWanted(card.locked);
  const [slow, wantSlow, keepSlow] = useWanted(card.slow_ms);
  const lock = async (on: boolean) => {
    wantLocked(on);
    if (!(await acting.run(() => staff.lock(on)))) keepLocked();
  };
  const setSlow = async (ms: number) => {
    wantSlow(ms);
    if (!(await acting.run(() => staff.slow(ms)))) keepSlow();
  };
  const steps = slowSteps.includes(card.slow_ms) ? slowSteps : [...slowSteps, card.slow_ms];
  return (
    <section class="stack" aria-label="Right now">
      <label class="menu-row">
        <span>
          Lock the room
          <span class="note">Nobody new comes in; whoever is inside stays.</span>
        </span>
        <input
          type="checkbox"
          class="switch"
          checked={locked}
          onChange={(event) => void lock(event.currentTarget.checked)}
        />
      </label>
      <Select
        label="Slow mode: between two messages of one person"
        value={slow}
        options={steps.map((ms) => ({ value: ms, words: ms === 0 ? "Off" : slowWords(ms) }))}
        choose={(ms) => void setSlow(ms)}
      />
      <Problem acting={acting} />
    </section>
  );
}

/** What only the owner decides. */
function OwnerForm({ state }: { readonly state: RoomState }) {
  const { staff } = useRoomView().room;
  const acting = useAct();
  const [edits, setEdits] = useState<Partial<Wish>>({});
  const [saved, setSaved] = useState(false);
  // What others change meanwhile shows through wherever nothing was typed.
  const wish = { ...wishOf(state.card), ...edits };
  const hasPassword = state.card.entry === "password";
  const changed = changedFields(state.card, wish);
  const problem = wishProblem(wish, hasPassword);
  const save = async (event: Event) => {
    event.preventDefault();
    if (!changed || problem !== null || !(await acting.run(() => staff.set(changed)))) return;
    setEdits({});
    setSaved(true);
  };
  return (
    <form class="stack" onSubmit={(event) => void save(event)}>
      <AxesForm
        wish={wish}
        change={(part) => {
          setSaved(false);
          setEdits({ ...edits, ...part });
        }}
        namePlaceholder="Name of the room"
        existing
        hasPassword={hasPassword}
      />
      {state.successor !== 0 && <p class="note">Next owner: {nameOf(state, state.successor)}.</p>}
      {problem !== null && changed && <p class="problem">{problem}</p>}
      <Problem acting={acting} />
      <div class="actions stay">
        <button type="button" class="button danger" onClick={() => open("close_room")}>
          <Icon name="close_room" />
          Close the room
        </button>
        <button
          type="submit"
          class="button primary"
          disabled={acting.busy || !changed || problem !== null || wish.name.trim() === ""}
        >
          {saved && !changed ? "Saved" : "Save"}
        </button>
      </div>
    </form>
  );
}

export function SettingsDialog() {
  const state = useRoomState();
  if (!state) return null;
  const owner = mayInRoom(myRole(state), "settings");
  return (
    <Dialog title="Settings of the room" kind={owner ? "wide" : "box"} onClose={() => close("settings")}>
      <div class="stack">
        <RightNow state={state} />
        {owner && <OwnerForm state={state} />}
      </div>
    </Dialog>
  );
}
