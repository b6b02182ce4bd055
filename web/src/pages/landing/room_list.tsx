import { useEffect, useState } from "preact/hooks";
import { useApp } from "../../app/app";
import { roomPath } from "../../app/router";
import { messageLifeWords } from "../../time/lives";
import { Icon } from "../../ui/icons";
import { LifeRing, TimeLeft } from "../../ui/life_ring";
import { Link } from "../../ui/link";
import type { Card } from "../../wire/shapes";

export const headCount = (count: number): string => (count === 1 ? "1 person" : `${count} people`);

function RoomLine({ card }: { readonly card: Card }) {
  return (
    <li>
      <Link to={roomPath(card.id)} class="room-line">
        <span class="room-line-text">
          <span class="room-name">{card.name}</span>
          {card.topic !== "" && <span class="room-topic">{card.topic}</span>}
        </span>
        <span class="room-line-facts">
          <span class="fact">
            <Icon name="people" />
            <span class="hidden">{headCount(card.count)}</span>
            <span aria-hidden="true">{card.count}</span>
          </span>
          <span class="fact note">
            {card.expires_at === null ? (
              `messages ${messageLifeWords[card.message_life]}`
            ) : (
              <>
                <LifeRing from={card.created_at} until={card.expires_at} />
                <span>
                  <TimeLeft until={card.expires_at} /> left
                </span>
              </>
            )}
          </span>
        </span>
      </Link>
    </li>
  );
}

const typedForMs = 250;

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

  const listing = app.directory.listing.value;
  const problem = app.directory.problem.value;
  const none = query.trim() === "" ? "No public room is open." : "No public room matches.";
  return (
    <section class="directory" aria-labelledby="directory-title">
      <div class="directory-head">
        <h2 id="directory-title">Public rooms {listing && <span class="note">{listing.total}</span>}</h2>
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
      {listing && listing.rooms.length === 0 && (
        <p class="empty">
          {none}{" "}
          {query.trim() === "" ? "Start one and list it here, or share a link with people you know." : ""}
        </p>
      )}
      {listing && (
        <ul class="room-lines">
          {listing.rooms.map((card) => (
            <RoomLine key={card.id} card={card} />
          ))}
        </ul>
      )}
    </section>
  );
}
