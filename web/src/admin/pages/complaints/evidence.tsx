import { readEvidence } from "../../../complaints/evidence";
import type { Evidence } from "../../../wire/complaints";
import { Part } from "../../ui/page";
import { Time } from "../../ui/time";

function Readable({ of }: { readonly of: Evidence }) {
  const { room, member, messages } = of;
  const place = room.kind === "direct" ? "In direct messages" : `In the room “${room.name ?? ""}”`;
  return (
    <>
      <p>
        {place}
        {member && (
          <>
            , about <bdi>{member.name}</bdi> ({member.kind}, member {member.m})
          </>
        )}
        .
      </p>
      {messages.length > 0 && (
        <ol class="admin-evidence">
          {messages.map((message) => (
            <li key={message.seq}>
              <p class="note">
                <strong>
                  <bdi>{message.by.name}</bdi>
                </strong>{" "}
                ({message.by.kind}, member {message.by.m}), <Time at={message.at} />
                {message.edited && ", edited"}
              </p>
              {message.text !== "" && (
                <p class="admin-said" dir="auto">
                  {message.text}
                </p>
              )}
              {message.media && (
                <p class="note">
                  A picture ({message.media.type}, {message.media.bytes} bytes); it is not kept.
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** What the reporter picked: to read, and exactly as it is stored, byte for byte. */
export function EvidenceView({ raw }: { readonly raw: string }) {
  const read = readEvidence(raw);
  return (
    <Part title="Evidence">
      {read ? <Readable of={read} /> : <p>This page cannot read it; below it stands as it is stored.</p>}
      <details open={read === null}>
        <summary>Exactly as stored</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by the arrows. */}
        <pre class="admin-raw" tabIndex={0}>
          {raw}
        </pre>
      </details>
    </Part>
  );
}
