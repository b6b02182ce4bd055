import type { Setting } from "./use_setting";

/** Says how it stands with a choice that is saved as it is made. */
export function SettingState({ setting }: { readonly setting: Setting }) {
  const { pending, problem, saved } = setting;
  return (
    <span class={problem === null ? "note setting-state" : "problem setting-state"} role="status">
      {problem ?? (pending ? "Saving…" : saved ? "Saved" : "")}
    </span>
  );
}
