import { useApp } from "../app/app";
import { navigate } from "../app/router";
import { Icon } from "./icons";
import { later } from "./later";
import { Menu } from "./menu";

const InboxPanel = later(async () => (await import("../pages/inbox/inbox_panel")).InboxPanel);

/** The same width as in the styles: there the inbox is a page of its own. */
const narrow = "(max-width: 640px)";

export function bellWords(fresh: number): string {
  return fresh === 0 ? "Inbox, nothing new" : `Inbox, ${fresh} new`;
}

/** In the head of every page, for everybody who has a session: how much of what concerns one is new. */
export function Bell() {
  const app = useApp();
  const fresh = app.bell.fresh.value.length;
  if (!app.inbox.state.value) return null;
  return (
    <Menu
      which="inbox"
      id="inbox-panel"
      class={fresh > 0 ? "icon-button bell ringing" : "icon-button bell"}
      label={bellWords(fresh)}
      instead={() => {
        if (!matchMedia(narrow).matches) return false;
        navigate("/inbox");
        return true;
      }}
      face={
        <>
          <Icon name="bell" />
          {fresh > 0 && <span class="badge corner">{fresh > 99 ? "99+" : fresh}</span>}
        </>
      }
    >
      <InboxPanel />
    </Menu>
  );
}
