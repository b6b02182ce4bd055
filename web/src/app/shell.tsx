import { useComputed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Landing } from "../pages/landing/landing";
import { Notice } from "../pages/room/room_ended";
import { RoomPage } from "../pages/room/room_page";
import { Announcements } from "../ui/announcements";
import { ConnectionBanner } from "../ui/connection_banner";
import { later } from "../ui/later";
import { ProofLine } from "../ui/proof_line";
import { RenameDialog } from "../ui/rename_dialog";
import { Switcher } from "../ui/switcher";
import { type App, AppContext } from "./app";
import { OfflinePage } from "./offline_page";
import { close, onEscape, overlay } from "./overlays";
import { route } from "./router";

// What few visits need comes when it is asked for.
const entry = () => import("../pages/account/entry");
const EntryPage = later(async () => (await entry()).EntryPage);
const EntryDialog = later(async () => (await entry()).EntryDialog);
const WordsDialog = later(async () => (await entry()).WordsDialog);
const ProfilePage = later(async () => (await import("../pages/account/profile_page")).ProfilePage);
const FriendsPage = later(async () => (await import("../pages/friends/friends_page")).FriendsPage);
const DirectPage = later(async () => (await import("../pages/direct/direct_page")).DirectPage);
const TransparencyPage = later(
  async () => (await import("../pages/transparency/transparency_page")).TransparencyPage,
);
const ReportPage = later(async () => (await import("../pages/report/report_page")).ReportPage);
const ComplaintsPage = later(
  async () => (await import("../pages/complaints/complaints_page")).ComplaintsPage,
);
const ReceiptDialog = later(async () => (await import("../pages/report/receipt_dialog")).ReceiptDialog);
const KeysHelp = later(async () => (await import("../ui/keys_help")).KeysHelp);
const AnnouncementBanner = later(async () => (await import("../ui/announcement_banner")).AnnouncementBanner);
const InboxPage = later(async () => (await import("../pages/inbox/inbox_page")).InboxPage);

function Page({ app }: { readonly app: App }) {
  const here = route.value;
  if (app.offline.value) return <OfflinePage />;
  switch (here.page) {
    case "landing":
      return <Landing />;
    case "room":
      return <RoomPage key={here.id} id={here.id} />;
    case "account":
      return <ProfilePage />;
    case "friends":
      return <FriendsPage />;
    case "direct":
      return <DirectPage key={here.name} name={here.name} />;
    case "transparency":
      return <TransparencyPage />;
    case "report":
      return <ReportPage />;
    case "complaints":
      return <ComplaintsPage key={here.id} id={here.id} />;
    case "inbox":
      return <InboxPage />;
    case "login":
    case "register":
    case "recovery":
      return <EntryPage key={here.page} which={here.page} />;
    case "missing":
      return (
        <Notice title="There is no such page">
          <p>The address may be mistyped.</p>
        </Notice>
      );
  }
}

/** What the operator has to say; most of the time nothing. */
function Announced({ app }: { readonly app: App }) {
  const some = useComputed(() => app.announcements.shown.value.length > 0).value;
  return some ? <AnnouncementBanner /> : null;
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
      <Announced app={app} />
      <Page app={app} />
      {overlay.value === "keys" && <KeysHelp />}
      {overlay.value === "rename" && <RenameDialog />}
      {overlay.value === "switcher" && <Switcher />}
      {(overlay.value === "login" || overlay.value === "register" || overlay.value === "recovery") && (
        <EntryDialog key={overlay.value} which={overlay.value} />
      )}
      {app.me.words.value !== null && <WordsDialog words={app.me.words.value} />}
      {app.receipt.value !== null && <ReceiptDialog words={app.receipt.value} />}
      <ProofLine />
      <Announcements />
    </AppContext.Provider>
  );
}
