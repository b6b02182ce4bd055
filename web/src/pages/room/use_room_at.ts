import { useRef } from "preact/hooks";
import { useApp } from "../../app/app";
import type { Room } from "../../rooms/room";

function isOver(room: Room): boolean {
  const { is } = room.phase.value;
  return is === "ended" || is === "out";
}

/** The room of this page. One that ended is forgotten by the app, but the page still has to say so. */
export function useRoomAt(id: string): Room | undefined {
  const app = useApp();
  const last = useRef<Room | undefined>(undefined);
  const open = app.rooms.list.value.find((room) => room.id === id);
  if (open) last.current = open;
  else if (last.current?.id !== id || !isOver(last.current)) last.current = undefined;
  return open ?? last.current;
}
