import { useState } from "preact/hooks";
import { useAdmin } from "../../app/app";
import { readRoomId } from "../../app/words";
import { Go, TextField } from "../../ui/fields";
import { ReasonDialog } from "../../ui/reason_dialog";
import { useAsking } from "../../ui/use_asking";
import { useDraft } from "../../ui/use_draft";

/** Closes any room, by what was reported of it: its link or its id. What is said in it is never shown. */
export function CloseForm() {
  const app = useAdmin();
  const [typed, setTyped] = useDraft("close.room");
  const [closing, setClosing] = useState<string | null>(null);
  const asking = useAsking();
  const ask = (event: Event) => {
    event.preventDefault();
    const id = readRoomId(typed);
    if (!asking.refuse("room", id === null ? "A link of a room, or the 17 characters of its id." : null)) {
      setClosing(id);
    }
  };
  return (
    <>
      <form ref={asking.form} class="stack" noValidate onSubmit={ask}>
        <TextField
          label="Link or id of the room"
          name="room"
          value={typed}
          change={setTyped}
          asking={asking}
          required
        />
        <Go asking={asking} danger>
          Close it…
        </Go>
      </form>
      {closing !== null && (
        <ReasonDialog
          title="Close this room"
          draft={`close.${closing}`}
          go="Close the room"
          ask={(reason) => app.api.closeRoom(closing, reason)}
          close={() => setClosing(null)}
          done={() => {
            setClosing(null);
            setTyped("");
            app.tell(`The room ${closing} is closed.`);
          }}
        >
          <p>
            The room <strong>{closing}</strong> closes at once for everybody in it, and all its messages are
            erased. Nobody can undo that.
          </p>
        </ReasonDialog>
      )}
    </>
  );
}
