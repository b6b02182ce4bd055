import { useComputed } from "@preact/signals";
import { useState } from "preact/hooks";
import { useApp } from "../../app/app";
import { roomTitle } from "../../rooms/direct";
import { messageLifeWords } from "../../time/lives";
import { later } from "../../ui/later";
import { Link } from "../../ui/link";
import { TopBar } from "../../ui/top_bar";
import { defaultWish, type Wish } from "../axes/wish";
import { RoomList } from "./room_list";
import { StartForm } from "./start_form";

const OfficialRooms = later(async () => (await import("./official_rooms")).OfficialRooms);

const roomEnds = {
  empty: "5\u00a0minutes after the last person leaves",
  "1h": "1\u00a0hour after you start it",
  "24h": "24\u00a0hours after you start it",
  "7d": "7\u00a0days after you start it",
} as const;

function YourRooms() {
  // Where one stands before the door, one is not in.
  const app = useApp();
  const rooms = app.rooms.list.value.filter((room) => room.phase.value.is !== "refused");
  if (rooms.length === 0) return null;
  return (
    <section aria-labelledby="yours-title">
      <h2 id="yours-title">You are in</h2>
      <ul class="room-lines">
        {rooms.map((room) => (
          <li key={room.id}>
            <Link to={app.pathOf(room.id)} class="room-line">
              <span class="room-name">{room.state.value ? roomTitle(room.state.value) : "Joining…"}</span>
              {room.unread.value > 0 && <span class="badge">{room.unread} new</span>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Landing() {
  const { you, directory } = useApp();
  const user = you.value?.kind === "user";
  const official = useComputed(() => directory.official.value.length > 0).value;
  const [wish, setWish] = useState<Wish>(defaultWish);
  return (
    <div class="landing">
      <TopBar />
      <main class="landing-main" data-region tabIndex={-1}>
        <section class="hero">
          <h1>
            A room to talk in. <span>Nothing left afterwards.</span>
          </h1>
          <p class="promise">
            Each message is kept for <strong>{messageLifeWords[wish.messageLife]}</strong> and the room until{" "}
            <strong>{roomEnds[wish.life]}</strong>, in memory only; then both are erased.
          </p>
          <StartForm wish={wish} change={(part) => setWish({ ...wish, ...part })} />
          <p class="note">
            {user
              ? "Nothing of it is kept with your account: not the room, not who was in it, not a word."
              : "No account, no e-mail address, no phone number. You get a guest name you can change."}{" "}
            <Link to="/transparency">See what is held right now</Link>, or{" "}
            <Link to="/report">report a problem</Link>.
          </p>
        </section>
        <div class="landing-side">
          <YourRooms />
          {official && <OfficialRooms />}
          <RoomList />
        </div>
      </main>
    </div>
  );
}
