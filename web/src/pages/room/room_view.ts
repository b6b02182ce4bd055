import { computed, type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Outgoing } from "../../rooms/outbox";
import type { Room } from "../../rooms/room";
import type { MessageItem, RoomState } from "../../rooms/room_state";
import { type PerFrame, perFrame } from "../../ui/per_frame";

interface Drawn {
  readonly state: RoomState | null;
  readonly outgoing: readonly Outgoing[];
}

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

  /** The room and what is on its way into it, as they are drawn. Together, so that none is missing between. */
  private readonly drawn: PerFrame<Drawn>;

  constructor(readonly room: Room) {
    this.drawn = perFrame(
      computed(() => ({ state: room.state.value, outgoing: room.writing.outbox.value.list })),
    );
  }

  get state(): RoomState | null {
    return this.drawn.value.value.state;
  }

  get outgoing(): readonly Outgoing[] {
    return this.drawn.value.value.outgoing;
  }

  leave(): void {
    this.drawn.stop();
  }

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
