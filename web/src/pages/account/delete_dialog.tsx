import { useState } from "preact/hooks";
import { closeOwned } from "../../account/close_owned";
import { useApp } from "../../app/app";
import { roomPath } from "../../app/router";
import { Dialog } from "../../ui/dialog";
import { Link } from "../../ui/link";
import type { Account } from "../../wire/account";
import type { Card } from "../../wire/shapes";
import { headCount } from "../landing/room_list";
import { Go, Refusal, SecretField } from "./fields";
import { useSubmit } from "./use_submit";

type Fate = "stays" | "closing" | { readonly problem: string };

interface RoomProps {
  readonly room: Card;
  readonly reason: string;
}

/** A room that one owns: hand it over, close it now, or let it pass on by itself. */
function OwnedRoom({ room, reason }: RoomProps) {
  const { client } = useApp();
  const [fate, setFate] = useState<Fate>("stays");
  const [busy, setBusy] = useState(false);
  const closeIt = async () => {
    setBusy(true);
    const refusal = await closeOwned(client, room.id, reason.trim());
    setBusy(false);
    setFate(refusal ? { problem: refusal.text } : "closing");
  };
  return (
    <li class="owned-room">
      <div class="owned-words">
        <strong>{room.name}</strong>
        <span class={typeof fate === "object" ? "problem" : "note"} role="status">
          {fate === "closing"
            ? "Closing; in a few seconds it is erased."
            : typeof fate === "object"
              ? `Not closed. ${fate.problem}`
              : `${headCount(room.count)} here; passes on`}
        </span>
      </div>
      {fate !== "closing" && (
        <div class="act-row">
          <Link to={roomPath(room.id)} class="button small" label={`Go to ${room.name} to hand it over`}>
            Hand it over
          </Link>
          <button
            type="button"
            class="button small danger"
            disabled={busy}
            aria-label={`Close it: ${room.name}`}
            onClick={() => void closeIt()}
          >
            {busy ? "Closing…" : "Close it"}
          </button>
        </div>
      )}
    </li>
  );
}

function OwnedRooms({ rooms }: { readonly rooms: readonly Card[] }) {
  const [reason, setReason] = useState("Its owner is leaving for good.");
  return (
    <section class="stack" aria-labelledby="owned-title">
      <h3 id="owned-title">{rooms.length === 1 ? "A room is yours" : `${rooms.length} rooms are yours`}</h3>
      <p class="note">
        If you do nothing, {rooms.length === 1 ? "it passes" : "each passes"} on by itself after 15 minutes:
        to the next owner you named, else to a moderator, else to whoever has been there longest. A room that
        nobody is in closes.
      </p>
      <ul class="owned-rooms">
        {rooms.map((room) => (
          <OwnedRoom key={room.id} room={room} reason={reason} />
        ))}
      </ul>
      <label class="field">
        <span>What people hear in a room that you close</span>
        <input
          value={reason}
          maxLength={140}
          autocomplete="off"
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
    </section>
  );
}

interface DialogProps {
  readonly account: Account;
  readonly close: () => void;
  readonly gone: () => void;
}

export function DeleteDialog({ account, close, gone }: DialogProps) {
  const { me } = useApp();
  const [password, setPassword] = useState("");
  // As it was when asked: a room that is being closed stays in the list and says so.
  const [rooms] = useState(me.rooms.peek());
  const submit = useSubmit({ password_wrong: "password" });
  const erase = async (event: Event) => {
    event.preventDefault();
    if (submit.refuse("password", password === "" ? "Type your password." : null)) return;
    if ((await submit.run(() => me.erase(password))) !== undefined) gone();
  };
  return (
    <Dialog title="Delete the account" onClose={close}>
      <div class="stack">
        <p>
          The account <strong>{account.name}</strong> is erased at once and for good, with its profile and its
          friendships. You leave every room. Nobody can bring it back.
        </p>
        {rooms.length > 0 && <OwnedRooms rooms={rooms} />}
        <form ref={submit.form} class="stack" noValidate onSubmit={(event) => void erase(event)}>
          <input hidden readOnly name="username" autocomplete="username" value={account.name} />
          <SecretField
            label="Your password"
            name="password"
            value={password}
            change={setPassword}
            submit={submit}
            autocomplete="current-password"
          />
          <Refusal submit={submit} />
          <div class="actions">
            <button type="button" class="button" onClick={close}>
              Keep the account
            </button>
            <Go submit={submit} busy="Deleting…" danger>
              Delete for good
            </Go>
          </div>
        </form>
      </div>
    </Dialog>
  );
}
