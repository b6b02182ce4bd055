import { useState } from "preact/hooks";
import { Dialog } from "../../../ui/dialog";
import { useAdmin } from "../../app/app";
import { plainWord } from "../../app/words";
import { Go } from "../../ui/fields";
import { Part, TableBox } from "../../ui/page";
import { Time } from "../../ui/time";
import { useAsking } from "../../ui/use_asking";
import { type Loaded, LoadState } from "../../ui/use_load";
import type { Proposal } from "../../wire/shapes";

export type Choice = "agree" | "refuse" | "withdraw";

/** Nobody agrees to what they proposed themselves; they may take it back. */
export function choicesFor(proposal: Proposal, me: string): readonly Choice[] {
  return proposal.by === me ? ["withdraw"] : ["agree", "refuse"];
}

const choiceWords: Readonly<Record<Choice, string>> = {
  agree: "Agree",
  refuse: "Refuse",
  withdraw: "Take it back",
};

export function outcomeWords(choice: Choice, { act, person }: Proposal): string {
  if (choice === "agree") return `Done: ${plainWord(act)} ${person} for good.`;
  return choice === "refuse" ? `Refused; nothing happens to ${person}.` : "The proposal is taken back.";
}

interface Deciding {
  readonly proposal: Proposal;
  readonly choice: Choice;
}

function DecideDialog({ proposal, choice, done, close }: Deciding & { done: () => void; close: () => void }) {
  const { api } = useAdmin();
  const asking = useAsking();
  const send = async (event: Event) => {
    event.preventDefault();
    const answer = await asking.run(() => api.decide(proposal.id, choice === "agree"));
    if (answer) done();
  };
  const { person, act, by, reason } = proposal;
  return (
    <Dialog title={`${choiceWords[choice]}: ${plainWord(act)} ${person}`} onClose={close}>
      <form ref={asking.form} class="stack" onSubmit={(event) => void send(event)}>
        <p>
          {choice === "agree" ? (
            <>
              <strong>{person}</strong> can never log in again, and all their logins end at once.
            </>
          ) : (
            <>
              The proposal is gone, and nothing happens to <strong>{person}</strong>.
            </>
          )}
        </p>
        <p class="note">
          {by} says: <q>{reason}</q>
        </p>
        <Go asking={asking} danger={choice === "agree"}>
          {choiceWords[choice]}
        </Go>
      </form>
    </Dialog>
  );
}

interface ProposalsProps {
  readonly of: Loaded<{ readonly proposals: readonly Proposal[] }>;
  readonly decided: (proposal: Proposal, words: string) => void;
}

export function Proposals({ of: loaded, decided }: ProposalsProps) {
  const me = useAdmin().who.value?.name ?? "";
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const waiting = loaded.value?.proposals ?? [];
  return (
    <Part title="Waiting for a second admin">
      <LoadState of={loaded} />
      {loaded.value && waiting.length === 0 && <p class="note">Nothing waits.</p>}
      {waiting.length > 0 && (
        <TableBox label="Proposals">
          <thead>
            <tr>
              <th scope="col">Whom</th>
              <th scope="col">What</th>
              <th scope="col">Why</th>
              <th scope="col">Proposed by</th>
              <th scope="col">
                <span class="hidden">Acts</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {waiting.map((proposal) => (
              <tr key={proposal.id}>
                <th scope="row">{proposal.person}</th>
                <td>{plainWord(proposal.act)} for good</td>
                <td>
                  {proposal.reason}
                  {proposal.rule && <span class="note admin-below">{proposal.rule}</span>}
                </td>
                <td>
                  {proposal.by === me ? "you" : proposal.by}
                  <span class="note admin-below">
                    <Time at={proposal.at} />
                  </span>
                </td>
                <td>
                  <div class="admin-row">
                    {choicesFor(proposal, me).map((choice) => (
                      <button
                        key={choice}
                        type="button"
                        class={choice === "agree" ? "button small danger" : "button small"}
                        aria-label={`${choiceWords[choice]}: ${plainWord(proposal.act)} ${proposal.person}`}
                        onClick={() => setDeciding({ proposal, choice })}
                      >
                        {choiceWords[choice]}…
                      </button>
                    ))}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
      {deciding && (
        <DecideDialog
          {...deciding}
          close={() => setDeciding(null)}
          done={() => {
            setDeciding(null);
            decided(deciding.proposal, outcomeWords(deciding.choice, deciding.proposal));
          }}
        />
      )}
    </Part>
  );
}
