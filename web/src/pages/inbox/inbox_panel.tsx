import { InboxList } from "./inbox_list";

/** Below the bell. */
export function InboxPanel() {
  return (
    <section aria-label="Inbox">
      <InboxList heading="h2" />
    </section>
  );
}
