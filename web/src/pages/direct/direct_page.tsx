import { useEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../../app/app";
import { attentive } from "../../app/attention";
import { toMarkRead } from "../../rooms/direct";
import type { Room } from "../../rooms/room";
import { Link } from "../../ui/link";
import { JoinedRoom } from "../room/joined_room";
import { Notice, RoomEnded } from "../room/room_ended";
import { useRoomAt } from "../room/use_room_at";

/** Says how far one has read, while one looks at the newest. */
function useReadMark(room: Room | undefined): void {
  const { client } = useApp();
  const told = useRef(0);
  const state = room?.state.value;
  const target = state && attentive.value && room.phase.value.is === "live" ? toMarkRead(state) : 0;
  useEffect(() => {
    if (!room || target <= told.current) return;
    told.current = target;
    void client.request<"read">({ t: "read", room: room.id, target });
  }, [client, room, target]);
}

function Direct({ id, again }: { readonly id: string; readonly again: () => void }) {
  const app = useApp();
  const room = useRoomAt(id);
  useEffect(() => void app.rooms.open(id), [app, id]);
  useReadMark(room);
  const phase = room?.phase.value;
  // The server drops one that nobody used for a while, or forgot it when it was started anew.
  const lost =
    (phase?.is === "ended" && phase.reason !== "unfriended") ||
    (phase?.is === "refused" && phase.refusal.code === "no_room");
  useEffect(() => {
    if (lost) again();
  }, [lost]);
  if (phase?.is === "ended" && phase.reason === "unfriended")
    return <RoomEnded reason={phase.reason} text={phase.text} />;
  return room?.state.value ? <JoinedRoom key={id} room={room} /> : null;
}

/** `/dm/<name>`: what two friends write to each other. */
export function DirectPage({ name }: { readonly name: string }) {
  const app = useApp();
  const you = app.you.value;
  const live = app.client.link.value.is === "live";
  const [at, setAt] = useState<{ readonly id: string; readonly time: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const open = async () => {
    const answer = await app.friends.direct(name);
    if (answer.ok) {
      setProblem(null);
      setAt((before) => ({ id: answer.reply.room, time: (before?.time ?? 0) + 1 }));
    } else if (answer.refusal.code !== "lost") setProblem(answer.refusal.text);
  };
  useEffect(() => {
    if (live && at === null && you?.kind === "user") void open();
  }, [live, at, you?.kind, name]);
  if (you === undefined) return null;
  if (you?.kind !== "user")
    return (
      <Notice title="Direct messages need an account">
        <p>
          <Link to="/login">Log in</Link> to write to your friends.
        </p>
      </Notice>
    );
  if (problem !== null)
    return (
      <Notice title={`You cannot write to ${name} now`}>
        <p>{problem}</p>
        <Link to="/friends" class="button">
          Your friends
        </Link>
      </Notice>
    );
  return at && <Direct key={`${at.id} ${at.time}`} id={at.id} again={() => void open()} />;
}
