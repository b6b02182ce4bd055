import { useState } from "preact/hooks";
import { complaintDrafts, emptyDraft } from "../../complaints/drafts";
import { ruleText } from "../../complaints/rules";
import { useAsking } from "../../complaints/use_asking";
import { kindWords, stateWords } from "../../complaints/words";
import type { Answer } from "../../session/api";
import { shortDuration } from "../../time/lives";
import { calendarDay, fullTime, whenWords } from "../../time/local";
import { serverNow } from "../../time/server_clock";
import type { Complaint, Post } from "../../wire/complaints";
import { Asked } from "./asked";
import { EvidenceView } from "./evidence_view";
import { fitsText, LongField } from "./long_field";

function PostView({ post }: { readonly post: Post }) {
  return (
    <li class={post.by === "staff" ? "post staff" : "post"}>
      <p class="note">
        <strong>{post.by === "staff" ? "Staff" : "You"}</strong>{" "}
        <time dateTime={new Date(post.at).toISOString()} title={fullTime(post.at)}>
          {whenWords(post.at, serverNow())}
        </time>
      </p>
      <p class="post-text" dir="auto">
        {post.text}
      </p>
    </li>
  );
}

interface ReplyProps {
  readonly send: (text: string) => Promise<Answer<{ readonly complaint: Complaint }>>;
  readonly took: (complaint: Complaint) => void;
  /** Where an unsent reply is kept in this tab; null: nowhere but here. */
  readonly draft: string | null;
}

function Reply({ send, took, draft }: ReplyProps) {
  const asking = useAsking();
  const [text, setText] = useState(() => (draft === null ? "" : complaintDrafts().load(draft).text));
  const write = (next: string) => {
    setText(next);
    if (draft !== null) complaintDrafts().save(draft, { ...emptyDraft, text: next });
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!fitsText(text)) return;
    const answer = await asking.run(() => send(text));
    if (!answer) return;
    write("");
    took(answer.complaint);
  };
  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <LongField label="Add something, or reply" value={text} change={write} />
      <Asked asking={asking} />
      <div class="act-row">
        <button type="submit" class="button primary" disabled={asking.busy || !fitsText(text)}>
          {asking.busy ? "Sending…" : "Send"}
        </button>
      </div>
    </form>
  );
}

/** When it is erased, or what has to happen before that is known. */
function End({ complaint }: { readonly complaint: Complaint }) {
  const end = complaint.ends_at ?? null;
  if (end === null) {
    return <p class="note">30 days after it is decided, all of this is erased.</p>;
  }
  return (
    <p class="note">
      All of this is erased on <time dateTime={new Date(end).toISOString()}>{calendarDay(end)}</time>, in{" "}
      {shortDuration(Math.max(0, end - serverNow()))}.
    </p>
  );
}

interface ThreadProps extends Omit<ReplyProps, "took"> {
  readonly complaint: Complaint;
  readonly changed: (complaint: Complaint) => void;
  readonly heading: "h1" | "h2";
}

/** One complaint as the one who sent it sees it: where it stands, what was written, until when it is there. */
export function Thread({ complaint, changed, send, draft, heading: Heading }: ThreadProps) {
  const { kind, rule, posts = [], evidence } = complaint;
  return (
    <article class="thread" data-complaint={complaint.id} data-state={complaint.state}>
      <Heading tabIndex={-1}>{kindWords[kind]}</Heading>
      {rule && <p class="note">{ruleText(rule)}</p>}
      <p class="thread-state" role="status">
        {stateWords(complaint)}
      </p>
      <ol class="posts" aria-label="What was written">
        {posts.map((post) => (
          <PostView key={post.n} post={post} />
        ))}
      </ol>
      {complaint.state !== "resolved" && <Reply send={send} took={changed} draft={draft} />}
      {evidence && (
        <details class="more-options">
          <summary>What is stored with it</summary>
          <EvidenceView raw={evidence} />
        </details>
      )}
      <End complaint={complaint} />
    </article>
  );
}
