import { useEffect, useState } from "preact/hooks";
import { type Failure, useApp } from "../../app/app";
import { markJoined } from "../../app/router";
import type { Room } from "../../rooms/room";
import { type Answer, fetchRoom } from "../../session/api";
import { messageLifeWords, roomLifeWords } from "../../time/lives";
import { Brand } from "../../ui/brand";
import { LifeRing, TimeLeft } from "../../ui/life_ring";
import { ThemeSwitch } from "../../ui/theme_switch";
import type { Card } from "../../wire/shapes";
import { headCount } from "../landing/room_list";
import { Notice } from "./room_ended";

function Unavailable({ failure }: { readonly failure: Failure }) {
  if (failure.code === "gone") {
    return (
      <Notice title="This room has ended">
        <p>Nothing of it is kept.</p>
      </Notice>
    );
  }
  if (failure.code === "no_room") {
    return (
      <Notice title="There is no such room">
        <p>The link may be incomplete, or the room ended some time ago.</p>
      </Notice>
    );
  }
  return (
    <Notice title="This room cannot be opened now">
      <p>{failure.text}</p>
    </Notice>
  );
}

function Facts({ card }: { readonly card: Card }) {
  return (
    <ul class="facts">
      <li>
        {card.count === 0 ? "Nobody is here yet." : `${headCount(card.count)} here.`}{" "}
        {card.listing === "public" ? "The room is public." : "Whoever has the link can come in."}
      </li>
      <li>Each message is erased {messageLifeWords[card.message_life]} after it was sent.</li>
      <li>
        {card.expires_at === null ? (
          `The room is erased ${roomLifeWords[card.life]}.`
        ) : (
          <span class="fact">
            <LifeRing from={card.created_at} until={card.expires_at} />
            <span>
              The room is erased in <TimeLeft until={card.expires_at} />.
            </span>
          </span>
        )}
      </li>
    </ul>
  );
}

interface EntranceProps {
  readonly id: string;
  readonly room: Room | undefined;
}

/** What a visitor sees before joining. Looking makes no session and sets no cookie. */
export function Entrance({ id, room }: EntranceProps) {
  const app = useApp();
  const [answer, setAnswer] = useState<Answer<{ readonly room: Card }> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [asked, setAsked] = useState(false);
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
  const refusal = phase?.is === "refused" ? phase.refusal : null;
  if (refusal && (refusal.code === "no_room" || refusal.code === "gone"))
    return <Unavailable failure={refusal} />;
  if (!answer) return null;
  if (!answer.ok) return <Unavailable failure={answer} />;
  const card = answer.value.room;
  const joining = asked && !failure && !refusal;
  const join = async () => {
    setAsked(true);
    setFailure(null);
    if (room) {
      markJoined(true);
      await room.sync();
    } else {
      setFailure(await app.join(id));
    }
  };
  const problem = failure ?? refusal;
  const you = app.you.value;
  return (
    <div class="single">
      <header class="top" data-region>
        <Brand />
        <div class="top-side">
          <ThemeSwitch />
        </div>
      </header>
      <main class="single-main entrance" data-region tabIndex={-1}>
        <p class="eyebrow">{card.listing === "public" ? "Public room" : "You are invited to"}</p>
        <h1>{card.name}</h1>
        {card.topic !== "" && <p class="lead">{card.topic}</p>}
        <Facts card={card} />
        <button type="button" class="button primary large" disabled={joining} onClick={() => void join()}>
          {joining ? "Joining…" : "Join"}
        </button>
        {problem && (
          <p class="problem" role="alert">
            {problem.text}
          </p>
        )}
        <p class="note">
          {you
            ? `You come in as ${you.name}.`
            : "You come in as a guest with a made-up name, which you can change. Nothing else is asked."}
        </p>
      </main>
    </div>
  );
}
