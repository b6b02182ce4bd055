import { useApp } from "../app/app";

/** Read aloud politely; never seen. */
export function Announcements() {
  const app = useApp();
  return (
    <div class="hidden" aria-live="polite" aria-atomic="true">
      {app.announcer.words}
    </div>
  );
}
