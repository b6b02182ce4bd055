import { useComputed } from "@preact/signals";
import { type Speech, speech } from "../../rooms/speech";
import { shortDuration } from "../../time/lives";
import { secondHand } from "../../time/server_clock";
import { Icon } from "../../ui/icons";
import { useDerived } from "../../ui/use_derived";
import { useRoomView } from "./room_view";

/** Whether one may write, by the second. */
export function useSpeech(): Speech {
  const view = useRoomView();
  const may = useComputed(() => {
    if (!view.state) return "";
    const now = speech(view.state, secondHand.value);
    return now.may ? "" : now.why;
  }).value;
  // Drawn again when the reason changes, not with each second.
  return may === "" || !view.state ? { may: true } : speech(view.state, secondHand.peek());
}

function words(now: Speech, left: string): string {
  if (now.may) return "";
  switch (now.why) {
    case "muted":
      return `You are muted. You can write again in ${left}.`;
    case "slow":
      return `Slow mode: your next message can go in ${left}.`;
    case "not_voiced":
      return "Only people with voice write here. Somebody who runs the room can give it to you.";
  }
}

/** Why nothing can be sent just now, and until when. What is written stays. */
export function SpeechLine({ now }: { readonly now: Speech }) {
  const until = !now.may && "until" in now ? now.until : null;
  const left = useDerived(() => (until === null ? "" : shortDuration(until - secondHand.value)), [until]);
  if (now.may) return null;
  return (
    <p class="composer-mode" data-why={now.why}>
      <Icon name={now.why === "slow" ? "clock" : "voice"} />
      <span>{words(now, left)}</span>
    </p>
  );
}
