import { useApp } from "../app/app";
import { Icon } from "./icons";
import "../styles/announcements.css";

/** What the people who run the server have to say, one at a time. It takes its place above the page and covers nothing. */
export function AnnouncementBanner() {
  const { announcements } = useApp();
  const shown = announcements.shown.value;
  const first = shown[0];
  const more = shown.length - 1;
  return (
    <section class="announcement" aria-label="Announcement">
      {first && (
        <>
          <Icon name="horn" />
          <p role="status" data-announcement={first.id}>
            {first.text}
            {more > 0 && <span class="note"> {more === 1 ? "1 more" : `${more} more`} after this.</span>}
          </p>
          <button
            type="button"
            class="icon-button"
            aria-label="Dismiss this announcement"
            onClick={() => announcements.dismiss(first)}
          >
            <Icon name="close" />
          </button>
        </>
      )}
    </section>
  );
}
