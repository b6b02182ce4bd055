import { useApp } from "../../../app/app";

interface IdentityProps {
  readonly hidden: boolean;
  readonly choose: (hidden: boolean) => void;
}

/** Under which name one comes in. Chosen before, for inside it cannot be changed. */
export function Identity({ hidden, choose }: IdentityProps) {
  const you = useApp().you.value;
  const shown = you ? `Show me as ${you.name}` : "Show me under a guest name";
  return (
    <fieldset class="identity">
      <legend class="hidden">Who the others see</legend>
      <label class="radio">
        <input type="radio" name="identity" checked={!hidden} onChange={() => choose(false)} />
        <span>{shown}</span>
      </label>
      <label class="radio">
        <input
          type="radio"
          name="identity"
          checked={hidden}
          aria-describedby="hidden-note"
          onChange={() => choose(true)}
        />
        <span>Hide me behind a pseudonym in this room</span>
      </label>
      <p id="hidden-note" class="note">
        {hidden
          ? "Nobody in the room, its owner included, can tell who you are. In every other room you look like somebody else."
          : you
            ? you.kind === "user"
              ? "The others see the name and the picture of your profile."
              : "The name can be changed later."
            : "The name is made up and can be changed later. Nothing else is asked."}
      </p>
    </fieldset>
  );
}
