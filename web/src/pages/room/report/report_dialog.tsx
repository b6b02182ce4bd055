import { useEffect } from "preact/hooks";
import { useApp } from "../../../app/app";
import { close } from "../../../app/overlays";
import { complaintPath } from "../../../app/router";
import type { RoomState } from "../../../rooms/room_state";
import { Dialog } from "../../../ui/dialog";
import { Link } from "../../../ui/link";
import { showReceipt } from "../../report/receipt_dialog";
import { type Reported, useRoomView } from "../room_view";
import { useRoomState } from "../use_room_state";
import { LookStep } from "./look_step";
import { useReport } from "./use_report";
import { WriteStep } from "./write_step";
import "../../../styles/complaints.css";

/** What it is about unless somebody pointed at something else. */
const room: Reported = { kind: "room" };

function title(what: Reported): string {
  switch (what.kind) {
    case "message":
      return `Report a message of ${what.by.name}`;
    case "member":
      return `Report ${what.by.name}`;
    case "room":
      return "Report this room";
  }
}

function Sent({ id }: { readonly id: string }) {
  return (
    <div class="stack">
      <p role="status">
        It was sent. Thank you. The answer comes into your inbox, and stands here:{" "}
        <Link to={complaintPath(id)}>your complaint</Link>.
      </p>
      <div class="actions">
        <button type="button" class="button primary" autofocus onClick={() => close("report")}>
          Done
        </button>
      </div>
    </div>
  );
}

interface ReportingProps {
  readonly room: RoomState;
  readonly what: Reported;
}

function Reporting({ room, what }: ReportingProps) {
  const app = useApp();
  const view = useRoomView();
  const report = useReport(room, what);
  const leave = () => close("report");
  useEffect(
    () => () => {
      // The tools of a message are gone by now; the keyboard goes on from the message itself.
      view.reporting.value = null;
      if (what.kind === "message") queueMicrotask(() => view.focusMessage(what.seq));
    },
    [],
  );
  const send = async () => {
    const sent = await report.send();
    if (sent?.receipt === undefined) return;
    showReceipt(app, sent.receipt);
    leave();
  };
  const { step } = report;
  return (
    <Dialog title={title(what)} kind="wide" onClose={leave}>
      {step.is === "writing" && <WriteStep room={room} what={what} report={report} close={leave} />}
      {step.is === "looking" && (
        <LookStep report={report} raw={step.preview.evidence} send={() => void send()} />
      )}
      {step.is === "sent" && <Sent id={step.id} />}
    </Dialog>
  );
}

/** Tells the staff about a message, a person or the room. Nothing is stored before one has seen what. */
export function ReportDialog() {
  const view = useRoomView();
  const state = useRoomState();
  return state && <Reporting room={state} what={view.reporting.value ?? room} />;
}
