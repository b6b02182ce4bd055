import { useComputed } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { close } from "../../app/overlays";
import { findMessage, type MessageItem } from "../../rooms/room_state";
import { Dialog } from "../../ui/dialog";
import { Icon } from "../../ui/icons";
import type { Media } from "../../wire/shapes";
import { useRoomView } from "./room_view";

/** The room a picture takes in the log: known before it is loaded, so that nothing jumps. */
export function reserve(media: { readonly width: number; readonly height: number }): string {
  return `--w: ${media.width}; --h: ${media.height}`;
}

export function alternative(media: Media): string {
  return media.name === undefined || media.name === "" ? "Picture without a description" : media.name;
}

/** Loads once the place of the picture comes near the screen. */
function useNear() {
  const place = useRef<HTMLButtonElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: "400px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { place, near };
}

/** A message's picture in the log. */
export function PictureView({ item, media }: { readonly item: MessageItem; readonly media: Media }) {
  const view = useRoomView();
  const { place, near } = useNear();
  const shown = near ? view.room.pictures.show(media.id).value : { is: "loading" as const };
  const label = alternative(media);
  if (shown.is === "failed") {
    return (
      <span class="picture-lost">
        The picture could not be loaded.
        <button type="button" class="button small" onClick={() => view.room.pictures.retry(media.id)}>
          <Icon name="retry" />
          Retry
        </button>
      </span>
    );
  }
  if (shown.is === "gone") return <span class="picture-lost">The picture is gone.</span>;
  return (
    <button
      ref={place}
      type="button"
      class="picture"
      style={reserve(media)}
      aria-label={`${label}, show it large`}
      aria-busy={shown.is === "loading"}
      onClick={() => shown.is === "here" && view.enlarge(item.seq)}
    >
      {shown.is === "here" && <img src={shown.url} alt="" decoding="async" draggable={false} />}
    </button>
  );
}

/** One picture, as large as the window; it closes by itself when its message goes. */
export function Lightbox() {
  const view = useRoomView();
  const item = useComputed(() => {
    const seq = view.enlarged.value;
    return seq !== null && view.state ? findMessage(view.state, seq) : undefined;
  }).value;
  const media = item?.media;
  useEffect(() => {
    if (!media) close("picture");
  }, [media]);
  if (!item || !media) return null;
  const shown = view.room.pictures.show(media.id).value;
  return (
    <Dialog title={`Picture from ${item.by.name}`} kind="lightbox" onClose={() => close("picture")}>
      <figure class="enlarged">
        {shown.is === "here" && (
          <img src={shown.url} alt={alternative(media)} width={media.width} height={media.height} />
        )}
        {media.name !== undefined && media.name !== "" && <figcaption>{media.name}</figcaption>}
      </figure>
    </Dialog>
  );
}
