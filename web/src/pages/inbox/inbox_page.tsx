import { useApp } from "../../app/app";
import { Link } from "../../ui/link";
import { TopBar } from "../../ui/top_bar";
import { InboxList } from "./inbox_list";

/** `/inbox`: on phones the bell leads here. */
export function InboxPage() {
  const app = useApp();
  const you = app.you.value;
  if (you === undefined || (you && !app.inbox.state.value)) return null;
  return (
    <div class="single">
      <TopBar />
      <main class="inbox-main" data-region tabIndex={-1}>
        {you ? (
          <InboxList heading="h1" />
        ) : (
          <div class="inbox-empty">
            <h1>Your inbox</h1>
            <p>You have none yet: it begins with the first room you enter or start.</p>
            <Link to="/" class="button primary">
              Go to the start page
            </Link>
          </div>
        )}
      </main>
    </div>
  );
}
