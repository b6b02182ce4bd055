import { effect, type Signal, signal } from "@preact/signals";
import { isRecord } from "../wire/shape";

// The only things this page stores beyond the tab: how it looks, whether it tells that one is typing, and the
// region that a visitor picked (of a user, the account holds it).
// `theme.ts` reads the same key before the first paint.

export const preferencesKey = "preferences";
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export interface Preferences {
  readonly theme: Theme;
  readonly typing: boolean;
  readonly region: string;
}

const defaults: Preferences = { theme: "system", typing: true, region: "" };

export function readPreferences(raw: string | null): Preferences {
  try {
    const value: unknown = raw === null ? null : JSON.parse(raw);
    if (!isRecord(value)) return defaults;
    return {
      theme: themes.find((theme) => theme === value.theme) ?? defaults.theme,
      typing: typeof value.typing === "boolean" ? value.typing : defaults.typing,
      region: typeof value.region === "string" ? value.region : defaults.region,
    };
  } catch {
    return defaults;
  }
}

export const preferences: Signal<Preferences> = signal<Preferences>(defaults);

export function prefer(part: Partial<Preferences>): void {
  preferences.value = { ...preferences.peek(), ...part };
  try {
    const { region, ...rest } = preferences.peek();
    localStorage.setItem(preferencesKey, JSON.stringify(region === "" ? rest : { ...rest, region }));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** Keeps the document's theme in step with the preference, also when another tab changes it. */
export function followPreferences(): void {
  const read = () => {
    try {
      preferences.value = readPreferences(localStorage.getItem(preferencesKey));
    } catch {
      preferences.value = defaults;
    }
  };
  read();
  addEventListener("storage", (event) => {
    if (event.key === preferencesKey) read();
  });
  effect(() => {
    const { theme } = preferences.value;
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  });
}
