import { type Signal, signal } from "@preact/signals";

// The pictures are drawn by a part of the page that is loaded after the first paint.

type Draw = (name: string) => string;
const draw: Signal<Draw | null> = signal<Draw | null>(null);

export async function loadAvatars(): Promise<void> {
  const { drawAvatar } = await import("../avatars/draw");
  draw.value = drawAvatar;
}

export function Avatar({ name, small = false }: { readonly name: string; readonly small?: boolean }) {
  const source = draw.value?.(name);
  const className = small ? "avatar small" : "avatar";
  return source === undefined ? (
    <span class={className} />
  ) : (
    <img class={className} src={source} alt="" draggable={false} />
  );
}
