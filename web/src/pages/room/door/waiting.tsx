import { useApp } from "../../../app/app";
import type { Knocking } from "../../../rooms/knocking";
import { TimeLeft } from "../../../ui/life_ring";
import { DoorFrame } from "./door_frame";

interface WaitingProps {
  readonly id: string;
  readonly knocking: Knocking;
  readonly name: string | null;
}

const ends = {
  denied: {
    title: "Nobody let you in",
    text: "Somebody inside declined your knock. You can knock again, or ask them another way.",
  },
  expired: {
    title: "Nobody answered",
    text: "Your knock was not answered in time. Nothing of it is kept. You can knock again.",
  },
} as const;

/** After the knock. What the answer is shows by itself, also after a reconnect or a reload. */
export function Waiting({ id, knocking, name }: WaitingProps) {
  const app = useApp();
  if (knocking.is === "denied" || knocking.is === "expired") {
    const { title, text } = ends[knocking.is];
    return (
      <DoorFrame title={title} {...(name === null ? {} : { eyebrow: name })}>
        <p role="status">{text}</p>
        <button type="button" class="button primary large" onClick={() => app.knocks.forget(id)}>
          Back to the door
        </button>
      </DoorFrame>
    );
  }
  return (
    <DoorFrame title="You have knocked" {...(name === null ? {} : { eyebrow: name })}>
      <p role="status">
        Waiting for somebody inside to let you in. You come in by yourself as soon as they do; keep this page
        open.
      </p>
      {knocking.is === "waiting" && (
        <p class="note">
          The knock runs out in <TimeLeft until={knocking.expiresAt} />.
        </p>
      )}
      <button type="button" class="button large" onClick={() => app.knocks.cancel(id)}>
        Cancel
      </button>
    </DoorFrame>
  );
}
