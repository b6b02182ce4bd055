import { integer, list, orElse, orNull, record, type Shape, type TypeOf, text } from "../../wire/shape";
import { time } from "../../wire/shapes";

// Figures of the overview. What could not be asked is null and shown as unknown, never as 0.

const count = orElse(orNull(integer()), null);

const rate: Shape<number | null> = orElse(
  orNull<number>({
    problem: (value, at) => (typeof value === "number" && Number.isFinite(value) ? null : `${at}: no number`),
  }),
  null,
);

const live = record({
  sockets: count,
  visitors: count,
  users: count,
  rooms: count,
  directs: count,
  messages: count,
});
const rates = record({ messages_per_s: rate, deliveries_per_s: rate });
const health = record({ database: orElse(orNull(text()), null), live_store: orElse(orNull(text()), null) });
const waiting = record({
  new: count,
  assigned: count,
  waiting_reporter: count,
  waiting_staff: count,
  resolved: count,
  oldest_at: orElse(orNull(time), null),
});

export const overview = record({
  at: time,
  started_at: time,
  version: text(),
  live: orElse(orNull(live), null),
  rates: orElse(orNull(rates), null),
  health: orElse(orNull(health), null),
  complaints: orElse(orNull(waiting), null),
  proposals: count,
  admins: count,
  emergency_level: orElse(orNull(integer(1, 5)), null),
  templates: orElse(list(text()), []),
});
export type Overview = TypeOf<typeof overview>;
