import { fullTime } from "../../time/local";
import { dateTime } from "../app/datetime";

/** A point of time in the zone of whoever looks; the whole of it on hover. */
export function Time({ at }: { readonly at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTime(at)}>
      {dateTime(at)}
    </time>
  );
}
