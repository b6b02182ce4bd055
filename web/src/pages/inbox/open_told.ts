import type { App } from "../../app/app";
import { appealPath, complaintPath, directPath, navigate } from "../../app/router";
import type { Told } from "../../inbox/told";
import { plainTicket } from "../../rooms/ticket";

/** Goes to what a notice is about; from the inbox, or from a notification of the browser. */
export async function openTold(app: App, { seq, notice }: Told): Promise<void> {
  switch (notice.kind) {
    case "friend_request":
      return navigate("/inbox");
    case "announcement":
      return navigate("/inbox");
    case "rule_broken":
      return navigate(appealPath(notice.name));
    case "complaint_answered":
      void app.inbox.dismiss(seq);
      // A visitor has it by the receipt alone.
      return navigate(app.you.peek()?.kind === "user" ? complaintPath(notice.name) : "/report");
    case "friend_accepted":
      // There is nothing to do about it but to have seen it.
      void app.inbox.dismiss(seq);
      return navigate(directPath(notice.name));
    case "direct":
      return navigate(directPath(notice.name));
    case "mention":
      return app.goTo(notice.room.id, notice.target);
    case "knock":
      return app.goTo(notice.room.id, "knocks");
    case "offer":
      return app.goTo(notice.room.id);
    case "invite":
      // The friend's word is the ticket; a door that wants more says so on the page that comes.
      await app.join(notice.room.id, { ...plainTicket, invite: notice.token ?? null });
      return app.goTo(notice.room.id);
  }
}
