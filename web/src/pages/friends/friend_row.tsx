import { useState } from "preact/hooks";
import { useApp } from "../../app/app";
import { directPath, navigate } from "../../app/router";
import { Avatar } from "../../ui/avatar";
import type { Friend } from "../../wire/people";
import { Problem } from "../room/staff/problem";
import { useAct } from "../room/staff/use_act";

type Question = "unfriend" | "block";

const questions: Readonly<Record<Question, { readonly words: string; readonly yes: string }>> = {
  unfriend: {
    words: "End the friendship? All messages between you two are erased at once, for both.",
    yes: "End it",
  },
  block: {
    words:
      "Block? They cannot ask you or write to you any more, and are not told. What you wrote to each other is erased at once.",
    yes: "Block",
  },
};

interface SureProps {
  readonly question: Question;
  readonly busy: boolean;
  readonly yes: () => void;
  readonly no: () => void;
}

function Sure({ question, busy, yes, no }: SureProps) {
  const { words, yes: act } = questions[question];
  return (
    <div class="friend-sure" role="group" aria-label="Are you sure?">
      <p>{words}</p>
      <div class="act-row">
        <button type="button" class="button small danger" autofocus disabled={busy} onClick={yes}>
          {act}
        </button>
        <button type="button" class="button small" onClick={no}>
          Keep
        </button>
      </div>
    </div>
  );
}

function presence(friend: Friend): string {
  return friend.online ? "online" : "away";
}

/** One person and what one may do about them. What cannot be taken back asks once more. */
export function FriendRow({ friend }: { readonly friend: Friend }) {
  const { friends } = useApp();
  const acting = useAct();
  const [question, setQuestion] = useState<Question | null>(null);
  const { name, display, state } = friend;
  const act = (words: string, run: () => void, primary = false) => (
    <button
      type="button"
      class={primary ? "button small primary" : "button small"}
      aria-label={`${words}: ${display}`}
      disabled={acting.busy}
      onClick={run}
    >
      {words}
    </button>
  );
  const block = act("Block", () => setQuestion("block"));
  const sure = () => {
    const doing = question === "block" ? () => friends.block({ name }) : () => friends.remove(name);
    void acting.run(doing).then(() => setQuestion(null));
  };
  return (
    <li class="friend" data-state={state}>
      <Avatar name={friend.avatar} />
      <span class="friend-name">
        <strong>{display}</strong>
        <span class="note">
          {display === name ? "" : `${name} · `}
          {state === "friend" && (
            <span class={friend.online ? "online here" : "online"}>
              <span class="dot" aria-hidden="true" />
              {presence(friend)}
            </span>
          )}
          {state === "outgoing" && "has not answered yet"}
          {state === "incoming" && "wants to be your friend"}
          {state === "blocked" && "blocked by you"}
        </span>
        {friend.about && <span class="note">{friend.about}</span>}
      </span>
      <span class="act-row">
        {state === "incoming" && (
          <>
            {act("Accept", () => void acting.run(() => friends.answer(name, true)), true)}
            {act("Decline", () => void acting.run(() => friends.answer(name, false)))}
            {block}
          </>
        )}
        {state === "outgoing" && (
          <>
            {act("Take back", () => void acting.run(() => friends.remove(name)))}
            {block}
          </>
        )}
        {state === "friend" && (
          <>
            {act("Write", () => navigate(directPath(name)), true)}
            {act("Unfriend", () => setQuestion("unfriend"))}
            {block}
          </>
        )}
        {state === "blocked" && act("Unblock", () => void acting.run(() => friends.unblock(name)))}
      </span>
      {question && <Sure question={question} busy={acting.busy} yes={sure} no={() => setQuestion(null)} />}
      <Problem acting={acting} />
    </li>
  );
}
