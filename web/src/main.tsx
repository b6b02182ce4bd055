import { options, render } from "preact";
import { App } from "./app/app";
import { listenToKeys } from "./app/keys";
import { followPreferences } from "./app/preferences";
import { startRouter } from "./app/router";
import { registerServiceWorker } from "./app/service_worker";
import { Shell } from "./app/shell";
import { followTitle } from "./app/title";
import { runSecondHand } from "./time/server_clock";
import { loadAvatars } from "./ui/avatar";
import "./styles/index.css";

// A burst of messages is drawn once per frame, not once per message; a hidden page draws seldom.
options.debounceRendering = (draw) => {
  if (document.visibilityState === "visible") requestAnimationFrame(draw);
  else setTimeout(draw, 100);
};

const root = document.getElementById("app");
if (root) {
  followPreferences();
  startRouter();
  runSecondHand();
  const app = new App();
  render(<Shell app={app} />, root);
  listenToKeys(app);
  followTitle(app);
  void app.start();
  void loadAvatars();
  registerServiceWorker();
}
