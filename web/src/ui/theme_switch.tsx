import { useApp } from "../app/app";
import { preferences, type Theme } from "../app/preferences";
import { Icon, type IconName } from "./icons";

const choices: readonly { readonly theme: Theme; readonly icon: IconName; readonly label: string }[] = [
  { theme: "system", icon: "screen", label: "Like the system" },
  { theme: "light", icon: "sun", label: "Light" },
  { theme: "dark", icon: "moon", label: "Dark" },
];

export function ThemeSwitch() {
  const { me } = useApp();
  return (
    <fieldset class="segments">
      <legend class="hidden">Theme</legend>
      {choices.map(({ theme, icon, label }) => (
        <label key={theme} class="segment" title={label}>
          <input
            type="radio"
            name="theme"
            class="hidden"
            checked={preferences.value.theme === theme}
            onChange={() => void me.chooseTheme(theme)}
          />
          <Icon name={icon} />
          <span class="hidden">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
