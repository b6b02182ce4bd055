import { computed, type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { open } from "../../app/overlays";
import type { Outgoing } from "../../rooms/outbox";
import type { Room } from "../../rooms/room";
import type { MessageItem, RoomState } from "../../rooms/room_state";
import { type PerFrame, perFrame } from "../../ui/per_frame";
import type { Author } from "../../wire/shapes";

interface Drawn {
  readonly state: RoomState | null;
  readonly outgoing: readonly Outgoing[];
}

/** From where a complaint was begun; that decides of what kind it is. */
export type Reported =
  | { readonly kind: "message"; readonly seq: number; readonly by: Author }
  | { readonly kind: "member"; readonly by: Author }
  | { readonly kind: "room" };

/** What the page of one room shares between its parts, beside the room itself. Lives as long as it is shown. */
export class RoomView {
  /** The message being edited, by seq. */
  readonly editing: Signal<number | null> = signal<number | null>(null);
  readonly atBottom: Signal<boolean> = signal(true);
  /** Whose card is open; their name and picture as they were where it was opened. */
  readonly about: Signal<Author | null> = signal<Author | null>(null);
  /** The message whose picture is seen large, by seq. */
  readonly enlarged: Signal<number | null> = signal<number | null>(null);
  /** What is being reported; the message by seq, the person by number and as they were shown. */
  readonly reporting: Signal<Reported | null> = signal<Reported | null>(null);
  readonly finding: Signal<boolean> = signal(false);
  /** The message that was looked for or jumped to, by seq. */
  readonly marked: Signal<number | null> = signal<number | null>(null);
  /** Last refusal of an act on a message, for people. */
  readonly notice: Signal<string | null> = signal<string | null>(null);
  private noticeTimer: ReturnType<typeof setTimeout> | undefined;
  private onDrop: ((event: DragEvent) => void) | undefined;
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

  /** What is dropped anywhere on the page goes to whoever writes. */
  attachDrop(take: (event: DragEvent) => void): void {
    this.onDrop = take;
  }

  drop(event: DragEvent): void {
    // Without this the browser would leave the page for the file.
    event.preventDefault();
    this.onDrop?.(event);
  }

  /** Shows or ends the search; says whether that changed anything. */
  find(on: boolean): boolean {
    if (this.finding.peek() === on) return false;
    this.finding.value = on;
    this.marked.value = null;
    if (!on) this.focusComposer();
    return true;
  }

  /** Ends an edit or an answer, if there is one. */
  stopWriting(): boolean {
    const { replyTo } = this.room.writing;
    if (this.editing.peek() === null && replyTo.peek() === null) return false;
    if (this.editing.peek() === null) replyTo.value = null;
    this.editing.value = null;
    return true;
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
    this.room.writing.replyTo.value = null;
    this.editing.value = item.seq;
    this.focusComposer();
  }

  reply(item: MessageItem): void {
    this.editing.value = null;
    this.room.writing.replyTo.value = item.seq;
    this.focusComposer();
  }

  showMember(author: Author): void {
    this.about.value = author;
    open("member");
  }

  report(what: Reported): void {
    this.reporting.value = what;
    open("report");
  }

  enlarge(seq: number): void {
    this.enlarged.value = seq;
    open("picture");
  }

  /** Brings a message into view and marks it; reads back if it is not here yet. */
  async showMessage(seq: number): Promise<void> {
    if (!(await this.room.readBackTo(seq))) return this.tell("That message is no longer there.");
    this.marked.value = seq;
    // What was read back is drawn with the next frame.
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    this.atBottom.value = false;
    document.querySelector(`[data-message="${seq}"]`)?.scrollIntoView({ block: "center" });
  }

  /** So that the keyboard goes on from there. */
  focusMessage(seq: number): void {
    document.querySelector<HTMLElement>(`[data-message="${seq}"]`)?.focus({ preventScroll: true });
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
