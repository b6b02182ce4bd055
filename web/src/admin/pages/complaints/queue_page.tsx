import { useState } from "preact/hooks";
import { secondHand } from "../../../time/server_clock";
import { states } from "../../../wire/complaints";
import { useAdmin } from "../../app/app";
import { casePath, replacePlace } from "../../app/router";
import { ageWords, kindWords, outcomeWords, stateWords } from "../../app/words";
import { Told } from "../../ui/fields";
import { Link } from "../../ui/link";
import { Page, TableBox } from "../../ui/page";
import { Time } from "../../ui/time";
import { useAsking } from "../../ui/use_asking";
import { LoadState, useLoad } from "../../ui/use_load";
import { type Case, kinds } from "../../wire/complaints";
import { type Filters, noFilters, readFilters, writeFilters } from "./filters";

const queuePath = "/admin/complaints";
const choose = (filters: Filters) => replacePlace(queuePath + writeFilters(filters));

interface SelectProps {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly (readonly [string, string])[];
  readonly all: string;
  readonly change: (value: string | null) => void;
}

function Select({ label, value, options, all, change }: SelectProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value ?? ""} onChange={(event) => change(event.currentTarget.value || null)}>
        <option value="">{all}</option>
        {options.map(([word, words]) => (
          <option key={word} value={word}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

function FilterBar({ filters }: { readonly filters: Filters }) {
  const me = useAdmin().who.value?.name ?? "";
  const { state, kind, assigned } = filters;
  // A link may name another admin; then that one can be chosen as well.
  const other =
    assigned !== null && assigned !== "none" && assigned !== me ? [[assigned, assigned] as const] : [];
  return (
    <form class="admin-filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <Select
        label="State"
        value={state}
        all="All"
        options={states.map((word) => [word, stateWords[word]] as const)}
        change={(value) => choose({ ...filters, state: states.find((each) => each === value) ?? null })}
      />
      <Select
        label="Kind"
        value={kind}
        all="All"
        options={kinds.map((word) => [word, kindWords[word]] as const)}
        change={(value) => choose({ ...filters, kind: kinds.find((each) => each === value) ?? null })}
      />
      <Select
        label="Whose"
        value={assigned}
        all="Anybody’s"
        options={[["none", "Nobody’s yet"], [me, "Mine"], ...other]}
        change={(value) => choose({ ...filters, assigned: value })}
      />
      <button type="button" class="button small" onClick={() => choose(noFilters)}>
        Show all
      </button>
    </form>
  );
}

function Row({ of }: { readonly of: Case }) {
  const now = secondHand.value;
  return (
    <tr>
      <th scope="row">
        <Link to={casePath(of.id)}>{kindWords[of.kind]}</Link>
        {of.rule && <span class="note admin-below">{of.rule}</span>}
      </th>
      <td>
        {stateWords[of.state]}
        {of.outcome && <span class="note admin-below">{outcomeWords[of.outcome]}</span>}
      </td>
      <td>{of.subject ? <bdi>{of.subject.name}</bdi> : "-"}</td>
      <td>{of.assigned ?? "nobody"}</td>
      <td>
        <Time at={of.created_at} />
        <span class="note admin-below">{ageWords(of.created_at, now)} ago</span>
      </td>
    </tr>
  );
}

/** The complaints with one set of filters, older ones on request. */
function Queue({ filters }: { readonly filters: Filters }) {
  const { api } = useAdmin();
  const query = writeFilters(filters);
  const first = useLoad(() => api.complaints(query), [query]);
  const [older, setOlder] = useState<{ of: string; rows: readonly Case[]; more: boolean } | null>(null);
  const asking = useAsking();
  const beyond = older?.of === query ? older : null;
  const rows = [...(first.value?.complaints ?? []), ...(beyond?.rows ?? [])];
  const more = beyond?.more ?? first.value?.more ?? false;
  const renew = () => {
    setOlder(null);
    void first.again();
  };
  const load = async () => {
    const last = rows.at(-1);
    if (!last) return;
    const next = await asking.run(() => api.complaints(writeFilters(filters, last.id)));
    if (next) setOlder({ of: query, rows: [...(beyond?.rows ?? []), ...next.complaints], more: next.more });
  };
  if (!first.value) return <LoadState of={first} />;
  return (
    <>
      <LoadState of={first} />
      <p class="note" role="status">
        {rows.length === 0 ? "No complaint fits." : `${rows.length}${more ? " and more" : ""}, newest first`}
      </p>
      {rows.length > 0 && (
        <TableBox label="Complaints">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">State</th>
              <th scope="col">About</th>
              <th scope="col">Whose</th>
              <th scope="col">Sent</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} of={row} />
            ))}
          </tbody>
        </TableBox>
      )}
      <Told asking={asking} />
      <div class="admin-row">
        {more && (
          <button type="button" class="button" disabled={asking.busy} onClick={() => void load()}>
            Older ones
          </button>
        )}
        <button type="button" class="button quiet" disabled={first.loading} onClick={renew}>
          Look again
        </button>
      </div>
    </>
  );
}

export function QueuePage({ query }: { readonly query: string }) {
  const filters = readFilters(query);
  return (
    <Page title="Complaints">
      <FilterBar filters={filters} />
      <Queue filters={filters} />
    </Page>
  );
}
