import { useApp } from "../../../app/app";
import type { Phase, Room } from "../../../rooms/room";
import { Notice } from "../room_ended";
import { Stopped } from "./stopped";

interface SentOutProps {
  readonly room: Room;
  readonly how: Extract<Phase, { is: "out" }>["how"];
}

/** One was inside a moment ago. Everything of the room has left this page. */
export function SentOut({ room, how }: SentOutProps) {
  const app = useApp();
  if (how === "left") {
    return (
      <Notice title="You left this room">
        <p>You left it in another window. Nothing of it is kept on this page.</p>
      </Notice>
    );
  }
  // How long it lasts is the server's to say: it does so at the first try to come back.
  // Who was hidden comes back hidden, or not at all.
  const retry = how === "kicked" ? () => void app.join(room.id, room.ticket) : null;
  return <Stopped why={how} name={null} until={null} retry={retry} busy={false} />;
}
