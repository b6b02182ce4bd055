import { useState } from "preact/hooks";
import { Dialog } from "../../../ui/dialog";
import { useAdmin } from "../../app/app";
import { officialWords } from "../../app/words";
import { Page, Part, TableBox } from "../../ui/page";
import { ReasonDialog } from "../../ui/reason_dialog";
import { Time } from "../../ui/time";
import { LoadState, useLoad } from "../../ui/use_load";
import type { Official } from "../../wire/shapes";
import { CloseForm } from "./close_form";
import { OfficialForm } from "./official_form";

type Open =
  | { readonly is: "change"; readonly room: Official }
  | { readonly is: "remove"; readonly room: Official }
  | null;

function peopleWords({ there, count, capacity }: Official): string {
  if (!there) return capacity ? `not running (${capacity} at most)` : "not running";
  return capacity ? `${count} of ${capacity}` : String(count);
}

function Row({ of, open }: { readonly of: Official; readonly open: (what: Open) => void }) {
  return (
    <tr>
      <th scope="row">
        <a href={`/r/${of.id}`} target="_blank" rel="noopener">
          <bdi>{of.name}</bdi>
        </a>
        {of.topic !== "" && (
          <span class="note admin-below">
            <bdi>{of.topic}</bdi>
          </span>
        )}
      </th>
      <td>
        {officialWords[of.official]}
        {of.region && `, ${of.region}`}
      </td>
      <td>{peopleWords(of)}</td>
      <td>
        {of.opens_at ? <Time at={of.opens_at} /> : "always"}
        {of.expires_at && (
          <>
            {" "}
            until <Time at={of.expires_at} />
          </>
        )}
      </td>
      <td>
        <div class="admin-row">
          <button
            type="button"
            class="button small"
            aria-label={`Change ${of.name}`}
            onClick={() => open({ is: "change", room: of })}
          >
            Change…
          </button>
          <button
            type="button"
            class="button small danger"
            aria-label={`Remove ${of.name}`}
            onClick={() => open({ is: "remove", room: of })}
          >
            Remove…
          </button>
        </div>
      </td>
    </tr>
  );
}

function Rooms({
  rooms,
  open,
}: {
  readonly rooms: readonly Official[];
  readonly open: (what: Open) => void;
}) {
  if (rooms.length === 0) return <p>There are no official rooms yet. The form below makes the first one.</p>;
  return (
    <TableBox label="Official rooms">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Kind</th>
          <th scope="col">People</th>
          <th scope="col">Open</th>
          <th scope="col">
            <span class="hidden">Acts</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rooms.map((room) => (
          <Row key={room.id} of={room} open={open} />
        ))}
      </tbody>
    </TableBox>
  );
}

export function RoomsPage() {
  const app = useAdmin();
  const loaded = useLoad(() => app.api.rooms(), []);
  const [open, setOpen] = useState<Open>(null);
  const [made, setMade] = useState(0);
  const done = (words: string) => {
    setOpen(null);
    app.tell(words);
    void loaded.again();
  };
  const { value } = loaded;
  return (
    <Page
      title="Rooms"
      note="Definitions and counts only; what is said in rooms is shown to nobody outside of them."
    >
      <Part title="Official rooms">
        <LoadState of={loaded} />
        {value && <Rooms rooms={value.rooms} open={setOpen} />}
      </Part>
      <div class="admin-columns">
        <Part title="New official room">
          <OfficialForm
            key={made}
            room={null}
            regions={value?.regions ?? []}
            done={(room) => {
              setMade(made + 1);
              done(`“${room.name}” is open to everybody.`);
            }}
          />
        </Part>
        <Part title="Close any room">
          <CloseForm />
        </Part>
      </div>
      {open?.is === "change" && (
        <Dialog title={`Change “${open.room.name}”`} onClose={() => setOpen(null)}>
          <OfficialForm
            room={open.room}
            regions={value?.regions ?? []}
            done={(room) => done(`“${room.name}” is changed.`)}
          />
        </Dialog>
      )}
      {open?.is === "remove" && (
        <ReasonDialog
          title={`Remove “${open.room.name}”`}
          draft={`remove.${open.room.id}`}
          go="Remove the room"
          ask={(reason) => app.api.removeRoom(open.room.id, reason)}
          close={() => setOpen(null)}
          done={() => done(`“${open.room.name}” is removed.`)}
        >
          <p>
            The official room <strong>{open.room.name}</strong> and its definition are gone at once, with all
            its messages, for the {open.room.count} people in it and for everybody who has its link.
          </p>
        </ReasonDialog>
      )}
    </Page>
  );
}
