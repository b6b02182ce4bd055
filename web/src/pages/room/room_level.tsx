import { type Level, levelOf, levels, notifications, setLevel } from "../../inbox/levels";

const words: Readonly<Record<Level, string>> = { none: "None", mentions: "Mentions", all: "All" };

/** How much of this room becomes notifications of the browser. */
export function RoomLevel({ id }: { readonly id: string }) {
  const { on } = notifications.value;
  return (
    <label class="menu-row wraps">
      <span class="menu-grow">Notifications</span>
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
      {!on && <span class="note menu-below">Off in this browser; turn them on in the inbox.</span>}
    </label>
  );
}
