import { useEffect, useState } from "preact/hooks";
import { Avatar } from "../../../ui/avatar";
import { useAdmin } from "../../app/app";
import { personPath } from "../../app/router";
import { Go, TextField } from "../../ui/fields";
import { Page, Part } from "../../ui/page";
import { Time } from "../../ui/time";
import { useAsking } from "../../ui/use_asking";
import { useLoad } from "../../ui/use_load";
import type { PersonAnswer, Subject } from "../../wire/shapes";
import { ResetDialog, SuspendDialog, UnsuspendDialog } from "./person_dialogs";
import { Proposals } from "./proposals";
import { RecoveryDialog } from "./recovery_dialog";

type Open = "suspend" | "unsuspend" | "reset" | null;

function Standing({ of }: { readonly of: Subject }) {
  const { rules } = useAdmin();
  const { suspended } = of;
  if (!suspended) return <p>Not suspended.</p>;
  const rule = rules.value?.find((each) => each.rule === suspended.rule)?.text ?? suspended.rule;
  return (
    <p>
      <strong>Suspended</strong> since <Time at={suspended.since} />,{" "}
      {suspended.until === null ? (
        "for good"
      ) : (
        <>
          until <Time at={suspended.until} />
        </>
      )}
      . Rule: {rule}.
    </p>
  );
}

interface CardProps {
  readonly of: Subject;
  readonly done: (answer: PersonAnswer, words: string) => void;
}

function PersonCard({ of, done }: CardProps) {
  const [open, setOpen] = useState<Open>(null);
  const dialog = {
    of,
    close: () => setOpen(null),
    done: (answer: PersonAnswer, words: string) => {
      setOpen(null);
      done(answer, words);
    },
  };
  return (
    <Part title={of.name}>
      <div class="admin-person">
        <Avatar name={of.avatar} />
        <div>
          <p>
            <bdi>{of.display}</bdi>
          </p>
          <p class="note">
            Account since <Time at={of.created_at} />
          </p>
        </div>
      </div>
      {of.about !== "" && <p class="admin-said">{of.about}</p>}
      <Standing of={of} />
      <div class="admin-row">
        {of.suspended && (
          <button type="button" class="button" onClick={() => setOpen("unsuspend")}>
            Unsuspend…
          </button>
        )}
        <button type="button" class="button danger" onClick={() => setOpen("suspend")}>
          {of.suspended ? "Suspend otherwise…" : "Suspend…"}
        </button>
        <button type="button" class="button" onClick={() => setOpen("reset")}>
          Reset…
        </button>
      </div>
      {open === "suspend" && <SuspendDialog {...dialog} />}
      {open === "unsuspend" && <UnsuspendDialog {...dialog} />}
      {open === "reset" && <ResetDialog {...dialog} />}
    </Part>
  );
}

export function PeoplePage({ name }: { readonly name: string }) {
  const app = useAdmin();
  const [typed, setTyped] = useState(name);
  const [found, setFound] = useState<Subject | null>(null);
  const [recovery, setRecovery] = useState<string | null>(null);
  const asking = useAsking({ no_person: "name" });
  const proposals = useLoad(() => app.api.proposals(), []);
  const find = async (wanted: string) => {
    const answer = await asking.run(() => app.api.person(wanted));
    setFound(answer?.person ?? null);
  };
  useEffect(() => {
    if (name !== "") void find(name);
  }, []);
  const search = (event: Event) => {
    event.preventDefault();
    const wanted = typed.trim().toLowerCase();
    if (asking.refuse("name", wanted === "" ? "Type the name of an account." : null)) return;
    if (wanted === name) void find(wanted);
    else app.go(personPath(wanted));
  };
  const done = (answer: PersonAnswer, words: string) => {
    if (answer.person) setFound(answer.person);
    if (answer.recovery !== undefined) setRecovery(answer.recovery);
    app.tell(words);
    if (answer.proposal) void proposals.again();
  };
  return (
    <Page
      title="People"
      note="By the exact name of an account. Who is behind a hidden member is seen in a complaint only."
    >
      <form ref={asking.form} class="admin-find" role="search" noValidate onSubmit={search}>
        <TextField label="Name" name="name" type="search" value={typed} change={setTyped} asking={asking} />
        <Go asking={asking}>Find</Go>
      </form>
      {found && <PersonCard of={found} done={done} />}
      <Proposals
        of={proposals}
        decided={(proposal, words) => {
          app.tell(words);
          void proposals.again();
          if (found?.name === proposal.person) void find(proposal.person);
        }}
      />
      {recovery !== null && found && (
        <RecoveryDialog name={found.name} words={recovery} close={() => setRecovery(null)} />
      )}
    </Page>
  );
}
