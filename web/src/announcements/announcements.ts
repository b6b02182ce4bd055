import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { call } from "../session/api";
import { secondHand } from "../time/server_clock";
import { type Announcement, announcements } from "../wire/announcements";
import { type Dismissed, dismissedKey, readDismissed, writeDismissed } from "./dismissed";
import { type Place, shownHere } from "./shown";

const againMs = 60_000;

function stored(): Dismissed {
  try {
    return readDismissed(localStorage.getItem(dismissedKey), Date.now());
  } catch {
    return new Map();
  }
}

/**
 * What the operator has to say (PROTOCOL section 19): asked for without a connection, told by the server with one.
 * Owned by the app.
 */
export class Announcements {
  private readonly all: Signal<readonly Announcement[]> = signal<readonly Announcement[]>([]);
  private readonly dismissed: Signal<Dismissed> = signal(stored());
  readonly shown: ReadonlySignal<readonly Announcement[]> = computed(() =>
    this.all.value.length === 0
      ? []
      : shownHere(
          this.all.value,
          this.place(),
          new Set(this.dismissed.value.keys()),
          // Drawn again each second only while there is something that may begin or end.
          secondHand.value,
        ),
  );
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `live`: the server tells by itself what changes. */
  constructor(
    private readonly place: () => Place,
    private readonly live: () => boolean,
  ) {
    addEventListener("storage", (event) => {
      if (event.key === dismissedKey || event.key === null) this.dismissed.value = stored();
    });
    document.addEventListener("visibilitychange", () => this.live() || void this.refresh());
  }

  /** The list as it is now. */
  take(list: readonly Announcement[]): void {
    this.all.value = list;
  }

  async refresh(): Promise<void> {
    clearTimeout(this.timer);
    if (document.visibilityState !== "visible") return;
    const answer = await call("/api/announcements", announcements);
    if (answer.ok) this.take(answer.value.announcements);
    this.plan();
  }

  private plan(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.live() ? this.plan() : void this.refresh()), againMs);
  }

  dismiss({ id, until }: Announcement): void {
    const next = new Map(stored()).set(id, until);
    this.dismissed.value = next;
    try {
      const raw = writeDismissed(next);
      if (raw !== null) localStorage.setItem(dismissedKey, raw);
    } catch {
      // Without storage it stays away as long as the page is there.
    }
  }
}
