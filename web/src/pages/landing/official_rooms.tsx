import { useState } from "preact/hooks";
import { useApp } from "../../app/app";
import { prefer } from "../../app/preferences";
import { everyOfficial, kindNames, kindsOf, officialRooms, regionsOf } from "../../directory/official";
import { Link } from "../../ui/link";
import { RoomLine } from "./room_list";
import "../../styles/official.css";

interface KindsProps {
  readonly kinds: ReturnType<typeof kindsOf>;
  readonly chosen: string;
  readonly choose: (kind: ReturnType<typeof kindsOf>[number]) => void;
}

function Kinds({ kinds, chosen, choose }: KindsProps) {
  if (kinds.length === 0) return null;
  return (
    <fieldset class="segments official-kinds">
      <legend class="hidden">Which official rooms</legend>
      {kinds.map((kind) => (
        <label key={kind} class="segment words">
          <input
            type="radio"
            name="official-kind"
            class="hidden"
            checked={chosen === kind}
            onChange={() => choose(kind)}
          />
          <span>{kindNames[kind]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Which region is one's own, and where that is kept. */
function Own({ region }: { readonly region: string }) {
  const user = useApp().you.value?.kind === "user";
  if (region === "") return null;
  return (
    <p class="note">
      {region} comes first.{" "}
      {user ? (
        <>
          It is the region of <Link to="/account">your profile</Link>.
        </>
      ) : (
        <>
          Only this browser remembers it.{" "}
          <button type="button" class="linkish" onClick={() => prefer({ region: "" })}>
            Forget it
          </button>
        </>
      )}
    </p>
  );
}

/** The rooms that the people who run this server have made; they are there always. */
export function OfficialRooms() {
  const app = useApp();
  const cards = app.directory.official.value;
  const own = app.region.value;
  const user = app.you.value?.kind === "user";
  const [filter, setFilter] = useState(everyOfficial);
  const regions = regionsOf(cards, own);
  // A region whose last room has gone is no longer there to be chosen.
  const region = regions.includes(filter.region) ? filter.region : "";
  const kinds = kindsOf(cards);
  const kind = kinds.includes(filter.kind) ? filter.kind : "all";
  const shown = officialRooms(cards, { kind, region }, own);
  const chooseRegion = (chosen: string) => {
    setFilter({ ...filter, region: chosen });
    // Of a user, the account knows; a visitor picks it here.
    if (chosen !== "" && !user) prefer({ region: chosen });
  };
  return (
    <section class="directory official" aria-labelledby="official-title">
      <div class="directory-head">
        <h2 id="official-title">Official rooms</h2>
        <Kinds kinds={kinds} chosen={kind} choose={(next) => setFilter({ ...filter, kind: next })} />
        {regions.length > 0 && (kind === "all" || kind === "regional") && (
          <label class="official-region">
            <span class="hidden">Region</span>
            <select value={region} onChange={(event) => chooseRegion(event.currentTarget.value)}>
              <option value="">Every region</option>
              {regions.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <Own region={own} />
      <p class="note">Made by the people who run this server. Always there; messages live at most 24 h.</p>
      <ul class="room-lines">
        {shown.map((card) => (
          <RoomLine key={card.id} card={card} />
        ))}
      </ul>
      {shown.length === 0 && <p class="empty">No official room fits.</p>}
    </section>
  );
}
