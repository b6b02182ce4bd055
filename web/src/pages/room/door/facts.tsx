import { messageLifeWords, roomEndWords, slowWords } from "../../../time/lives";
import { LifeRing, TimeLeft } from "../../../ui/life_ring";
import type { Card } from "../../../wire/shapes";
import { headCount } from "../../landing/room_list";

const entryWords: Readonly<Record<Card["entry"], string>> = {
  open: "Whoever has the link can come in.",
  password: "A password is asked for.",
  knock: "You knock, and somebody inside lets you in.",
  invite: "One comes in by invitation only.",
};

/** What can be known of a room before coming in: who, and what is kept for how long. */
export function Facts({ card }: { readonly card: Card }) {
  const open = card.entry === "open" && card.listing === "public";
  return (
    <ul class="facts">
      <li>
        {card.count === 0 ? "Nobody is here yet." : `${headCount(card.count)} here.`}{" "}
        {open ? "The room is public." : entryWords[card.entry]}
      </li>
      {(card.capacity ?? null) !== null && <li>It takes {card.capacity} people.</li>}
      {card.speech === "voiced" && <li>Only people with voice write; everybody can read.</li>}
      {card.slow_ms > 0 && <li>Slow mode: one message every {slowWords(card.slow_ms)}.</li>}
      <li>Each message is erased {messageLifeWords[card.message_life]} after it was sent.</li>
      <li>
        {card.expires_at === null ? (
          `The room ${roomEndWords(card)}.`
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
