import { useState } from "preact/hooks";
import { useAdmin } from "../app/app";
import { plainWord } from "../app/words";
import { Told } from "../ui/fields";
import { Page, TableBox } from "../ui/page";
import { Time } from "../ui/time";
import { useAsking } from "../ui/use_asking";
import { LoadState, useLoad } from "../ui/use_load";
import type { Audit } from "../wire/shapes";

function Entries({ of }: { readonly of: Audit["entries"] }) {
  return (
    <TableBox label="Audit log">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">To whom or what</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {of.map((entry) => (
          <tr key={entry.n}>
            <td>
              <Time at={entry.at} />
            </td>
            <td>{entry.admin}</td>
            <th scope="row">{plainWord(entry.act)}</th>
            <td>{entry.subject ?? ""}</td>
            <td class="admin-said">{entry.reason ?? ""}</td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  );
}

export function AuditPage() {
  const { api } = useAdmin();
  const first = useLoad(() => api.audit(null), []);
  const [older, setOlder] = useState<Audit | null>(null);
  const asking = useAsking();
  const entries = [...(first.value?.entries ?? []), ...(older?.entries ?? [])];
  const more = older?.more ?? first.value?.more ?? false;
  const load = async () => {
    const last = entries.at(-1);
    if (!last) return;
    const next = await asking.run(() => api.audit(last.n));
    if (next) setOlder({ entries: [...(older?.entries ?? []), ...next.entries], more: next.more });
  };
  return (
    <Page title="Audit log" note="Who did what to whom, and why. It holds nothing of what is said.">
      <LoadState of={first} />
      {first.value && entries.length === 0 && <p class="note">Nothing has been done yet.</p>}
      {entries.length > 0 && <Entries of={entries} />}
      <Told asking={asking} />
      {more && (
        <div class="admin-row">
          <button type="button" class="button" disabled={asking.busy} onClick={() => void load()}>
            Older entries
          </button>
        </div>
      )}
    </Page>
  );
}
