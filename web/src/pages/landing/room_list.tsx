import { useEffect, useState } from "preact/hooks";
import { useApp } from "../../app/app";
import { roomPath } from "../../app/router";
import { opensLater } from "../../directory/listing";
import { messageLifeWords } from "../../time/lives";
import { opensWords } from "../../time/local";
import { serverNow } from "../../time/server_clock";
import { Icon, type IconName } from "../../ui/icons";
import { LifeRing, TimeLeft } from "../../ui/life_ring";
import { Link } from "../../ui/link";
import type { Card } from "../../wire/shapes";

export const headCount = (count: number): string => (count === 1 ? "1 person" : `${count} people`);

const entryBadges: Readonly<Record<Card["entry"], { icon: IconName; words: string } | null>> = {
  open: null,
  password: { icon: "key", words: "Password" },
  knock: { icon: "knock", words: "Knock" },
  invite: { icon: "lock", words: "Invitation" },
};

/** Says who made the room, and for whom. */
export function officialWords({ official, region }: Card): string {
  if (official === "special") return "Official, special";
  return official === "regional" && region ? `Official, ${region}` : "Official";
}

/** What stands between a visitor and the room, or between a member and writing in it. */
export function badgesOf(card: Card): readonly { readonly icon: IconName; readonly words: string }[] {
  const entry = entryBadges[card.entry];
  return [
    ...(card.official ? [{ icon: "official", words: officialWords(card) } as const] : []),
    ...(card.locked ? [{ icon: "lock", words: "Locked" } as const] : []),
    ...(entry ? [entry] : []),
    ...(card.speech === "voiced" ? [{ icon: "voice", words: "Voiced" } as const] : []),
    ...(card.guests ? [] : [{ icon: "person", words: "No guests" } as const]),
  ];
}

function Badges({ card }: { readonly card: Card }) {
  const badges = badgesOf(card);
  if (badges.length === 0) return null;
  return (
    <span class="room-badges">
      {badges.map(({ icon, words }) => (
        <span key={words} class="room-badge">
          <Icon name={icon} />
          {words}
        </span>
      ))}
    </span>
  );
}

/** How long it is there, or when it begins. */
function Time({ card }: { readonly card: Card }) {
  const now = serverNow();
  if (opensLater(card, now)) return <>{opensWords(card.opens_at ?? now, now)}</>;
  if (card.expires_at !== null) {
    return (
      <>
        <LifeRing from={card.created_at} until={card.expires_at} />
        <span>
          <TimeLeft until={card.expires_at} /> left
        </span>
      </>
    );
  }
  return (
    <>{card.life === "always" ? "always there" : `messages last ${messageLifeWords[card.message_life]}`}</>
  );
}

export function RoomLine({ card }: { readonly card: Card }) {
  const most = card.capacity ?? null;
  return (
    <li>
      <Link to={roomPath(card.id)} class="room-line">
        <span class="room-line-text">
          <span class="room-name">{card.name}</span>
          {card.topic !== "" && <span class="room-topic">{card.topic}</span>}
          <Badges card={card} />
        </span>
        <span class="room-line-facts">
          <span class="fact">
            <Icon name="people" />
            <span class="hidden">
              {headCount(card.count)}
              {most !== null && `, of ${most} at most`}
            </span>
            <span aria-hidden="true">
              {card.count}
              {most !== null && ` of ${most}`}
            </span>
          </span>
          <span class="fact note">
            <Time card={card} />
          </span>
        </span>
      </Link>
    </li>
  );
}

const typedForMs = 250;

/** All listed rooms, or only those that one can enter at once. */
function Filter() {
  const { directory } = useApp();
  const choices = [
    { open: false, words: "All" },
    { open: true, words: "Open to me" },
  ];
  return (
    <fieldset class="segments filter">
      <legend class="hidden">Which rooms</legend>
      {choices.map(({ open, words }) => (
        <label key={words} class="segment words">
          <input
            type="radio"
            name="rooms-filter"
            class="hidden"
            checked={directory.openOnly.value === open}
            onChange={() => directory.filter(open)}
          />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function RoomList() {
  const app = useApp();
  const [query, setQuery] = useState("");
  useEffect(() => {
    app.directory.show();
    return () => app.directory.hide();
  }, [app]);
  useEffect(() => {
    const timer = setTimeout(() => app.directory.search(query), typedForMs);
    return () => clearTimeout(timer);
  }, [app, query]);

  const all = app.directory.listing.value;
  const problem = app.directory.problem.value;
  const filtered = query.trim() !== "" || app.directory.openOnly.value;
  // They have a part of their own, but whoever searches finds them too.
  const rooms = all?.rooms.filter((card) => filtered || card.official === undefined);
  const total = all && rooms ? all.total - all.rooms.length + rooms.length : 0;
  const none = filtered ? "No public room matches." : "No public room is open.";
  return (
    <section class="directory" aria-labelledby="directory-title">
      <div class="directory-head">
        <h2 id="directory-title">Public rooms {rooms && <span class="note">{total}</span>}</h2>
        <Filter />
        <label class="search">
          <span class="hidden">Search public rooms</span>
          <Icon name="search" />
          <input
            type="search"
            placeholder="Search"
            maxLength={48}
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </label>
      </div>
      {problem && (
        <p class="note" role="status">
          {problem} The list may be out of date.
        </p>
      )}
      {rooms?.length === 0 && (
        <p class="empty">
          {none} {!filtered ? "Start one and list it here, or share a link with people you know." : ""}
        </p>
      )}
      {rooms && (
        <ul class="room-lines">
          {rooms.map((card) => (
            <RoomLine key={card.id} card={card} />
          ))}
        </ul>
      )}
    </section>
  );
}
