import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { RoomView } from "./room_view";

/** Closer to the end than this, new messages keep the newest in view. */
export const stickWithinPx = 80;
const readOlderWithinPx = 300;

interface Anchor {
  readonly row: HTMLElement;
  readonly top: number;
}

/**
 * Scrolling of the log: sticks to the bottom only when the person is there, and keeps what is being read in
 * its place when rows above it come, change or go.
 */
export function useScroll(scroller: RefObject<HTMLDivElement | null>, view: RoomView, rows: unknown) {
  const anchor = useRef<Anchor | null>(null);

  const attend = useCallback(() => {
    view.room.attend(view.atBottom.peek() && document.visibilityState === "visible");
  }, [view]);

  const remember = useCallback(() => {
    const log = scroller.current;
    if (!log) return;
    const top = log.getBoundingClientRect().top;
    const row = [...log.querySelectorAll<HTMLElement>("[data-message]")].find(
      (each) => each.getBoundingClientRect().bottom > top,
    );
    anchor.current = row ? { row, top: row.getBoundingClientRect().top - top } : null;
  }, [scroller]);

  const settle = useCallback(() => {
    const log = scroller.current;
    if (!log) return;
    if (view.atBottom.peek()) {
      log.scrollTop = log.scrollHeight;
    } else if (anchor.current?.row.isConnected) {
      const { row, top } = anchor.current;
      const moved = row.getBoundingClientRect().top - log.getBoundingClientRect().top - top;
      if (Math.abs(moved) >= 1) log.scrollTop += moved;
    }
  }, [scroller, view]);

  const onScroll = useCallback(() => {
    const log = scroller.current;
    if (!log) return;
    view.atBottom.value = log.scrollHeight - log.scrollTop - log.clientHeight <= stickWithinPx;
    attend();
    if (view.atBottom.peek()) return;
    remember();
    if (log.scrollTop < readOlderWithinPx) void view.room.readOlder();
  }, [scroller, view, attend, remember]);

  useLayoutEffect(() => settle(), [rows, settle]);

  useEffect(() => {
    const log = scroller.current;
    const observer = new ResizeObserver(() => settle());
    if (log) observer.observe(log);
    if (log?.firstElementChild) observer.observe(log.firstElementChild);
    attend();
    document.addEventListener("visibilitychange", attend);
    return () => {
      observer.disconnect();
      document.removeEventListener("visibilitychange", attend);
      view.room.attend(false);
    };
  }, [scroller, view, attend, settle]);

  const jump = useCallback(() => {
    view.atBottom.value = true;
    settle();
    attend();
  }, [view, settle, attend]);

  return { onScroll, jump };
}
