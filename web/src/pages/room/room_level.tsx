import { type Level, levelOf, levels, notifications, setLevel } from "../../inbox/levels";

const words: Readonly<Record<Level, string>> = { none: "None", mentions: "Mentions", all: "All messages" };

/** How much of this room becomes notifications of the browser. */
export function RoomLevel({ id }: { readonly id: string }) {
  const { on } = notifications.value;
  return (
    <label class="menu-row">
      <span class="menu-grow">
        Notifications
        {!on && <span class="note">Off in this browser; the inbox turns them on.</span>}
      </span>
      <select
        class="menu-select"
        value={levelOf(id)}
        onChange={(event) => setLevel(id, event.currentTarget.value as Level)}
      >
        {levels.map((level) => (
          <option key={level} value={level}>
            {words[level]}
          </option>
        ))}
      </select>
    </label>
  );
}
