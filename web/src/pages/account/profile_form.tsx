import { useState } from "preact/hooks";
import { aboutMost, aboutProblem, displayProblem } from "../../account/rules";
import { useApp } from "../../app/app";
import { Avatar } from "../../ui/avatar";
import type { Account } from "../../wire/account";
import { AvatarGrid } from "./avatar_grid";
import { Refusal, TextField } from "./fields";
import { useSubmit } from "./use_submit";

/** What others see. Saved by a button, so that nobody in a room sees half a name. */
export function ProfileForm({ account }: { readonly account: Account }) {
  const { me } = useApp();
  const [display, setDisplay] = useState(account.display);
  const [about, setAbout] = useState(account.about);
  const [avatar, setAvatar] = useState(account.avatar);
  const [saved, setSaved] = useState(false);
  const submit = useSubmit(
    { name_taken: "display", name_invalid: "display", about: "about" },
    { name_taken: "Somebody is called that, or something that looks like it. Try another." },
  );
  const changed = display !== account.display || about !== account.about || avatar !== account.avatar;
  const left = aboutMost - [...about].length;
  const change = (set: () => void) => {
    set();
    setSaved(false);
  };
  const save = async (event: Event) => {
    event.preventDefault();
    if (submit.refuse("display", displayProblem(display))) return;
    if (submit.refuse("about", aboutProblem(about))) return;
    const answer = await submit.run(() =>
      me.change({
        ...(display === account.display ? {} : { display }),
        ...(about === account.about ? {} : { about }),
        ...(avatar === account.avatar ? {} : { avatar }),
      }),
    );
    if (!answer) return;
    // The server tidies what it takes.
    setDisplay(answer.account.display);
    setAbout(answer.account.about);
    setSaved(true);
  };
  return (
    <form ref={submit.form} class="card" noValidate onSubmit={(event) => void save(event)}>
      <h2>Profile</h2>
      <details class="more-options profile-face">
        <summary>
          <Avatar name={avatar} />
          Choose another picture
        </summary>
        <AvatarGrid chosen={avatar} choose={(name) => change(() => setAvatar(name))} />
      </details>
      <TextField
        label="Display name"
        name="display"
        value={display}
        change={(value) => change(() => setDisplay(value))}
        submit={submit}
        autocomplete="nickname"
        note="What others see in rooms, up to 32 characters. Messages you wrote keep the old name."
      />
      <TextField
        label="About you"
        name="about"
        value={about}
        change={(value) => change(() => setAbout(value))}
        submit={submit}
        autocomplete="off"
        spellcheck
        note={
          left < 0
            ? (aboutProblem(about) ?? "")
            : `One line without links; ${left} of ${aboutMost} characters left`
        }
      />
      <Refusal submit={submit} />
      <div class="save-row">
        <button type="submit" class="button primary" disabled={submit.busy || !changed || left < 0}>
          {submit.busy ? "Saving…" : submit.told?.again ? "Try again" : "Save the profile"}
        </button>
        <span class="note" role="status">
          {changed && !submit.busy ? "Not saved yet" : saved ? "Saved; everybody sees it now" : ""}
        </span>
      </div>
    </form>
  );
}
