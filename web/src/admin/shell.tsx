import { useEffect, useRef } from "preact/hooks";
import { Mark } from "../ui/brand";
import { type AdminApp, AdminContext, useAdmin } from "./app/app";
import { type Route, route } from "./app/router";
import { AnnouncementsPage } from "./pages/announcements/announcements_page";
import { AuditPage } from "./pages/audit_page";
import { CasePage } from "./pages/complaints/case_page";
import { QueuePage } from "./pages/complaints/queue_page";
import { LoginPage } from "./pages/login";
import { OverviewPage } from "./pages/overview";
import { PeoplePage } from "./pages/people/people_page";
import { RoomsPage } from "./pages/rooms/rooms_page";
import { SettingsPage } from "./pages/settings_page";
import { Link } from "./ui/link";
import { Page } from "./ui/page";
import { ConfirmDialog, IdleDialog } from "./ui/session_dialogs";
import { ThemeChoice } from "./ui/theme_choice";

const parts: readonly {
  readonly to: string;
  readonly name: string;
  readonly pages: readonly Route["page"][];
}[] = [
  { to: "/admin", name: "Overview", pages: ["overview"] },
  { to: "/admin/complaints", name: "Complaints", pages: ["complaints", "complaint"] },
  { to: "/admin/rooms", name: "Rooms", pages: ["rooms"] },
  { to: "/admin/people", name: "People", pages: ["people"] },
  { to: "/admin/announcements", name: "Announcements", pages: ["announcements"] },
  { to: "/admin/audit", name: "Audit log", pages: ["audit"] },
  { to: "/admin/settings", name: "Settings", pages: ["settings"] },
];

function Shown() {
  const at = route.value;
  switch (at.page) {
    case "overview":
      return <OverviewPage />;
    case "complaints":
      return <QueuePage query={at.query} />;
    case "complaint":
      return <CasePage key={at.id} id={at.id} />;
    case "rooms":
      return <RoomsPage />;
    case "people":
      return <PeoplePage key={at.name} name={at.name} />;
    case "announcements":
      return <AnnouncementsPage />;
    case "audit":
      return <AuditPage />;
    case "settings":
      return <SettingsPage />;
    case "login":
    case "missing":
      return (
        <Page title="There is no such page">
          <p>The address may be mistyped.</p>
        </Page>
      );
  }
}

function Top() {
  const app = useAdmin();
  return (
    <header class="admin-top" data-region tabIndex={-1}>
      <Link to="/admin" class="brand">
        <Mark />
        <span>
          SecureRoomChat <span class="note">administration</span>
        </span>
      </Link>
      <div class="admin-you">
        <ThemeChoice />
        <span class="note">{app.who.value?.name}</span>
        <button type="button" class="button small" onClick={() => void app.leave("left")}>
          Log out
        </button>
      </div>
    </header>
  );
}

function Parts() {
  const { page } = route.value;
  const nav = useRef<HTMLElement>(null);
  // On a narrow screen the parts scroll in their line; the one that one is in stays in sight.
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [page]);
  return (
    <nav ref={nav} class="admin-nav" aria-label="Administration" data-region tabIndex={-1}>
      <ul>
        {parts.map(({ to, name, pages }) => (
          <li key={to}>
            <Link to={to} current={pages.includes(page)}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Inside() {
  const app = useAdmin();
  const idle = app.idle.value;
  return (
    <>
      <a class="hidden admin-skip" href="#main">
        Skip to the page
      </a>
      <Top />
      <div class="admin-body">
        <Parts />
        <main id="main" class="admin-main" data-region tabIndex={-1}>
          <Shown />
        </main>
      </div>
      {app.confirmation.wanted.value && <ConfirmDialog />}
      {idle.is === "warning" && <IdleDialog leftMs={idle.leftMs} />}
    </>
  );
}

/** The result of the last act: seen at the lower edge, and read aloud wherever one is. */
function Result() {
  const { told } = useAdmin();
  return (
    <p class={told.value === "" ? "admin-told empty" : "admin-told"} role="status">
      {told.value}
    </p>
  );
}

export function Shell({ app }: { readonly app: AdminApp }) {
  const who = app.who.value;
  return (
    <AdminContext.Provider value={app}>
      {who === undefined && <p class="note admin-login">Loading…</p>}
      {who === null && <LoginPage />}
      {who && <Inside />}
      <Result />
    </AdminContext.Provider>
  );
}
