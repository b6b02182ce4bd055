import { useState } from "preact/hooks";
import { serverNow } from "../../../time/server_clock";
import { Dialog } from "../../../ui/dialog";
import { useAdmin } from "../../app/app";
import { scopeWords } from "../../app/words";
import { Go } from "../../ui/fields";
import { Page, Part, TableBox } from "../../ui/page";
import { Time } from "../../ui/time";
import { useAsking } from "../../ui/use_asking";
import { LoadState, useLoad } from "../../ui/use_load";
import type { Announcement } from "../../wire/shapes";
import { NewAnnouncement } from "./new_form";

interface RemoveProps {
  readonly of: Announcement;
  readonly done: () => void;
  readonly close: () => void;
}

function RemoveDialog({ of, done, close }: RemoveProps) {
  const { api } = useAdmin();
  const asking = useAsking();
  const send = async (event: Event) => {
    event.preventDefault();
    if ((await asking.run(() => api.removeAnnouncement(of.id))) !== undefined) done();
  };
  return (
    <Dialog title="Remove this announcement" onClose={close}>
      <form ref={asking.form} class="stack" onSubmit={(event) => void send(event)}>
        <blockquote class="admin-said">{of.text}</blockquote>
        <p>It vanishes at once for: {scopeWords(of)}.</p>
        <Go asking={asking} danger>
          Remove
        </Go>
      </form>
    </Dialog>
  );
}

function List({
  all,
  remove,
}: {
  readonly all: readonly Announcement[];
  readonly remove: (one: Announcement) => void;
}) {
  const now = serverNow();
  if (all.length === 0) return <p class="note">Nothing is announced.</p>;
  return (
    <TableBox label="Announcements">
      <thead>
        <tr>
          <th scope="col">Text</th>
          <th scope="col">For whom</th>
          <th scope="col">When</th>
          <th scope="col">By</th>
          <th scope="col">
            <span class="hidden">Acts</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {all.map((one) => (
          <tr key={one.id}>
            <th scope="row" class="admin-said">
              {one.text}
            </th>
            <td>{scopeWords(one)}</td>
            <td>
              {one.from > now ? (
                <>
                  From <Time at={one.from} />
                </>
              ) : (
                "Now"
              )}
              <span class="admin-below">
                until <Time at={one.until} />
              </span>
            </td>
            <td>{one.by ?? "-"}</td>
            <td>
              <button
                type="button"
                class="button small danger"
                aria-label={`Remove “${one.text.slice(0, 40)}”`}
                onClick={() => remove(one)}
              >
                Remove…
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  );
}

export function AnnouncementsPage() {
  const app = useAdmin();
  const loaded = useLoad(() => app.api.announcements(), []);
  const rooms = useLoad(() => app.api.rooms(), []);
  const [removing, setRemoving] = useState<Announcement | null>(null);
  const done = (words: string) => {
    setRemoving(null);
    app.tell(words);
    void loaded.again();
  };
  return (
    <Page title="Announcements">
      <Part title="Present and to come">
        <LoadState of={loaded} />
        {loaded.value && <List all={loaded.value.announcements} remove={setRemoving} />}
      </Part>
      <Part title="New announcement">
        <NewAnnouncement regions={rooms.value?.regions ?? []} done={() => done("It is announced.")} />
      </Part>
      {removing && (
        <RemoveDialog
          of={removing}
          close={() => setRemoving(null)}
          done={() => done("The announcement is removed.")}
        />
      )}
    </Page>
  );
}
