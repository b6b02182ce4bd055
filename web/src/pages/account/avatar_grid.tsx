import { useRef } from "preact/hooks";
import { gridMove } from "../../account/grid";
import { Avatar } from "../../ui/avatar";

const avatars = Array.from({ length: 64 }, (_, index) => `a${index}`);

interface GridProps {
  readonly chosen: string;
  readonly choose: (name: string) => void;
}

/** All pictures there are. One stop for Tab; arrows go in all four directions. */
export function AvatarGrid({ chosen, choose }: GridProps) {
  const grid = useRef<HTMLFieldSetElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const inputs = [...(grid.current?.querySelectorAll("input") ?? [])];
    const columns = new Set(inputs.map((input) => input.parentElement?.offsetLeft)).size;
    const at = inputs.indexOf(document.activeElement as HTMLInputElement);
    const next = at === -1 ? null : gridMove(event.key, at, columns, inputs.length);
    if (next === null) return;
    event.preventDefault();
    inputs[next]?.focus();
    choose(avatars[next] ?? chosen);
  };
  return (
    <fieldset ref={grid} class="avatar-grid" onKeyDown={onKeyDown}>
      <legend class="hidden">Picture</legend>
      {avatars.map((name, index) => (
        <label key={name} class="avatar-choice">
          <input
            type="radio"
            name="avatar"
            class="hidden"
            value={name}
            checked={name === chosen}
            onChange={() => choose(name)}
          />
          <Avatar name={name} />
          <span class="hidden">Picture {index + 1}</span>
        </label>
      ))}
    </fieldset>
  );
}
