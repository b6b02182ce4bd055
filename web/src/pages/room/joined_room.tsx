import { useEffect, useMemo } from "preact/hooks";
import { close, onEscape, overlay } from "../../app/overlays";
import type { Room } from "../../rooms/room";
import { Dialog } from "../../ui/dialog";
import { headCount } from "../landing/room_list";
import { Composer } from "./composer";
import { LogView } from "./log_view";
import { RoomHeader } from "./room_header";
import { RoomView, RoomViewContext } from "./room_view";
import { Roster } from "./roster";
import { ShareDialog } from "./share_dialog";
import { TypingLine } from "./typing_line";

export function JoinedRoom({ room }: { readonly room: Room }) {
  const view = useMemo(() => new RoomView(room), [room]);
  useEffect(() => {
    const removals = [
      onEscape(1, () => {
        if (view.editing.peek() === null) return false;
        view.editing.value = null;
        return true;
      }),
      onEscape(2, () => {
        view.jumpToLatest();
        view.focusComposer();
        return true;
      }),
    ];
    return () => {
      view.leave();
      for (const remove of removals) remove();
      close();
    };
  }, [view]);
  const here = `${headCount(room.state.value?.count ?? 0)} here`;
  return (
    <RoomViewContext.Provider value={view}>
      <div class="room">
        <RoomHeader />
        <main class="room-main">
          <LogView />
          <TypingLine />
          <Composer />
        </main>
        <aside class="roster-side" aria-label="People here" data-region tabIndex={-1}>
          <h2 class="roster-count">{here}</h2>
          <Roster />
        </aside>
      </div>
      {overlay.value === "roster" && (
        <Dialog title={here} kind="drawer" onClose={() => close("roster")}>
          <Roster />
        </Dialog>
      )}
      {overlay.value === "share" && <ShareDialog />}
    </RoomViewContext.Provider>
  );
}
