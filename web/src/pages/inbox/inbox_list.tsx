import { useEffect, useState } from "preact/hooks";
import { type App, useApp } from "../../app/app";
import { attentive } from "../../app/attention";
import { Icon } from "../../ui/icons";
import { Problem } from "../room/staff/problem";
import { useAct } from "../room/staff/use_act";
import { NoticeRow } from "./notice_row";
import { NotificationSettings } from "./notification_settings";
import "../../styles/inbox.css";

/** All that are here now, one after the other: the server takes only so many commands at once. */
async function dismissAll(app: App) {
  for (const { seq } of app.inbox.list.peek()) {
    let answer = await app.inbox.dismiss(seq);
    while (!answer.ok && answer.refusal.code === "rate_limited") {
      const ms = answer.refusal.retryAfterMs ?? 1_000;
      await new Promise((resolve) => setTimeout(resolve, ms));
      answer = await app.inbox.dismiss(seq);
    }
    // Something that went by itself is just as well.
    if (!answer.ok && answer.refusal.code !== "no_message") return answer;
  }
  return { ok: true, reply: true } as const;
}

function Empty() {
  return (
    <div class="inbox-empty">
      <Icon name="bell" />
      <p>Nothing here.</p>
      <p class="note">
        Mentions, invitations, requests of friends and knocks at your door come here. Each is gone after
        7&nbsp;days at most, and with what it speaks of.
      </p>
    </div>
  );
}

/** What concerns one, the newest first. Opening it is reading it. */
export function InboxList({ heading: Heading }: { readonly heading: "h1" | "h2" }) {
  const app = useApp();
  const { inbox } = app;
  const acting = useAct();
  const [settings, setSettings] = useState(false);
  const [seenBefore] = useState(inbox.readUpTo.peek());
  const list = inbox.list.value;
  const newest = list[0]?.seq ?? 0;
  const looked = attentive.value;
  useEffect(() => {
    if (looked) inbox.markRead();
  }, [newest, looked, inbox]);
  return (
    <div class="inbox">
      <header class="inbox-head">
        <Heading>Inbox</Heading>
        {list.length > 0 && (
          <button
            type="button"
            class="button quiet small"
            disabled={acting.busy}
            onClick={() => void acting.run(() => dismissAll(app))}
          >
            Dismiss all
          </button>
        )}
        <button
          type="button"
          class="icon-button"
          aria-label="Notifications of this browser"
          aria-expanded={settings}
          onClick={() => setSettings(!settings)}
        >
          <Icon name="settings" />
        </button>
      </header>
      {settings && <NotificationSettings heading={Heading === "h1" ? "h2" : "h3"} />}
      <Problem acting={acting} />
      {list.length === 0 ? (
        <Empty />
      ) : (
        <ul class="notices">
          {list.map((told) => (
            <NoticeRow key={told.seq} told={told} fresh={told.seq > seenBefore} />
          ))}
        </ul>
      )}
    </div>
  );
}
