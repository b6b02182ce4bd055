import { useEffect, useMemo } from "preact/hooks";
import { useApp } from "../../app/app";
import { close, onEscape, onFind, open, overlay } from "../../app/overlays";
import type { Room } from "../../rooms/room";
import { Dialog } from "../../ui/dialog";
import { later } from "../../ui/later";
import { headCount } from "../landing/room_list";
import { ClosingBanner, KnockBanner, OfferBanner, PinnedBar } from "./banners";
import { Composer } from "./composer";
import { FindBar } from "./find_bar";
import { LogView } from "./log_view";
import { Lightbox } from "./picture_view";
import { RoomHeader } from "./room_header";
import { RoomView, RoomViewContext } from "./room_view";
import { Roster } from "./roster";
import { TypingLine } from "./typing_line";

// What lies over a room comes when it is asked for.
const ShareDialog = later(async () => (await import("./share_dialog")).ShareDialog);
const BansDialog = later(async () => (await import("./staff/bans_dialog")).BansDialog);
const CloseDialog = later(async () => (await import("./staff/close_dialog")).CloseDialog);
const KnocksDialog = later(async () => (await import("./staff/knocks_dialog")).KnocksDialog);
const MemberDialog = later(async () => (await import("./staff/member_dialog")).MemberDialog);
const ReportDialog = later(async () => (await import("./report/report_dialog")).ReportDialog);
const SettingsDialog = later(async () => (await import("./staff/settings_dialog")).SettingsDialog);

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
    case "report":
      return <ReportDialog />;
    case "picture":
      return <Lightbox />;
    default:
      return null;
  }
}

/** What somebody came here for, once everything is there. */
function useErrand(view: RoomView): void {
  const { errand } = useApp();
  const { room } = view;
  const show = errand.value?.room === room.id && room.phase.value.is === "live" ? errand.value.show : null;
  useEffect(() => {
    if (show === null) return;
    errand.value = null;
    if (show === "knocks") open("knocks");
    else void view.showMessage(show).then(() => view.focusMessage(show));
  }, [show]);
}

export function JoinedRoom({ room }: { readonly room: Room }) {
  const view = useMemo(() => new RoomView(room), [room]);
  useEscapes(view);
  useErrand(view);
  const direct = room.state.value?.card.kind === "direct";
  const here = `${headCount(room.state.value?.count ?? 0)} here`;
  return (
    <RoomViewContext.Provider value={view}>
      <div class={direct ? "room alone" : "room"}>
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
        {!direct && (
          <aside class="roster-side" aria-label="People here" data-region tabIndex={-1}>
            <h2 class="roster-count">{here}</h2>
            <Roster />
          </aside>
        )}
      </div>
      <Overlays here={here} />
    </RoomViewContext.Provider>
  );
}
