import { useEffect, useRef, useState } from "preact/hooks";
import { shortDuration } from "../../time/lives";
import { useAdmin } from "../app/app";
import { ageWords, figure, levelWords, unknown } from "../app/words";
import { Link } from "../ui/link";
import { Page } from "../ui/page";
import { Time } from "../ui/time";
import { refusalWords } from "../ui/use_asking";
import { useWhileVisible } from "../ui/use_load";
import type { Overview } from "../wire/overview";

const renewMs = 5_000;

/** Asked for again and again; a failure leaves the last figures on screen and says that they are old. */
function useOverview() {
  const { api } = useAdmin();
  const [value, setValue] = useState<Overview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const asking = useRef(false);
  const ask = async () => {
    // A slow answer is waited for, not asked for twice.
    if (asking.current) return;
    asking.current = true;
    const answer = await api.overview();
    asking.current = false;
    setProblem(answer.ok ? null : refusalWords(answer));
    if (answer.ok) setValue(answer.value);
  };
  useEffect(() => void ask(), []);
  useWhileVisible(() => void ask(), renewMs);
  return { value, problem };
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div class="admin-figure">
      <dt>{name}</dt>
      <dd class={value === unknown ? "unknown" : undefined}>{value}</dd>
    </div>
  );
}

function Waiting({ of }: { readonly of: Overview }) {
  const { complaints, at } = of;
  const oldest = complaints?.oldest_at ?? null;
  return (
    <section class="card" aria-label="Complaints">
      <h2>
        <Link to="/admin/complaints">Complaints</Link>
      </h2>
      <dl class="admin-figures">
        <Figure name="New" value={figure(complaints?.new)} />
        <Figure name="Assigned" value={figure(complaints?.assigned)} />
        <Figure name="Waiting for us" value={figure(complaints?.waiting_staff)} />
        <Figure name="Waiting for the reporter" value={figure(complaints?.waiting_reporter)} />
        <Figure name="Resolved" value={figure(complaints?.resolved)} />
      </dl>
      {complaints && (
        <p>
          {oldest === null ? "Nothing waits for us." : `The oldest has waited for ${ageWords(oldest, at)}.`}
        </p>
      )}
      {of.proposals !== 0 && (
        <p>
          <Link to="/admin/people">{proposalWords(of.proposals)}</Link>
        </p>
      )}
    </section>
  );
}

function proposalWords(count: number | null): string {
  if (count === null) return "Proposals: unknown";
  return count === 1 ? "1 proposal waits for a second admin" : `${count} proposals wait for a second admin`;
}

function Figures({ of }: { readonly of: Overview }) {
  const { live, rates, health } = of;
  return (
    <div class="admin-cards">
      <Waiting of={of} />
      <section class="card" aria-label="Live">
        <h2>Live</h2>
        <dl class="admin-figures">
          <Figure name="Connections" value={figure(live?.sockets)} />
          <Figure name="Visitors" value={figure(live?.visitors)} />
          <Figure name="Users" value={figure(live?.users)} />
          <Figure name="Rooms" value={figure(live?.rooms)} />
          <Figure name="Direct" value={figure(live?.directs)} />
          <Figure name="Messages held" value={figure(live?.messages)} />
        </dl>
      </section>
      <section class="card" aria-label="Load">
        <h2>Load</h2>
        <dl class="admin-figures">
          <Figure name="Messages per second" value={figure(rates?.messages_per_s)} />
          <Figure name="Deliveries per second" value={figure(rates?.deliveries_per_s)} />
        </dl>
      </section>
      <section class="card" aria-label="Health">
        <h2>Health</h2>
        <dl class="admin-figures">
          <Figure name="Database" value={health?.database ?? unknown} />
          <Figure name="Live store" value={health?.live_store ?? unknown} />
          <Figure name="Up for" value={shortDuration(Math.max(1000, of.at - of.started_at))} />
          <Figure name="Version" value={of.version} />
          <Figure name="Admins" value={figure(of.admins)} />
        </dl>
        <p>
          <Link to="/admin/settings">
            Emergency level: {of.emergency_level === null ? unknown : levelWords(of.emergency_level)}
          </Link>
        </p>
      </section>
    </div>
  );
}

export function OverviewPage() {
  const { value, problem } = useOverview();
  return (
    <Page title="Overview">
      {problem !== null && (
        <p class="problem" role="alert">
          {value ? "These figures are old. " : ""}
          {problem}
        </p>
      )}
      {value ? <Figures of={value} /> : problem === null && <p class="note">Loading…</p>}
      {value && (
        <p class="note">
          As of <Time at={value.at} />, renewed every 5 s while this page is visible.
        </p>
      )}
    </Page>
  );
}
