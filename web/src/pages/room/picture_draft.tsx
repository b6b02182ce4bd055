import { type Signal, signal } from "@preact/signals";
import type { Writing } from "../../rooms/writing";
import { Icon } from "../../ui/icons";
import { reserve } from "./picture_view";
import { useRoomView } from "./room_view";

export interface Attaching {
  readonly busy: Signal<boolean>;
  readonly problem: Signal<string | null>;
  take(file: File | undefined): Promise<void>;
}

/** Makes files ready to be sent with the next message; the part that does it comes with the first one. */
export function attaching(writing: Writing): Attaching {
  const busy = signal(false);
  const problem = signal<string | null>(null);
  return {
    busy,
    problem,
    async take(file) {
      if (!file || busy.peek()) return;
      busy.value = true;
      problem.value = null;
      try {
        const { prepare } = await import("../../media/prepare");
        const made = await prepare(file);
        if (made.ok) writing.attach(made.picture);
        else problem.value = made.problem;
      } catch {
        problem.value = "The picture could not be read.";
      }
      busy.value = false;
    },
  };
}

/** The first picture among what was pasted or dropped. */
export function pictureIn(data: DataTransfer | null): File | undefined {
  return [...(data?.files ?? [])].find((file) => file.type.startsWith("image/"));
}

/** The picture that goes with the next message: how it looks, and what it shows in words. */
export function PictureDraft({ attach }: { readonly attach: Attaching }) {
  const { writing } = useRoomView().room;
  const picture = writing.picture.value;
  const problem = attach.problem.value;
  if (attach.busy.value) {
    return (
      <p class="composer-mode" role="status">
        Making the picture ready…
      </p>
    );
  }
  if (problem !== null) {
    return (
      <p class="composer-mode problem" role="alert">
        <span>{problem}</span>
        <button
          type="button"
          class="icon-button"
          aria-label="Dismiss"
          onClick={() => {
            attach.problem.value = null;
          }}
        >
          <Icon name="close" />
        </button>
      </p>
    );
  }
  if (!picture) return null;
  return (
    <div class="picture-draft">
      <img src={picture.url} alt="Goes with your message" style={reserve(picture)} draggable={false} />
      <label class="field">
        <span>Description, for those who cannot see it</span>
        <input
          value={picture.name}
          maxLength={80}
          autocomplete="off"
          placeholder="What the picture shows"
          onInput={(event) => writing.attach({ ...picture, name: event.currentTarget.value })}
        />
      </label>
      <button
        type="button"
        class="icon-button"
        aria-label="Remove the picture"
        onClick={() => writing.attach(null)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
