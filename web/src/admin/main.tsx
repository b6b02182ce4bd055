import { render } from "preact";
import { followPreferences } from "../app/preferences";
import { runSecondHand } from "../time/server_clock";
import { loadAvatars } from "../ui/avatar";
import { AdminApp } from "./app/app";
import { followPerson, followRegions } from "./app/presence";
import { startRouter } from "./app/router";
import { Shell } from "./shell";
import "../styles/base.css";
import "../styles/controls.css";
import "../styles/overlays.css";
import "../styles/account.css";
import "./admin.css";

const root = document.getElementById("app");
if (root) {
  followPreferences();
  startRouter();
  runSecondHand();
  const channel = new BroadcastChannel("admin");
  const app = new AdminApp({ post: (word) => channel.postMessage(word) });
  followPerson(app, channel);
  followRegions();
  render(<Shell app={app} />, root);
  void loadAvatars();
  void app.start();
}
