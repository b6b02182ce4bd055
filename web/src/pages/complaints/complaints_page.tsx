import { useEffect, useState } from "preact/hooks";
import { useApp } from "../../app/app";
import { complaintPath } from "../../app/router";
import { addPost, fetchComplaint, fetchComplaints } from "../../complaints/api";
import { loadRules, ruleText } from "../../complaints/rules";
import { type Asking, useAsking } from "../../complaints/use_asking";
import { kindWords, stateBrief } from "../../complaints/words";
import { calendarDay } from "../../time/local";
import { Link } from "../../ui/link";
import { TopBar } from "../../ui/top_bar";
import type { Complaint } from "../../wire/complaints";
import { Asked } from "../report/asked";
import { Thread } from "../report/thread";
import "../../styles/complaints.css";

const own = {
  no_complaint: "There is no such complaint of yours. It may have been erased already.",
  unavailable: "This cannot be shown just now.",
  unreachable: "The server cannot be reached.",
};

function Again({ asking, ask }: { readonly asking: Asking; readonly ask: () => void }) {
  if (!asking.refused) return null;
  return (
    <>
      <Asked asking={asking} own={own} />
      <div class="act-row">
        <button type="button" class="button" disabled={asking.busy} onClick={ask}>
          Try again
        </button>
      </div>
    </>
  );
}

function Line({ complaint }: { readonly complaint: Complaint }) {
  const { id, kind, rule, created_at, state } = complaint;
  return (
    <li>
      <Link to={complaintPath(id)} class="room-line">
        <span class="room-line-text">
          <span class="room-name">{kindWords[kind]}</span>
          <span class="note">
            {rule ? `${ruleText(rule)}, ` : ""}
            {calendarDay(created_at)}
          </span>
        </span>
        <span class={state === "waiting_reporter" ? "badge" : "note"}>{stateBrief(complaint)}</span>
      </Link>
    </li>
  );
}

function List({ news }: { readonly news: number }) {
  const asking = useAsking();
  const [list, setList] = useState<readonly Complaint[] | null>(null);
  const ask = () => void asking.run(fetchComplaints).then((answer) => answer && setList(answer.complaints));
  useEffect(ask, [news]);
  return (
    <>
      <h1>Your complaints</h1>
      <Again asking={asking} ask={ask} />
      {list?.length === 0 && (
        <p>
          You have sent none, or they have been erased. Messages, people and rooms are reported where they
          are; bugs and appeals <Link to="/report">here</Link>.
        </p>
      )}
      {list && list.length > 0 && (
        <ul class="room-lines">
          {list.map((complaint) => (
            <Line key={complaint.id} complaint={complaint} />
          ))}
        </ul>
      )}
    </>
  );
}

function One({ id, news }: { readonly id: string; readonly news: number }) {
  const asking = useAsking();
  const [complaint, setComplaint] = useState<Complaint | null>(null);
  const ask = () =>
    void asking.run(() => fetchComplaint(id)).then((answer) => answer && setComplaint(answer.complaint));
  useEffect(ask, [id, news]);
  return (
    <>
      <p>
        <Link to="/complaints">All your complaints</Link>
      </p>
      {!complaint && asking.refused && <h1>This cannot be shown</h1>}
      <Again asking={asking} ask={ask} />
      {complaint && (
        <Thread
          heading="h1"
          complaint={complaint}
          changed={setComplaint}
          send={(text) => addPost(id, text)}
          draft={`thread:${id}`}
        />
      )}
    </>
  );
}

/** `/complaints` and `/complaints/<id>`: what one sent from one's account, and what came of it. */
export function ComplaintsPage({ id }: { readonly id: string | null }) {
  const app = useApp();
  const you = app.you.value;
  useEffect(() => void loadRules(), []);
  // The inbox tells that something was answered; what is shown here is fetched anew then.
  const answered = app.inbox.list.value.find(
    ({ notice }) => notice.kind === "complaint_answered" && (id === null || notice.name === id),
  );
  const news = answered?.seq ?? 0;
  if (you === undefined) return null;
  return (
    <div class="single">
      <TopBar />
      <main class="report-main" data-region tabIndex={-1}>
        {you?.kind !== "user" ? (
          <>
            <h1>Your complaints</h1>
            <p>
              Here stands what you sent from an account. Without one you were given six words:{" "}
              <Link to="/report">open it with them</Link>.
            </p>
            <div class="act-row">
              <Link to="/login" class="button primary">
                Log in
              </Link>
            </div>
          </>
        ) : id === null ? (
          <List news={news} />
        ) : (
          <One id={id} news={news} />
        )}
      </main>
    </div>
  );
}
