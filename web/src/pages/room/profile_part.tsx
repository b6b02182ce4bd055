import { useEffect, useState } from "preact/hooks";
import { useApp } from "../../app/app";
import { close } from "../../app/overlays";
import { directPath, navigate } from "../../app/router";
import type { FriendState } from "../../wire/people";
import type { Reply } from "../../wire/replies";
import { Problem } from "./staff/problem";
import { useAct } from "./staff/use_act";

interface ProfilePartProps {
  readonly room: string;
  readonly m: number;
}

const standing: Readonly<Partial<Record<FriendState, string>>> = {
  outgoing: "You have asked; there is no answer yet.",
  incoming: "Wants to be your friend.",
  friend: "Your friend.",
  blocked: "Blocked by you.",
};

/** What somebody with an account shows of it, and what the two are to each other. */
export function ProfilePart({ room, m }: ProfilePartProps) {
  const { friends } = useApp();
  const acting = useAct();
  const [card, setCard] = useState<Reply<"profile"> | null>(null);
  const [state, setState] = useState<FriendState | undefined>(undefined);
  useEffect(() => {
    void friends.profile(room, m).then((answer) => {
      if (!answer.ok) return;
      setCard(answer.reply);
      setState(answer.reply.friend);
    });
  }, [friends, room, m]);
  if (!card) return null;
  const name = card.account ?? "";
  const change = async (act: () => ReturnType<typeof friends.ask>) => {
    const done = await acting.run(act);
    if (done) setState(done.friend.state);
  };
  const button = (words: string, run: () => void) => (
    <button type="button" class="button" disabled={acting.busy} onClick={run}>
      {words}
    </button>
  );
  return (
    <section class="stack" aria-label="Profile">
      {card.account !== undefined && card.account !== card.name && <p class="note">{card.account}</p>}
      {card.about && <p>{card.about}</p>}
      {state !== undefined && standing[state] && <p class="note">{standing[state]}</p>}
      {state !== undefined && (
        <div class="act-row">
          {(state === "none" || state === "incoming") &&
            button(
              state === "none" ? "Add friend" : "Accept",
              () => void change(() => friends.ask({ room, m })),
            )}
          {state === "friend" &&
            name !== "" &&
            button("Write", () => {
              close("member");
              navigate(directPath(name));
            })}
          {(state === "none" || state === "outgoing" || state === "incoming") &&
            button("Block", () => void change(() => friends.block({ room, m })))}
          {state === "blocked" &&
            name !== "" &&
            button("Unblock", () => void change(() => friends.unblock(name)))}
        </div>
      )}
      <Problem acting={acting} />
    </section>
  );
}
