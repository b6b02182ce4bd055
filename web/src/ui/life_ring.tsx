import { lifeStep, shortDuration } from "../time/lives";
import { clockTime } from "../time/local";
import { secondHand } from "../time/server_clock";
import { useDerived } from "./use_derived";

const steps = 24;
const radius = 6;
const round = 2 * Math.PI * radius;

interface LifeRingProps {
  readonly from: number;
  readonly until: number;
}

/** How much of a life is left, as a quiet ring. It moves in 24 steps, so an hour's ring changes every 2.5 min. */
export function LifeRing({ from, until }: LifeRingProps) {
  const left = useDerived(() => lifeStep(from, until, secondHand.value, steps), [from, until]) / steps;
  return (
    <svg class={left <= 0.125 ? "ring ending" : "ring"} viewBox="0 0 16 16" aria-hidden="true">
      <title>{`Gone at ${clockTime(until)}`}</title>
      <circle class="ring-track" cx="8" cy="8" r={radius} />
      <circle
        class="ring-left"
        cx="8"
        cy="8"
        r={radius}
        stroke-dasharray={`${(left * round).toFixed(2)} ${round.toFixed(2)}`}
        transform="rotate(-90 8 8)"
      />
    </svg>
  );
}

/** "12 min", renewed each second. */
export function TimeLeft({ until }: { readonly until: number }) {
  return <>{useDerived(() => shortDuration(until - secondHand.value), [until])}</>;
}
