import { useEffect, useState } from "preact/hooks";
import { close } from "../../../app/overlays";
import { clockTime, fullTime } from "../../../time/local";
import { Avatar } from "../../../ui/avatar";
import { Dialog } from "../../../ui/dialog";
import type { Ban } from "../../../wire/shapes";
import { useRoomView } from "../room_view";
import { Problem } from "./problem";
import { useAct } from "./use_act";

function bannedBy(by: NonNullable<Ban["by"]>): string {
  if (by === "server") return "the server";
  return by === "owner" ? "the owner" : "a moderator";
}

/** Who is banned, as they were shown here; nothing of the person behind it. */
export function BansDialog() {
  const { staff } = useRoomView().room;
  const acting = useAct();
  const [bans, setBans] = useState<readonly Ban[] | null>(null);
  const load = () => void acting.run(() => staff.bans()).then((reply) => reply && setBans(reply.bans));
  useEffect(load, []);
  const lift = async (ban: Ban) => {
    if (await acting.run(() => staff.unban(ban.ban))) load();
  };
  return (
    <Dialog title="Banned from this room" onClose={() => close("bans")}>
      <div class="stack">
        {bans?.length === 0 && <p>Nobody is banned.</p>}
        <ul class="roster">
          {(bans ?? []).map((ban) => (
            <li key={ban.ban} class="member">
              <Avatar name={ban.avatar} small />
              <span class="member-text">
                <span class="member-name">{ban.name}</span>
                <span class="note" title={fullTime(ban.at)}>
                  {ban.by ? `by ${bannedBy(ban.by)}, ` : ""}
                  {clockTime(ban.at)}
                </span>
              </span>
              <button
                type="button"
                class="button small"
                aria-label={`Lift the ban of ${ban.name}`}
                onClick={() => void lift(ban)}
              >
                Lift
              </button>
            </li>
          ))}
        </ul>
        <Problem acting={acting} />
      </div>
    </Dialog>
  );
}
