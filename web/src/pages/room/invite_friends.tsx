import { useId, useState } from "preact/hooks";
import { useApp } from "../../app/app";
import { mayInRoom, myRole } from "../../rooms/rights";
import { Avatar } from "../../ui/avatar";
import { Icon } from "../../ui/icons";
import type { Friend } from "../../wire/people";
import { Problem } from "./staff/problem";
import { useAct } from "./staff/use_act";
import { useRoomState } from "./use_room_state";
import "../../styles/invite_friends.css";

/** From this many on, one looks for a name quicker than one scrolls to it. */
const searchFrom = 8;

function FriendLine({ room, friend }: { readonly room: string; readonly friend: Friend }) {
  const { friends } = useApp();
  const acting = useAct();
  const [sent, setSent] = useState(false);
  const invite = async () => {
    if (await acting.run(() => friends.invite(room, friend.name))) setSent(true);
  };
  return (
    <li class="invite-friend">
      <Avatar name={friend.avatar} small />
      <span class="invite-name">
        {friend.display}
        <span class="note">{friend.online ? "online" : "away"}</span>
      </span>
      {sent ? (
        <span class="invite-sent" role="status">
          <Icon name="check" />
          Invited
        </span>
      ) : (
        <button
          type="button"
          class="button small"
          aria-label={`Invite ${friend.display}`}
          disabled={acting.busy}
          onClick={() => void invite()}
        >
          Invite
        </button>
      )}
      <Problem acting={acting} />
    </li>
  );
}

/** Friends get the invitation into their inbox; in a room that is not open, from those who run it. */
export function InviteFriends() {
  const app = useApp();
  const state = useRoomState();
  const title = useId();
  const [query, setQuery] = useState("");
  if (!state || app.you.value?.kind !== "user") return null;
  const { card, hidden } = state;
  const may = mayInRoom(myRole(state), "invites") || (card.entry === "open" && !card.locked);
  const friends = [...(app.friends.list.value?.values() ?? [])]
    .filter((each) => each.state === "friend")
    .sort(
      (a, b) => Number(b.online ?? false) - Number(a.online ?? false) || a.display.localeCompare(b.display),
    );
  if (!may || friends.length === 0) return null;
  const needle = query.trim().toLocaleLowerCase();
  const fitting = friends.filter((each) =>
    `${each.display} ${each.name}`.toLocaleLowerCase().includes(needle),
  );
  return (
    <section class="invite-friends" aria-labelledby={title}>
      <h3 id={title}>Invite a friend</h3>
      {hidden && (
        <p class="note">You are here under a pseudonym. Whom you invite learns that you are in this room.</p>
      )}
      {friends.length >= searchFrom && (
        <input
          aria-label="Find a friend"
          placeholder="Find a friend"
          autocomplete="off"
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      <ul class="invite-list">
        {fitting.map((friend) => (
          <FriendLine key={friend.name} room={card.id} friend={friend} />
        ))}
      </ul>
      {fitting.length === 0 && <p class="note">No friend has that name.</p>}
    </section>
  );
}
