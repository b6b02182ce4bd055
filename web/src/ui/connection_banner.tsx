import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { useApp } from "../app/app";
import type { Link } from "../connection/machine";
import { goTo } from "./you_menu";

const quietMs = 1_000;

function downSince(link: Link): number | null {
  return link.is === "opening" || link.is === "greeting" || link.is === "waiting" ? link.downSince : null;
}

/** Seconds until the machine tries again, counted down while shown. */
function Countdown({ until }: { readonly until: number }) {
  const left = useSignal(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
  useEffect(() => {
    const renew = () => {
      left.value = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    };
    renew();
    const timer = setInterval(renew, 250);
    return () => clearInterval(timer);
  }, [until, left]);
  return <span aria-hidden="true">{left.value > 0 ? ` Next try in ${left} s.` : " Trying now…"}</span>;
}

/** Says that there is no connection once that has lasted a second, and what will happen. */
export function ConnectionBanner() {
  const app = useApp();
  const link = app.client.link.value;
  const since = useComputed(() => downSince(app.client.link.value)).value;
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (since === null) return;
    const timer = setTimeout(() => setLate(true), Math.max(0, since + quietMs - Date.now()));
    return () => clearTimeout(timer);
  }, [since]);

  if (link.is === "stopped") return <Stopped link={link} />;
  if (since === null || !late) return null;
  return (
    <div class="banner" role="status">
      <p>
        {link.is === "waiting" ? link.text : "Connecting."}
        {link.is === "waiting" ? <Countdown until={link.until} /> : " Trying now…"}
      </p>
      <button type="button" class="button small" onClick={() => app.client.retry()}>
        Retry now
      </button>
    </div>
  );
}

function Stopped({ link }: { readonly link: Extract<Link, { is: "stopped" }> }) {
  const app = useApp();
  if (link.remedy === "none") return null;
  // Until it is known who one is now, there is nothing to say.
  if (link.remedy === "session") return app.you.value === null ? <SessionEnded text={link.text} /> : null;
  return (
    <div class="banner" role="status">
      <p>{link.text}</p>
      <button type="button" class="button small" onClick={() => location.reload()}>
        Reload
      </button>
    </div>
  );
}

const loggedOut =
  "You have been logged out: from another browser, because the password was changed, or by the staff.";

function SessionEnded({ text }: { readonly text: string }) {
  const app = useApp();
  const inRooms = app.rooms.list.value.length > 0;
  const ended = app.me.ended.value;
  const [problem, setProblem] = useState<string | null>(null);
  if (!ended && !inRooms) return null;
  const renew = async () => setProblem((await app.renewSession())?.text ?? null);
  const kept = inRooms ? " What you were writing is still here." : "";
  return (
    <div class="banner" role="status">
      <p>{problem ?? (ended ? loggedOut + kept : text)}</p>
      {ended && (
        <button type="button" class="button small" onClick={() => goTo("login")}>
          Log in
        </button>
      )}
      {inRooms ? (
        <button type="button" class="button small" onClick={() => void renew()}>
          Go on as a new guest
        </button>
      ) : (
        <button
          type="button"
          class="button small"
          onClick={() => {
            app.me.ended.value = false;
          }}
        >
          Close
        </button>
      )}
    </div>
  );
}
