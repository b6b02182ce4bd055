import { useId, useState } from "preact/hooks";
import { useApp } from "../../app/app";
import { notifications, type Quiet, setNotifications } from "../../inbox/levels";
import { startNotifier } from "../../inbox/notifier";

const supported = () => typeof Notification !== "undefined";

interface AskingProps {
  readonly permission: NotificationPermission;
  readonly ask: () => void;
}

/** Asking is the answer to a click, never to anything else. */
function Asking({ permission, ask }: AskingProps) {
  const app = useApp();
  if (permission === "denied") {
    return (
      <p class="note" role="status">
        This browser blocks notifications of this page. You can allow them where the browser keeps its
        settings for this site.
      </p>
    );
  }
  if (permission === "default") {
    return (
      <button type="button" class="button" onClick={ask}>
        Turn notifications on
      </button>
    );
  }
  return (
    <label class="setting-row">
      <span>Show notifications</span>
      <input
        type="checkbox"
        class="switch"
        checked={notifications.value.on}
        onChange={(event) => {
          setNotifications({ on: event.currentTarget.checked });
          startNotifier(app);
        }}
      />
    </label>
  );
}

function QuietHours() {
  const { quiet } = notifications.value;
  const set = (part: Partial<Quiet>) => setNotifications({ quiet: { ...quiet, ...part } });
  const time = (name: "from" | "to", label: string) => (
    <label class="quiet-time">
      <span>{label}</span>
      <input
        type="time"
        required
        value={quiet[name]}
        disabled={!quiet.on}
        onChange={(event) => event.currentTarget.value !== "" && set({ [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <>
      <label class="setting-row">
        <span>Quiet hours, every day</span>
        <input
          type="checkbox"
          class="switch"
          checked={quiet.on}
          onChange={(event) => set({ on: event.currentTarget.checked })}
        />
      </label>
      {quiet.on && (
        <div class="quiet-times">
          {time("from", "From")}
          {time("to", "Until")}
        </div>
      )}
    </>
  );
}

/** What this browser shows by itself while one looks elsewhere. */
export function NotificationSettings({ heading: Heading }: { readonly heading: "h2" | "h3" }) {
  const app = useApp();
  const title = useId();
  const [permission, setPermission] = useState(supported() ? Notification.permission : null);
  const ask = async () => {
    const answer = await Notification.requestPermission();
    setPermission(answer);
    if (answer !== "granted") return;
    setNotifications({ on: true });
    startNotifier(app);
  };
  return (
    <section class="notification-settings" aria-labelledby={title}>
      <Heading id={title}>Notifications of this browser</Heading>
      <p class="note">
        While you look elsewhere, they say who and where, never what was written. How much of a room you want
        to hear is chosen in that room’s menu.
      </p>
      {permission === null ? (
        <p class="note">This browser cannot show notifications.</p>
      ) : (
        <Asking permission={permission} ask={() => void ask()} />
      )}
      {permission === "granted" && <QuietHours />}
    </section>
  );
}
