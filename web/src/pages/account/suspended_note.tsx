import { useEffect } from "preact/hooks";
import { appealPath } from "../../app/router";
import { loadRules, ruleText } from "../../complaints/rules";
import type { Suspended } from "../../session/api";
import { fullTime } from "../../time/local";
import { Link } from "../../ui/link";

/** Why one cannot log in, how long that lasts, and what can be said against it. */
export function SuspendedNote({ rule, until }: Suspended) {
  useEffect(() => void loadRules(), []);
  return (
    <div role="alert" data-code="suspended">
      <p class="problem">
        This account is suspended{" "}
        {until === null ? (
          "for good"
        ) : (
          <>
            until <time dateTime={new Date(until).toISOString()}>{fullTime(until)}</time>
          </>
        )}
        .{rule !== "" && ` The rule: ${ruleText(rule)}.`}
      </p>
      <p>
        If you think that is wrong, you can <Link to={appealPath(rule)}>send an appeal</Link>; no account is
        needed for it.
      </p>
    </div>
  );
}
