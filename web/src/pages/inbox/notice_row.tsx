import { useEffect, useState } from "preact/hooks";
import { type App, useApp } from "../../app/app";
import { close } from "../../app/overlays";
import { loadRules } from "../../complaints/rules";
import type { Outcome } from "../../connection/client";
import type { Told } from "../../inbox/told";
import { noticeParts, noticeWords } from "../../inbox/words";
import { clockTime, fullTime, localDay } from "../../time/local";
import { serverNow } from "../../time/server_clock";
import { Avatar } from "../../ui/avatar";
import { Icon, type IconName } from "../../ui/icons";
import { LifeRing, TimeLeft } from "../../ui/life_ring";
import type { NoticeKind } from "../../wire/people";
import { useAct } from "../room/staff/use_act";
import { openTold } from "./open_told";

interface Doing {
  readonly words: string;
  readonly primary?: boolean;
  /** Null where it only leads somewhere. */
  readonly act: (() => Promise<Outcome<unknown>>) | null;
}

function doings(app: App, told: Told): readonly Doing[] {
  const { notice } = told;
  switch (notice.kind) {
    case "friend_request":
      return [
        { words: "Accept", primary: true, act: () => app.friends.answer(notice.name, true) },
        { words: "Decline", act: () => app.friends.answer(notice.name, false) },
      ];
    case "friend_accepted":
      return [{ words: "Write", act: null }];
    case "direct":
      return [{ words: "Open", act: null }];
    case "invite":
      return [{ words: "Enter", primary: true, act: null }];
    case "mention":
    case "knock":
    case "offer":
      return [{ words: "Go there", act: null }];
    case "complaint_answered":
      return [{ words: "Read it", primary: true, act: null }];
    case "rule_broken":
      return [{ words: "Appeal", act: null }];
    case "announcement":
      return [];
  }
}

/** What stands where there is nobody's picture. */
const icons: Readonly<Partial<Record<NoticeKind, IconName>>> = {
  knock: "knock",
  offer: "key",
  complaint_answered: "reply",
  rule_broken: "flag",
  announcement: "horn",
};

function When({ told }: { readonly told: Told }) {
  const { at, expiresAt } = told;
  const today = localDay(at) === localDay(serverNow());
  const day = new Intl.DateTimeFormat(undefined, { weekday: "short" });
  return (
    <span class="notice-when note">
      <LifeRing from={at} until={expiresAt} />
      <time dateTime={new Date(at).toISOString()} title={fullTime(at)}>
        {today ? "" : `${day.format(at)} `}
        {clockTime(at)}
      </time>
      <span>
        gone in <TimeLeft until={expiresAt} />
      </span>
    </span>
  );
}

interface RowProps {
  readonly told: Told;
  /** It was not seen before the inbox was opened. */
  readonly fresh: boolean;
}

/** One notice: what it says, what one can do about it, how long it stays. */
export function NoticeRow({ told, fresh }: RowProps) {
  const app = useApp();
  const acting = useAct();
  const [leaving, setLeaving] = useState(false);
  const { by, notice } = told;
  const words = noticeWords(told);
  const icon = icons[notice.kind];
  useEffect(() => {
    if (notice.kind === "rule_broken") void loadRules();
  }, [notice.kind]);
  const run = async ({ act }: Doing) => {
    if (act) return void acting.run(act);
    close("inbox");
    await openTold(app, told);
  };
  const dismiss = async () => {
    setLeaving(true);
    if (!(await acting.run(() => app.inbox.dismiss(told.seq)))) setLeaving(false);
  };
  return (
    <li class={fresh ? "notice fresh" : "notice"} data-notice={notice.kind}>
      {icon ? (
        <span class="notice-icon">
          <Icon name={icon} />
        </span>
      ) : (
        <Avatar name={by.avatar} />
      )}
      <div class="notice-body">
        <p class="notice-words">
          {fresh && <span class="hidden">New: </span>}
          {noticeParts(told).map((part) =>
            typeof part === "string" ? part : <strong key={part.name}>{part.name}</strong>,
          )}
        </p>
        <When told={told} />
        <div class="act-row">
          {doings(app, told).map((doing) => (
            <button
              key={doing.words}
              type="button"
              class={doing.primary ? "button small primary" : "button small"}
              aria-label={`${doing.words}: ${words}`}
              disabled={acting.busy}
              onClick={() => void run(doing)}
            >
              {doing.words}
            </button>
          ))}
        </div>
        {acting.problem && (
          <p class="problem" role="alert">
            {acting.problem}
          </p>
        )}
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={`Dismiss: ${words}`}
        disabled={leaving}
        onClick={() => void dismiss()}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
