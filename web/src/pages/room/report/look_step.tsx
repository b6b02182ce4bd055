import { useLayoutEffect, useRef } from "preact/hooks";
import { Asked } from "../../report/asked";
import { EvidenceView } from "../../report/evidence_view";
import type { Report } from "./use_report";

interface LookProps {
  readonly report: Report;
  readonly raw: string;
  readonly send: () => void;
}

const changed = {
  evidence_changed:
    "Some of it was edited, deleted or has run out meanwhile. Look at it again; what you wrote is still here.",
};

/** Exactly what would be stored, before anything is. */
export function LookStep({ report, raw, send }: LookProps) {
  const { asking, draft } = report;
  const stale = asking.refused?.code === "evidence_changed";
  const head = useRef<HTMLHeadingElement>(null);
  // The button that led here is gone; reading begins at the top.
  useLayoutEffect(() => head.current?.focus(), [raw]);
  return (
    <div class="stack">
      <h3 ref={head} tabIndex={-1}>
        This is what will be stored
      </h3>
      <EvidenceView raw={raw} />
      <div class="report-words">
        <p class="note">And your words:</p>
        <p class="evidence-said" dir="auto">
          {draft.text}
        </p>
      </div>
      <ul class="promises">
        <li>The person reported is never told who you are.</li>
        <li>Pictures themselves are not kept.</li>
        <li>All of it is erased 30 days after the decision.</li>
      </ul>
      <Asked asking={asking} own={changed} />
      <div class="actions stay">
        <button type="button" class="button" disabled={asking.busy} onClick={report.back}>
          Back
        </button>
        {stale ? (
          <button
            type="button"
            class="button primary"
            disabled={asking.busy}
            onClick={() => void report.look()}
          >
            Look again
          </button>
        ) : (
          <button type="button" class="button primary" disabled={asking.busy} onClick={send}>
            {asking.busy ? "A moment…" : "Send"}
          </button>
        )}
      </div>
    </div>
  );
}
