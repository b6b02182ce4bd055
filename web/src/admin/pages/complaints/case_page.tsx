import { useState } from "preact/hooks";
import { useAdmin } from "../../app/app";
import { personPath } from "../../app/router";
import { kindWords, outcomeWords, stateWords } from "../../app/words";
import { Told } from "../../ui/fields";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { ReasonDialog } from "../../ui/reason_dialog";
import { Time } from "../../ui/time";
import { useAsking } from "../../ui/use_asking";
import { LoadState, useLoad } from "../../ui/use_load";
import type { Case } from "../../wire/complaints";
import { ActDialog, possibleActs } from "./act_dialog";
import { EvidenceView } from "./evidence";
import { Thread } from "./thread";
import { type CaseProps, ResolveForm, WriteForm } from "./write_forms";

function About({ of }: { readonly of: Case }) {
  const { subject, room } = of;
  return (
    <>
      {subject ? (
        <>
          <bdi>{subject.name}</bdi> ({subject.kind}
          {subject.account ? ", has an account" : ", no account"})
        </>
      ) : (
        "nobody"
      )}
      {room && (room.there ? `, in room ${room.id}` : ", in a room that is gone")}
    </>
  );
}

function Facts({ of }: { readonly of: Case }) {
  const { rules } = useAdmin();
  const rule = rules.value?.find((each) => each.rule === of.rule)?.text ?? of.rule;
  return (
    <dl class="admin-facts">
      <dt>State</dt>
      <dd>
        {stateWords[of.state]}
        {of.outcome && `: ${outcomeWords[of.outcome].toLowerCase()}`}
      </dd>
      {rule && (
        <>
          <dt>Rule</dt>
          <dd>{rule}</dd>
        </>
      )}
      <dt>About</dt>
      <dd>
        <About of={of} />
      </dd>
      <dt>Reporter</dt>
      <dd>{of.reporter === "guest" ? "a visitor" : "a user"} (nobody sees who)</dd>
      <dt>Whose</dt>
      <dd>{of.assigned ?? "nobody’s yet"}</dd>
      <dt>Sent</dt>
      <dd>
        <Time at={of.created_at} />
      </dd>
      {of.ends_at !== null && (
        <>
          <dt>Deleted</dt>
          <dd>
            <Time at={of.ends_at} />
          </dd>
        </>
      )}
    </dl>
  );
}

type Open = "act" | "reveal" | null;

/** Claim, release, act, reveal: what is done to a case without writing into it. */
function Acts({ of, took }: CaseProps) {
  const app = useAdmin();
  const { api } = app;
  const [open, setOpen] = useState<Open>(null);
  const [account, setAccount] = useState<string | null>(null);
  const asking = useAsking();
  const closed = of.state === "resolved";
  const claimed = of.assigned === app.who.value?.name;
  const claim = async () => {
    const next = await asking.run(() => (claimed ? api.release(of.id) : api.claim(of.id)));
    if (next) took(next, claimed ? "It is nobody’s again." : "It is yours.");
  };
  const close = () => setOpen(null);
  return (
    <>
      <div class="admin-row">
        {!closed && (
          <button type="button" class="button" disabled={asking.busy} onClick={() => void claim()}>
            {claimed ? "Release" : "Claim"}
          </button>
        )}
        {possibleActs(of).length > 0 && (
          <button type="button" class="button danger" onClick={() => setOpen("act")}>
            Act…
          </button>
        )}
        {of.subject?.account && !closed && (
          <button type="button" class="button" onClick={() => setOpen("reveal")}>
            Reveal the account…
          </button>
        )}
      </div>
      <Told asking={asking} />
      {account !== null && (
        <p role="status">
          The account is <Link to={personPath(account)}>{account}</Link>. That you looked is in the audit log.
        </p>
      )}
      {open === "act" && (
        <ActDialog
          of={of}
          close={close}
          done={(acted, words) => {
            close();
            if (acted.complaint) took(acted.complaint, words);
            else app.tell(words);
          }}
        />
      )}
      {open === "reveal" && of.subject && (
        <ReasonDialog
          title="Reveal the account"
          draft={`${of.id}.reveal`}
          go="Reveal it to me"
          ask={(reason) => api.reveal(of.id, reason)}
          close={close}
          done={(found) => {
            close();
            setAccount(found.account);
          }}
        >
          <p>
            You will see which account is behind “<bdi>{of.subject.name}</bdi>”, even if they are hidden in
            the room. That you looked, and why, goes to the audit log.
          </p>
        </ReasonDialog>
      )}
    </>
  );
}

export function CasePage({ id }: { readonly id: string }) {
  const app = useAdmin();
  const loaded = useLoad(() => app.api.complaint(id), [id]);
  const of = loaded.value;
  const took = (next: Case, words: string) => {
    loaded.set(next);
    app.tell(words);
  };
  return (
    <Page title={of ? `Complaint: ${kindWords[of.kind].toLowerCase()}` : "Complaint"}>
      <div class="admin-row">
        <Link to="/admin/complaints">All complaints</Link>
        <button
          type="button"
          class="button small quiet"
          disabled={loaded.loading}
          onClick={() => void loaded.again()}
        >
          Look again
        </button>
      </div>
      <LoadState of={loaded} />
      {of && (
        <>
          <Facts of={of} />
          <Acts of={of} took={took} />
          <div class="admin-columns">
            <div class="stack">
              {of.evidence !== null && <EvidenceView raw={of.evidence} />}
              <Thread of={of} />
            </div>
            <div class="stack">
              {of.state !== "resolved" && <WriteForm of={of} took={took} what="reply" />}
              <WriteForm of={of} took={took} what="note" />
              {of.state !== "resolved" && <ResolveForm of={of} took={took} />}
            </div>
          </div>
        </>
      )}
    </Page>
  );
}
