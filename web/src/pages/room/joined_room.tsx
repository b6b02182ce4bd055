import { useEffect, useMemo } from "preact/hooks";
import { close, onEscape, onFind, open, overlay } from "../../app/overlays";
import type { Room } from "../../rooms/room";
import { Dialog } from "../../ui/dialog";
import { headCount } from "../landing/room_list";
import { ClosingBanner, KnockBanner, OfferBanner, PinnedBar } from "./banners";
import { Composer } from "./composer";
import { FindBar } from "./find_bar";
import { LogView } from "./log_view";
import { Lightbox } from "./picture_view";
import { RoomHeader } from "./room_header";
import { RoomView, RoomViewContext } from "./room_view";
import { Roster } from "./roster";
import { ShareDialog } from "./share_dialog";
import { BansDialog } from "./staff/bans_dialog";
import { CloseDialog } from "./staff/close_dialog";
import { KnocksDialog } from "./staff/knocks_dialog";
import { MemberDialog } from "./staff/member_dialog";
import { SettingsDialog } from "./staff/settings_dialog";
import { TypingLine } from "./typing_line";

/** What Esc does in a room, one thing at a time: end a search, an edit, an answer, else jump to the latest. */
function useEscapes(view: RoomView): void {
  useEffect(() => {
    const removals = [
      onEscape(1, () => view.stopWriting()),
      onEscape(2, () => view.find(false)),
      onEscape(3, () => {
        view.jumpToLatest();
        view.focusComposer();
        return true;
      }),
    ];
    onFind(() => view.find(true));
    return () => {
      onFind(undefined);
      view.leave();
      for (const remove of removals) remove();
      close();
    };
  }, [view]);
}

function Overlays({ here }: { readonly here: string }) {
  switch (overlay.value) {
    case "roster":
      return (
        <Dialog title={here} kind="drawer" onClose={() => close("roster")}>
          <Roster />
        </Dialog>
      );
    case "share":
      return <ShareDialog />;
    case "member":
      return <MemberDialog />;
    case "bans":
      return <BansDialog />;
    case "knocks":
      return <KnocksDialog />;
    case "settings":
      return <SettingsDialog />;
    case "close_room":
      return <CloseDialog />;
    case "picture":
      return <Lightbox />;
    default:
      return null;
  }
}

export function JoinedRoom({ room }: { readonly room: Room }) {
  const view = useMemo(() => new RoomView(room), [room]);
  useEscapes(view);
  const here = `${headCount(room.state.value?.count ?? 0)} here`;
  return (
    <RoomViewContext.Provider value={view}>
      <div class="room">
        <RoomHeader />
        <main
          class="room-main"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => view.drop(event)}
        >
          <ClosingBanner />
          <OfferBanner />
          <KnockBanner show={() => open("knocks")} />
          {view.finding.value && <FindBar />}
          <PinnedBar />
          <LogView />
          <TypingLine />
          <Composer />
        </main>
        <aside class="roster-side" aria-label="People here" data-region tabIndex={-1}>
          <h2 class="roster-count">{here}</h2>
          <Roster />
        </aside>
      </div>
      <Overlays here={here} />
    </RoomViewContext.Provider>
  );
}
