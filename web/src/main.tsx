import { render } from "preact";
import { App } from "./app/app";
import { followAttention } from "./app/attention";
import { listenToKeys } from "./app/keys";
import { followPreferences } from "./app/preferences";
import { startRouter } from "./app/router";
import { registerServiceWorker } from "./app/service_worker";
import { Shell } from "./app/shell";
import { followTitle } from "./app/title";
import { loadMarkdown } from "./text/text_view";
import { runSecondHand } from "./time/server_clock";
import { loadAvatars } from "./ui/avatar";
import "./styles/index.css";

const root = document.getElementById("app");
if (root) {
  followPreferences();
  startRouter();
  followAttention();
  runSecondHand();
  const app = new App();
  render(<Shell app={app} />, root);
  listenToKeys(app);
  followTitle(app);
  void app.start();
  // Asked for and allowed earlier; whoever has not, does not load it.
  if (globalThis.Notification?.permission === "granted") {
    void import("./inbox/notifier").then(({ startNotifier }) => startNotifier(app));
  }
  void loadAvatars();
  void loadMarkdown();
  registerServiceWorker();
}
