import { useEffect } from "preact/hooks";
import { useApp } from "../../app/app";
import { wasJoined } from "../../app/router";
import { Entrance } from "./entrance";
import { JoinedRoom } from "./joined_room";
import { RoomEnded } from "./room_ended";
import { useRoomAt } from "./use_room_at";

/** `/r/<id>`: the room for those who joined, its card and one action for everybody else. */
export function RoomPage({ id }: { readonly id: string }) {
  const app = useApp();
  const room = useRoomAt(id);
  const you = app.you.value;
  useEffect(() => {
    // A reload of a tab that had joined goes straight back in.
    if (you && wasJoined()) app.rooms.open(id);
  }, [app, id, you]);

  const phase = room?.phase.value;
  if (phase?.is === "ended") return <RoomEnded reason={phase.reason} />;
  if (room?.state.value) return <JoinedRoom key={id} room={room} />;
  if (you === undefined || (you && !room && wasJoined())) return null;
  return <Entrance id={id} room={room} />;
}
