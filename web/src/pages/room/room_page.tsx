import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../../app/app";
import { markJoined, standing } from "../../app/router";
import { plainTicket } from "../../rooms/ticket";
import { SentOut } from "./door/sent_out";
import { Entrance } from "./entrance";
import { JoinedRoom } from "./joined_room";
import { RoomEnded } from "./room_ended";
import { useRoomAt } from "./use_room_at";

/** `/r/<id>`: the room for those who joined, its door for everybody else. */
export function RoomPage({ id }: { readonly id: string }) {
  const app = useApp();
  const room = useRoomAt(id);
  const you = app.you.value;
  const atDoor = useRef(false);
  useEffect(() => {
    if (!you) return;
    // A reload of a tab that had joined goes straight back in, one that had knocked waits on.
    const before = standing();
    if (before.is === "inside") app.rooms.open(id, { ...plainTicket, hidden: before.hidden });
    if (before.is === "knocking" && !app.knocks.at(id)) void app.knock(id, "", before.hidden);
  }, [app, id, you]);

  const inside = room?.state.value ? (room.state.value.hidden ? "hidden" : "shown") : null;
  useEffect(() => {
    if (inside !== null) markJoined(true, inside === "hidden");
  }, [inside]);

  const phase = room?.phase.value;
  if (phase?.is === "ended") return <RoomEnded reason={phase.reason} text={phase.text} />;
  if (room && phase?.is === "out") return <SentOut room={room} how={phase.how} />;
  if (room?.state.value) return <JoinedRoom key={id} room={room} />;
  if (you === undefined || (you && !room && standing().is === "inside")) return null;
  // Who goes straight in sees no door on the way, and asks for no card.
  if (phase?.is === "joining" && !atDoor.current) return null;
  atDoor.current = true;
  return <Entrance id={id} room={room} />;
}
