import { prefer, preferences, themes } from "../../app/preferences";
import { Icon, type IconName } from "../../ui/icons";

const looks: Readonly<Record<(typeof themes)[number], { readonly icon: IconName; readonly label: string }>> =
  {
    system: { icon: "screen", label: "Like the system" },
    light: { icon: "sun", label: "Light" },
    dark: { icon: "moon", label: "Dark" },
  };

/** The same switch as the public page has, for this browser alone. */
export function ThemeChoice() {
  return (
    <fieldset class="segments">
      <legend class="hidden">Theme</legend>
      {themes.map((theme) => (
        <label key={theme} class="segment" title={looks[theme].label}>
          <input
            type="radio"
            name="theme"
            class="hidden"
            checked={preferences.value.theme === theme}
            onChange={() => prefer({ theme })}
          />
          <Icon name={looks[theme].icon} />
          <span class="hidden">{looks[theme].label}</span>
        </label>
      ))}
    </fieldset>
  );
}
