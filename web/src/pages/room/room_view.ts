import { type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Room } from "../../rooms/room";
import type { MessageItem } from "../../rooms/room_state";

/** What the page of one room shares between its parts, beside the room itself. Lives as long as it is shown. */
export class RoomView {
  /** The message being edited, by seq. */
  readonly editing: Signal<number | null> = signal<number | null>(null);
  readonly atBottom: Signal<boolean> = signal(true);
  /** Last refusal of an act on a message, for people. */
  readonly notice: Signal<string | null> = signal<string | null>(null);
  private noticeTimer: ReturnType<typeof setTimeout> | undefined;
  private toBottom: (() => void) | undefined;
  private toComposer: (() => void) | undefined;

  constructor(readonly room: Room) {}

  attachLog(toBottom: () => void): void {
    this.toBottom = toBottom;
  }

  attachComposer(focus: () => void): void {
    this.toComposer = focus;
  }

  jumpToLatest(): void {
    this.toBottom?.();
  }

  focusComposer(): void {
    this.toComposer?.();
  }

  edit(item: MessageItem): void {
    this.editing.value = item.seq;
    this.focusComposer();
  }

  tell(text: string): void {
    this.notice.value = text;
    clearTimeout(this.noticeTimer);
    this.noticeTimer = setTimeout(() => {
      this.notice.value = null;
    }, 6_000);
  }
}

export const RoomViewContext = createContext<RoomView | null>(null);

export function useRoomView(): RoomView {
  const view = useContext(RoomViewContext);
  if (!view) throw new Error("useRoomView outside of a room's page");
  return view;
}
