import { useEffect, useState } from "preact/hooks";
import { type Failure, useApp } from "../../../app/app";
import { standing } from "../../../app/router";
import type { Refusal } from "../../../connection/client";
import type { Room } from "../../../rooms/room";
import { plainTicket, type Ticket } from "../../../rooms/ticket";
import { type Answer, fetchRoom } from "../../../session/api";
import { serverNow } from "../../../time/server_clock";
import type { Card } from "../../../wire/shapes";

export interface Entry {
  /** Null until the server was asked. */
  readonly answer: Answer<{ readonly room: Card }> | null;
  /** Why the last try did not lead in. */
  readonly refusal: Refusal | null;
  /** Server time before which another try is useless. */
  readonly until: number | null;
  readonly busy: boolean;
  readonly hidden: boolean;
  readonly choose: (hidden: boolean) => void;
  readonly join: (part: Partial<Ticket>) => void;
  readonly knock: (text: string) => void;
}

/** Who was here under a pseudonym is not shown by accident when they come again. */
export function wasHidden(room: Room | undefined, before = standing()): boolean {
  return room?.ticket.hidden === true || (before.is !== "outside" && before.hidden);
}

/** What the door of a room needs to know and to do. Looking makes no session and sets no cookie. */
export function useEntry(id: string, room: Room | undefined): Entry {
  const app = useApp();
  const [answer, setAnswer] = useState<Entry["answer"]>(null);
  const [failure, setFailure] = useState<Refusal | null>(null);
  const [until, setUntil] = useState<number | null>(null);
  const [asked, setAsked] = useState(false);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [before] = useState(() => wasHidden(room));
  // Until one chooses: as before, else as the account says.
  const hidden = chosen ?? (before || app.me.account.value?.hide_name === true);
  useEffect(() => {
    let wanted = true;
    void fetchRoom(id).then((got) => {
      if (wanted) setAnswer(got);
    });
    return () => {
      wanted = false;
    };
  }, [id]);

  const phase = room?.phase.value;
  const knocking = app.knocks.at(id);
  const refused = phase?.is === "refused" ? phase.refusal : null;
  const knockRefused = knocking?.is === "refused" ? knocking.refusal : null;
  const refusal = failure ?? knockRefused ?? refused;
  useEffect(() => {
    if (!refusal) return;
    setAsked(false);
    // Inside already, in another window: only the same way leads in.
    if (refusal.code === "identity_differs") setChosen(!hidden);
    setUntil(refusal.retryAfterMs === null ? null : serverNow() + refusal.retryAfterMs);
  }, [refusal]);

  // A knock that is over leads back to the door, where one may knock again; one that was heard goes on to the room.
  const waits = knocking !== null;
  useEffect(() => {
    if (!waits && (phase === undefined || phase.is === "refused")) setAsked(false);
  }, [waits]);

  const attempt = async (act: () => Promise<Failure | null>) => {
    setAsked(true);
    setFailure(null);
    if (knockRefused) app.knocks.forget(id);
    const failed = await act();
    if (failed) setFailure({ ...failed, retryAfterMs: failed.retryAfterMs ?? null });
  };
  return {
    answer,
    refusal,
    until,
    busy: asked && !refusal,
    hidden,
    choose: setChosen,
    // What nobody chose is left to the server: who is inside in another window comes in the same way.
    join: (part) =>
      void attempt(() => app.join(id, { ...plainTicket, hidden: chosen ?? (hidden || null), ...part })),
    knock: (text) => void attempt(() => app.knock(id, text, hidden)),
  };
}
