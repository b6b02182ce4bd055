import { useId } from "preact/hooks";
import { useApp } from "../../app/app";
import { type Account, accountThemes } from "../../wire/account";
import { SettingState } from "./setting_state";
import { useSetting } from "./use_setting";

const themeWords: Readonly<Record<Account["theme"], string>> = {
  system: "Like the system",
  light: "Light",
  dark: "Dark",
};

interface ChoiceProps {
  readonly account: Account;
  readonly name: "theme" | "language" | "region";
  readonly label: string;
  readonly note?: string;
  readonly choices: readonly (readonly [value: string, words: string])[];
}

function Choice({ account, name, label, note, choices }: ChoiceProps) {
  const setting = useSetting();
  const [id, below] = [useId(), useId()];
  const value = setting.pending?.[name] ?? account[name];
  return (
    <div class="field">
      <div class="setting-line">
        <label for={id}>{label}</label>
        <SettingState setting={setting} />
      </div>
      <select
        id={id}
        value={value}
        aria-describedby={note === undefined ? undefined : below}
        // The choices are the only values there are.
        onChange={(event) => void setting.set({ [name]: event.currentTarget.value as Account["theme"] })}
      >
        {choices.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
      {note !== undefined && (
        <span id={below} class="note">
          {note}
        </span>
      )}
    </div>
  );
}

export function Looks({ account }: { readonly account: Account }) {
  const regions = useApp().me.regions.value;
  return (
    <section class="card" aria-labelledby="looks-title">
      <h2 id="looks-title">Look and language</h2>
      <div class="choice-grid">
        <Choice
          account={account}
          name="theme"
          label="Theme"
          note="In every browser where you log in."
          choices={accountThemes.map((theme) => [theme, themeWords[theme]])}
        />
        <Choice
          account={account}
          name="language"
          label="Language"
          note="This page speaks English only so far."
          choices={[
            ["", "Like the system"],
            ["en", "English"],
            ...(["", "en"].includes(account.language) ? [] : [[account.language, account.language] as const]),
          ]}
        />
        {regions.length > 0 && (
          <Choice
            account={account}
            name="region"
            label="Region"
            note="Only what you choose; it is never guessed."
            choices={[["", "None"], ...regions.map((region) => [region, region] as const)]}
          />
        )}
      </div>
    </section>
  );
}
