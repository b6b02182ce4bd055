import { computed, effect, type ReadonlySignal, untracked } from "@preact/signals";
import { attentive } from "../app/attention";
import type { Room } from "../rooms/room";
import type { Inbox } from "./inbox";
import type { Told } from "./told";

/** What the bell has to know of the page around it. */
export interface Around {
  /** The room of this page's address, if it is inside. */
  readonly shown: ReadonlySignal<Room | undefined>;
  find(id: string): Room | undefined;
}

/** Which of the notices are still news to whoever sits here. Owned by the app. */
export class Bell {
  /** The room that is being looked at this moment. */
  readonly onScreen: ReadonlySignal<string | null> = computed(() =>
    attentive.value ? (this.around.shown.value?.id ?? null) : null,
  );
  /** Not seen yet; what the room on screen shows by itself needs no bell. */
  readonly fresh: ReadonlySignal<readonly Told[]> = computed(() =>
    this.inbox.list.value.filter(
      ({ seq, notice }) =>
        seq > this.inbox.readUpTo.value && !("room" in notice && notice.room.id === this.onScreen.value),
    ),
  );
  /** For the title: without mentions whose messages it counts as unread already. */
  readonly unheard: ReadonlySignal<number> = computed(
    () =>
      this.fresh.value.filter(
        ({ notice }) => notice.kind !== "mention" || !this.around.find(notice.room.id)?.unread.value,
      ).length,
  );

  constructor(
    private readonly inbox: Inbox,
    private readonly around: Around,
  ) {}

  /** Mentions in the room that is looked at are read by looking. */
  run(): void {
    const leaving = new Set<number>();
    effect(() => {
      const here = this.onScreen.value;
      for (const { seq, notice } of this.inbox.list.value) {
        if (notice.kind !== "mention" || notice.room.id !== here || leaving.has(seq)) continue;
        leaving.add(seq);
        void untracked(() => this.inbox.dismiss(seq)).then(() => leaving.delete(seq));
      }
    });
  }
}
