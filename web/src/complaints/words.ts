import type { Complaint, ComplaintKind } from "../wire/complaints";

// What a complaint is called and where it stands, in words for the one who sent it.

export const kindWords: Readonly<Record<ComplaintKind, string>> = {
  message: "Report of a message",
  member: "Report of a person",
  room: "Report of a room",
  bug: "Bug report",
  appeal: "Appeal",
};

/** For a list: two or three words. */
export function stateBrief({ state, outcome }: Complaint): string {
  switch (state) {
    case "new":
      return "Sent";
    case "assigned":
      return "Being looked at";
    case "waiting_reporter":
      return "Waits for you";
    case "waiting_staff":
      return "Waits for the staff";
    case "resolved":
      return outcome === null ? "Closed" : "Decided";
  }
}

const upheld: Readonly<Record<ComplaintKind, string>> = {
  message: "Decided: a rule was broken, and something was done about it.",
  member: "Decided: a rule was broken, and something was done about it.",
  room: "Decided: a rule was broken, and something was done about it.",
  bug: "Decided: this is a fault, and it is being taken care of.",
  appeal: "Decided: your appeal was granted.",
};

const rejected: Readonly<Record<ComplaintKind, string>> = {
  message: "Decided: no rule was found to be broken.",
  member: "Decided: no rule was found to be broken.",
  room: "Decided: no rule was found to be broken.",
  bug: "Decided: it stays as it is.",
  appeal: "Decided: the decision stays as it was.",
};

/** Where it stands, and whose turn it is. */
export function stateWords({ state, outcome, kind }: Complaint): string {
  switch (state) {
    case "new":
      return "It was sent. Nobody has taken it up yet.";
    case "assigned":
      return "Somebody is looking at it.";
    case "waiting_reporter":
      return "There is an answer for you. If you say nothing for 14 days, it is closed.";
    case "waiting_staff":
      return "Your words have arrived. The staff will answer here.";
    case "resolved":
      if (outcome === "upheld") return upheld[kind];
      if (outcome === "rejected") return rejected[kind];
      if (outcome === "duplicate") return "Decided: somebody had told the same before, and it counts there.";
      return "Closed: nothing was said here for 14 days.";
  }
}

/** The same for words that open nothing and for a complaint that is gone: which of them is not told. */
export const noComplaint =
  "These words open nothing here. Either they are not the right ones, or what they opened has been erased.";
