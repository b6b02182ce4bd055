import { notice } from "./people";
import { isRecord, record, type Shape, text } from "./shape";

/** Any other form of a body is shown as "cannot be shown here" (a later version may seal the text). */
export interface Body {
  readonly text?: string;
  /** In an inbox; `people.ts` reads it. */
  readonly notice?: unknown;
}

export const textBody = record({ text: text(0, 4000) });
const noticeBody = record({ notice });

export const body: { problem: Shape<Body>["problem"]; type?: Body } = {
  problem: (value, at, mode) => {
    if (!isRecord(value)) return `${at}: not an object`;
    if (mode === "lenient") return null;
    return (Object.hasOwn(value, "notice") ? noticeBody : textBody).problem(value, at, mode);
  },
};
