import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../../app/app";
import { route } from "../../app/router";
import { Link } from "../../ui/link";
import { TopBar } from "../../ui/top_bar";
import { ReceiptForm } from "./receipt_form";
import { SendForm } from "./send_form";
import "../../styles/complaints.css";

/** `/report`: what comes from no room, and the way back to what was sent before. */
export function ReportPage() {
  const user = useApp().you.value?.kind === "user";
  const here = route.value;
  const send = useRef<HTMLElement>(null);
  useEffect(() => {
    // Who was led here to send something is shown where that is done.
    if (location.hash !== "") send.current?.scrollIntoView();
  }, [here]);
  return (
    <div class="single">
      <TopBar />
      <main class="report-main" data-region tabIndex={-1}>
        <div class="stack">
          <h1>Reports and appeals</h1>
          <p>
            Somebody reads every one of them. Messages, people and rooms are reported where they are: from the
            message itself, a person’s card, or the menu of the room.
          </p>
        </div>
        <section class="report-part" aria-labelledby="receipt-title">
          <h2 id="receipt-title">Open what you sent</h2>
          {user && (
            <p>
              What you sent from your account stands under <Link to="/complaints">your complaints</Link>. With
              a receipt from before you open it here.
            </p>
          )}
          <ReceiptForm />
        </section>
        <section ref={send} class="report-part" aria-labelledby="send-title">
          <h2 id="send-title">Send something</h2>
          {/* Another address asks for another form. */}
          <SendForm key={`${here.page} ${location.hash}`} />
          <p class="note">
            {user
              ? "The answer comes into your inbox."
              : "You get six words with which you read the answer; no account and no address is needed."}{" "}
            30 days after the decision, everything about it is erased.{" "}
            <Link to="/transparency">See what is held right now.</Link>
          </p>
        </section>
      </main>
    </div>
  );
}
