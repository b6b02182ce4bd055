import { useState } from "preact/hooks";
import { Dialog } from "../../ui/dialog";
import { useAdmin } from "../app/app";
import { levels, levelWords } from "../app/words";
import { Go, RadioField } from "../ui/fields";
import { Page, Part } from "../ui/page";
import { useAsking } from "../ui/use_asking";
import { LoadState, useLoad } from "../ui/use_load";
import type { Settings } from "../wire/shapes";

/** Only what differs; whatever another admin has set meanwhile is left alone. */
export function changeOf(before: Settings, after: Settings): Partial<Settings> {
  return {
    ...(before.emergency_level === after.emergency_level ? {} : { emergency_level: after.emergency_level }),
    ...(before.registration === after.registration ? {} : { registration: after.registration }),
    ...(before.guests === after.guests ? {} : { guests: after.guests }),
  };
}

/** What a change means, one sentence each. */
export function changeWords(change: Partial<Settings>): readonly string[] {
  const words: string[] = [];
  const level = levels.find((each) => each.level === change.emergency_level);
  if (level) words.push(`Emergency level ${level.level}, ${level.title.toLowerCase()}. ${level.means}`);
  if (change.registration !== undefined) {
    words.push(change.registration ? "People can make accounts." : "Nobody can make an account.");
  }
  if (change.guests !== undefined) {
    words.push(
      change.guests ? "Visitors can come in without an account." : "Nobody new comes in without an account.",
    );
  }
  return words;
}

interface ChangeProps {
  readonly change: Partial<Settings>;
  readonly done: (settings: Settings) => void;
  readonly close: () => void;
}

function ChangeDialog({ change, done, close }: ChangeProps) {
  const { api } = useAdmin();
  const asking = useAsking();
  const send = async (event: Event) => {
    event.preventDefault();
    const settings = await asking.run(() => api.set(change));
    if (settings) done(settings);
  };
  return (
    <Dialog title="Change the settings of this server" onClose={close}>
      <form ref={asking.form} class="stack" onSubmit={(event) => void send(event)}>
        <p>For everybody, from now on:</p>
        <ul class="admin-changes">
          {changeWords(change).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        <Go asking={asking} danger>
          Change it
        </Go>
      </form>
    </Dialog>
  );
}

function SettingsForm({ of, done }: { readonly of: Settings; readonly done: (settings: Settings) => void }) {
  const [wanted, setWanted] = useState<Partial<Settings>>({});
  const [open, setOpen] = useState(false);
  const next = { ...of, ...wanted };
  const change = changeOf(of, next);
  const none = Object.keys(change).length === 0;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!none) setOpen(true);
      }}
    >
      <RadioField
        legend="Emergency level"
        name="level"
        value={String(next.emergency_level)}
        change={(value) => setWanted({ ...wanted, emergency_level: Number(value) })}
        options={levels.map(({ level, means }) => ({
          value: String(level),
          words: levelWords(level),
          note: means,
        }))}
      />
      <label class="radio">
        <input
          type="checkbox"
          class="switch"
          checked={next.registration}
          onChange={(event) => setWanted({ ...wanted, registration: event.currentTarget.checked })}
        />
        People can make accounts
      </label>
      <label class="radio">
        <input
          type="checkbox"
          class="switch"
          checked={next.guests}
          onChange={(event) => setWanted({ ...wanted, guests: event.currentTarget.checked })}
        />
        Visitors can come in without an account
      </label>
      <div class="actions">
        <button type="button" class="button" disabled={none} onClick={() => setWanted({})}>
          As it was
        </button>
        <button type="submit" class="button primary" disabled={none}>
          Change…
        </button>
      </div>
      {open && (
        <ChangeDialog
          change={change}
          close={() => setOpen(false)}
          done={(settings) => {
            setOpen(false);
            setWanted({});
            done(settings);
          }}
        />
      )}
    </form>
  );
}

export function SettingsPage() {
  const app = useAdmin();
  const loaded = useLoad(() => app.api.settings(), []);
  return (
    <Page title="Settings" note="They count at once, until they are changed here again.">
      <LoadState of={loaded} />
      {loaded.value && (
        <Part title="Doors of this server">
          <SettingsForm
            of={loaded.value}
            done={(settings) => {
              loaded.set(settings);
              app.tell(`Changed. Emergency level: ${levelWords(settings.emergency_level)}.`);
            }}
          />
        </Part>
      )}
    </Page>
  );
}
