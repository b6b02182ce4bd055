import { useId } from "preact/hooks";
import type { Account } from "../../wire/account";
import { SettingState } from "./setting_state";
import { useSetting } from "./use_setting";

type Name = "hide_profile" | "hide_name" | "invisible" | "requests_off";

const switches: readonly { readonly name: Name; readonly label: string; readonly note: string }[] = [
  {
    name: "hide_profile",
    label: "Hide my profile",
    note: "Others see your name and picture, and not what you wrote about yourself.",
  },
  {
    name: "hide_name",
    label: "Enter rooms hidden",
    note: "People in a room see a pseudonym that means nothing elsewhere, unless you choose otherwise at the door. In rooms you are in, nothing changes.",
  },
  {
    name: "invisible",
    label: "Look absent to friends",
    note: "Friends never see that you are here. Everybody else never does anyway.",
  },
  {
    name: "requests_off",
    label: "Take no friend requests",
    note: "Whoever asks hears the same as if there were no such account.",
  },
];

function Switch({ account, name, label, note }: { readonly account: Account } & (typeof switches)[number]) {
  const setting = useSetting();
  const described = useId();
  return (
    <div class="setting">
      <label class="setting-line">
        <input
          type="checkbox"
          class="switch"
          checked={setting.pending?.[name] ?? account[name]}
          aria-describedby={described}
          onChange={(event) => void setting.set({ [name]: event.currentTarget.checked })}
        />
        <span>{label}</span>
        <SettingState setting={setting} />
      </label>
      <p id={described} class="note">
        {note}
      </p>
    </div>
  );
}

export function Switches({ account }: { readonly account: Account }) {
  return (
    <section class="card" aria-labelledby="privacy-title">
      <h2 id="privacy-title">What others see</h2>
      {switches.map((each) => (
        <Switch key={each.name} account={account} {...each} />
      ))}
    </section>
  );
}
