import { type Key, keys } from "../app/keys";
import { close } from "../app/overlays";
import { Dialog } from "./dialog";

const places = ["Writing", "Messages", "Anywhere"] as const;

export function KeysHelp() {
  const all: readonly Key[] = Object.values(keys);
  return (
    <Dialog title="Keys" onClose={() => close("keys")}>
      {places.map((place) => (
        <section key={place}>
          <h3>{place}</h3>
          <dl class="keys">
            {all
              .filter((key) => key.place === place)
              .map((key) => (
                <div key={key.label}>
                  <dt>
                    {key.keys.map((name) => (
                      <kbd key={name}>{name}</kbd>
                    ))}
                  </dt>
                  <dd>{key.label}</dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
