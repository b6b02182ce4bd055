import { useState } from "preact/hooks";
import { fullTime } from "../../../time/local";
import type { Reply } from "../../../wire/replies";
import { Select } from "../../axes/choices";
import { useRoomView } from "../room_view";
import { Problem } from "./problem";
import { useAct } from "./use_act";

const uses = [1, 5, 20, 100] as const;
const lives = [
  { value: "1h", words: "1 hour" },
  { value: "24h", words: "24 hours" },
  { value: "7d", words: "7 days" },
] as const;

interface InvitesProps {
  readonly made: (token: string) => void;
}

/** Invitation links: they open the room whatever its door is like, for so many people and so long. */
export function Invites({ made }: InvitesProps) {
  const { staff } = useRoomView().room;
  const acting = useAct();
  const [count, setCount] = useState<number>(1);
  const [life, setLife] = useState<(typeof lives)[number]["value"]>("24h");
  const [last, setLast] = useState<Reply<"invite"> | null>(null);
  const [ended, setEnded] = useState(false);
  const make = async () => {
    const reply = await acting.run(() => staff.invite(count, life));
    if (!reply) return;
    setLast(reply);
    setEnded(false);
    made(reply.token);
  };
  const end = async () => {
    if (!(await acting.run(() => staff.endInvites()))) return;
    setLast(null);
    setEnded(true);
    made("");
  };
  return (
    <section class="stack invites" aria-labelledby="invites-title">
      <h3 id="invites-title">Invitations</h3>
      <div class="invite-fields">
        <Select
          label="For"
          value={count}
          options={uses.map((n) => ({ value: n, words: n === 1 ? "1 person" : `${n} people` }))}
          choose={setCount}
        />
        <Select label="Good for" value={life} options={lives} choose={setLife} />
      </div>
      <div class="act-row">
        <button type="button" class="button" disabled={acting.busy} onClick={() => void make()}>
          Make an invitation link
        </button>
        <button type="button" class="button" disabled={acting.busy} onClick={() => void end()}>
          End all invitations
        </button>
      </div>
      <p class="note" role="status">
        {last && `The link above now holds an invitation, good until ${fullTime(last.expires_at)}.`}
        {ended && "All invitations have ended."}
      </p>
      <Problem acting={acting} />
    </section>
  );
}
