import { useEffect } from "preact/hooks";
import { Landing } from "../pages/landing/landing";
import { Notice } from "../pages/room/room_ended";
import { RoomPage } from "../pages/room/room_page";
import { Announcements } from "../ui/announcements";
import { ConnectionBanner } from "../ui/connection_banner";
import { KeysHelp } from "../ui/keys_help";
import { RenameDialog } from "../ui/rename_dialog";
import { Switcher } from "../ui/switcher";
import { type App, AppContext } from "./app";
import { OfflinePage } from "./offline_page";
import { close, onEscape, overlay } from "./overlays";
import { route } from "./router";

function Page({ app }: { readonly app: App }) {
  const here = route.value;
  if (app.offline.value) return <OfflinePage />;
  switch (here.page) {
    case "landing":
      return <Landing />;
    case "room":
      return <RoomPage key={here.id} id={here.id} />;
    case "missing":
      return (
        <Notice title="There is no such page">
          <p>The address may be mistyped.</p>
        </Notice>
      );
  }
}

export function Shell({ app }: { readonly app: App }) {
  useEffect(
    () =>
      onEscape(0, () => {
        if (overlay.peek() === null) return false;
        close();
        return true;
      }),
    [],
  );
  return (
    <AppContext.Provider value={app}>
      <ConnectionBanner />
      <Page app={app} />
      {overlay.value === "keys" && <KeysHelp />}
      {overlay.value === "rename" && <RenameDialog />}
      {overlay.value === "switcher" && <Switcher />}
      <Announcements />
    </AppContext.Provider>
  );
}
