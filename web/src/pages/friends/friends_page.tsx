import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useApp } from "../../app/app";
import { Link } from "../../ui/link";
import { TopBar } from "../../ui/top_bar";
import type { Friend, FriendState } from "../../wire/people";
import { Problem } from "../room/staff/problem";
import { useAct } from "../room/staff/use_act";
import { FriendRow } from "./friend_row";
import "../../styles/friends.css";

/** Asks somebody by the name of the account. What was typed stays until it was taken. */
function AddFriend() {
  const { friends } = useApp();
  const acting = useAct();
  const [name, setName] = useState("");
  const [asked, setAsked] = useState<Friend | null>(null);
  const send = async (event: Event) => {
    event.preventDefault();
    setAsked(null);
    const wanted = name.trim();
    if (wanted === "") return;
    const answer = await acting.run(() => friends.ask({ name: wanted }));
    if (!answer) return;
    setAsked(answer.friend);
    setName("");
  };
  const done = asked?.state === "friend" ? "is your friend now." : "is asked.";
  return (
    <form class="friend-add" onSubmit={(event) => void send(event)}>
      <label for="friend-name">Add a friend by the name of the account</label>
      <div class="act-row">
        <input
          id="friend-name"
          value={name}
          maxLength={24}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-invalid={acting.problem !== null}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" class="button primary" disabled={acting.busy || name.trim() === ""}>
          {acting.busy ? "Asking…" : "Ask"}
        </button>
      </div>
      <Problem acting={acting} />
      <p class="note" role="status">
        {asked ? `${asked.display} ${done}` : ""}
      </p>
    </form>
  );
}

interface PartProps {
  readonly title: string;
  readonly states: readonly FriendState[];
  readonly all: readonly Friend[];
  /** Stands where nobody is; without it the part is left out then. */
  readonly children?: ComponentChildren;
}

function Part({ title, states, all, children }: PartProps) {
  const some = all.filter((each) => states.includes(each.state));
  if (some.length === 0 && !children) return null;
  return (
    <section class="friend-part" aria-label={title}>
      <h2>{title}</h2>
      {some.length === 0 && <p class="note">{children}</p>}
      <ul class="friend-list">
        {some.map((friend) => (
          <FriendRow key={friend.name} friend={friend} />
        ))}
      </ul>
    </section>
  );
}

function Lists() {
  const list = useApp().friends.list.value;
  if (list === null) return <p class="note">Your friends are on their way…</p>;
  const all = [...list.values()].sort(
    (a, b) => Number(b.online ?? false) - Number(a.online ?? false) || a.display.localeCompare(b.display),
  );
  return (
    <>
      <Part title="Asking you" states={["incoming"]} all={all} />
      <Part title="Friends" states={["friend"]} all={all}>
        Nobody yet. Ask somebody above, or from their name in a room.
      </Part>
      <Part title="Asked by you" states={["outgoing"]} all={all} />
      <Part title="Blocked" states={["blocked"]} all={all} />
    </>
  );
}

/** `/friends`: everybody to whom one is something. */
export function FriendsPage() {
  const you = useApp().you.value;
  if (you === undefined) return null;
  return (
    <div class="single">
      <TopBar />
      <main class="friends-main" data-region tabIndex={-1}>
        <h1>Friends</h1>
        {you?.kind === "user" ? (
          <>
            <AddFriend />
            <Lists />
          </>
        ) : (
          <>
            <p>With an account you have friends here, see when they are online, and write to them alone.</p>
            <div class="act-row">
              <Link to="/register" class="button primary">
                Create an account
              </Link>
              <Link to="/login" class="button">
                Log in
              </Link>
            </div>
          </>
        )}
      </main>
    </div>
  );
}
