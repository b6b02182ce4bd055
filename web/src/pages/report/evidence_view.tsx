import { useId } from "preact/hooks";
import { placeWords, readEvidence } from "../../complaints/evidence";
import { fullTime, whenWords } from "../../time/local";
import { serverNow } from "../../time/server_clock";
import type { Evidence } from "../../wire/complaints";
import { sizeWords } from "../transparency/words";

function Picture({ media }: { readonly media: NonNullable<Evidence["messages"][number]["media"]> }) {
  return (
    <p class="note">
      A picture ({media.type}, {sizeWords(media.bytes)}); the picture itself is not kept.
    </p>
  );
}

function Reading({ evidence }: { readonly evidence: Evidence }) {
  const { member, messages } = evidence;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to take the focus.
    <div class="evidence-reading" role="region" aria-label="To be read" tabIndex={0}>
      <p class="note">
        {placeWords(evidence)}
        {member && (
          <>
            , about <bdi>{member.name}</bdi>
          </>
        )}
      </p>
      {messages.length === 0 && <p>No messages.</p>}
      <ul>
        {messages.map((message) => (
          <li key={message.seq}>
            <p class="note">
              <bdi>{message.by.name}</bdi>,{" "}
              <time dateTime={new Date(message.at).toISOString()} title={fullTime(message.at)}>
                {whenWords(message.at, serverNow())}
              </time>
              {message.edited && ", edited"}
            </p>
            {message.text !== "" && (
              <p class="evidence-said" dir="auto">
                {message.text}
              </p>
            )}
            {message.media && <Picture media={message.media} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What is stored with a complaint: to be read, and beside it letter by letter. */
export function EvidenceView({ raw }: { readonly raw: string }) {
  const evidence = readEvidence(raw);
  const title = useId();
  return (
    <div class="evidence">
      {evidence && <Reading evidence={evidence} />}
      <div class="evidence-exact">
        <p id={title} class="note">
          Exactly this is stored:
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to take the focus. */}
        <pre tabIndex={0} role="region" aria-labelledby={title} data-evidence>
          {raw}
        </pre>
      </div>
    </div>
  );
}
