import { useEffect } from "preact/hooks";
import { Brand, Mark } from "../ui/brand";
import { useApp } from "./app";

/** The page was started without a server in reach: say so, and go on by itself when that changes. */
export function OfflinePage() {
  const app = useApp();
  useEffect(() => {
    const retry = () => void app.start();
    addEventListener("online", retry);
    const timer = setInterval(retry, 15_000);
    return () => {
      removeEventListener("online", retry);
      clearInterval(timer);
    };
  }, [app]);
  return (
    <div class="single">
      <header class="top">
        <Brand />
      </header>
      <main class="single-main">
        <Mark />
        <h1>No connection</h1>
        <p>The server cannot be reached just now. Nothing of your rooms is kept on this device.</p>
        <button type="button" class="button primary" onClick={() => void app.start()}>
          Try again
        </button>
      </main>
    </div>
  );
}
