import type { Phase } from "../../rooms/room";
import { Mark } from "../../ui/brand";
import { Link } from "../../ui/link";
import { TopBar } from "../../ui/top_bar";

type Reason = Extract<Phase, { is: "ended" }>["reason"];

const words: Readonly<Record<Reason, string>> = {
  expired: "Its time was up.",
  empty: "Everybody had left.",
  closed: "Its owner closed it.",
  ownerless: "Its owner was gone, and nobody was left to take it over.",
  shutdown: "The server was shut down.",
  admin: "The people who run this server closed it.",
  unfriended: "You two are no longer friends.",
  gone: "It ended while you were away.",
};

interface EndedProps {
  readonly reason: Reason;
  /** What the owner said about it, or "". */
  readonly text: string;
}

export function RoomEnded({ reason, text }: EndedProps) {
  return (
    <Notice title="This room has ended">
      {text !== "" && <p class="lead">“{text}”</p>}
      <p>{words[reason]} Its messages and members have been erased, on the server and on this page.</p>
    </Notice>
  );
}

interface NoticeProps {
  readonly title: string;
  readonly children: preact.ComponentChildren;
}

/** A page that only says one thing and leads back to the start. */
export function Notice({ title, children }: NoticeProps) {
  return (
    <div class="single">
      <TopBar />
      <main class="single-main" data-region tabIndex={-1}>
        <Mark />
        <h1>{title}</h1>
        {children}
        <Link to="/" class="button primary">
          Go to the start page
        </Link>
      </main>
    </div>
  );
}
