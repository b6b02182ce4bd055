import { useEffect, useState } from "preact/hooks";
import { useApp } from "../../app/app";
import { roomPath } from "../../app/router";
import { call } from "../../session/api";
import { countdown } from "../../time/lives";
import { fullTime } from "../../time/local";
import { Link } from "../../ui/link";
import { TopBar } from "../../ui/top_bar";
import { type Held, type HeldOfMe, heldOfMe, type Transparency, transparency } from "../../wire/transparency";
import { ageWords, className, classNote, countWords, leftWords, seatWords } from "./words";
import "../../styles/transparency.css";

const againMs = 5_000;

interface ClassesProps {
  readonly title: string;
  readonly note: string;
  readonly held: readonly Held[];
  readonly now: number;
}

function Classes({ title, note, held, now }: ClassesProps) {
  return (
    <section class="held-part">
      <h2>{title}</h2>
      <p class="note">{note}</p>
      <div class="held-scroll">
        <table class="held">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">How many</th>
              <th scope="col">Oldest</th>
              <th scope="col">Last is gone in</th>
            </tr>
          </thead>
          <tbody>
            {held.map((each) => (
              <tr key={each.what} data-what={each.what}>
                <th scope="row">
                  {className(each.what)}
                  <span class="note">{classNote(each.what)}</span>
                </th>
                <td class={each.count === null ? "unknown" : ""}>{countWords(each)}</td>
                <td>{ageWords(each, now)}</td>
                <td>{leftWords(each, now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Facts({ what }: { readonly what: Transparency }) {
  const where = what.live_store === "memory" ? "the memory of this one process" : "memory and Redis";
  const disk =
    what.live_persists === null
      ? "Whether Redis writes to a disk is unknown."
      : what.live_persists
        ? "Redis writes it to a disk: deleted things can stay in its files."
        : "Nothing of it is written to a disk.";
  return (
    <section class="held-part">
      <h2>How it is kept</h2>
      <dl class="held-facts">
        <dt>Rooms and messages</dt>
        <dd>
          In {where}. {disk}
        </dd>
        <dt>Log</dt>
        <dd>Level {what.log_level}; at none are there texts, names or addresses in it.</dd>
        <dt>Running since</dt>
        <dd>
          <time dateTime={new Date(what.started_at).toISOString()}>{fullTime(what.started_at)}</time>, version{" "}
          {what.version}
        </dd>
      </dl>
    </section>
  );
}

function Mine({ me }: { readonly me: HeldOfMe }) {
  return (
    <>
      <p>
        Your session as <strong>{me.name}</strong>, which ends in {countdown(me.ends_at, me.at)} at the
        latest.
      </p>
      {me.held.length > 0 && (
        <ul class="held-mine">
          {me.held.map((seat) => (
            <li key={seat.room ?? seat.kind}>
              <strong>
                {seat.room === undefined ? (
                  seat.kind === "inbox" ? (
                    "Your inbox"
                  ) : (
                    "A friend and you"
                  )
                ) : (
                  <Link to={roomPath(seat.room)}>{seat.name || "A room"}</Link>
                )}
              </strong>
              <span class="note">
                {seatWords(seat)}
                {seat.ends_by !== undefined && `; the last is gone in ${countdown(seat.ends_by, me.at)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {me.kind === "user" && (
        <p>
          And your account, until you delete it:{" "}
          <a href="/api/account/export" download="account.json">
            all that the database holds of it
          </a>
          .
        </p>
      )}
    </>
  );
}

function AboutMe() {
  const you = useApp().you.value;
  const [me, setMe] = useState<HeldOfMe | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    setMe(null);
    if (!you) return;
    void call("/api/transparency/me", heldOfMe).then((answer) => {
      if (answer.ok) setMe(answer.value);
      setProblem(answer.ok ? null : answer.text);
    });
  }, [you?.kind, you?.name]);
  return (
    <section class="held-part" aria-labelledby="held-of-me">
      <h2 id="held-of-me">What is stored about you</h2>
      {you === null && <p>Nothing. You have no session here.</p>}
      {problem !== null && <p role="alert">{problem}</p>}
      {you && me && <Mine me={me} />}
    </section>
  );
}

/** `/transparency`: what the server holds right now, by its own count. */
export function TransparencyPage() {
  const [what, setWhat] = useState<Transparency | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const ask = () =>
      void call("/api/transparency", transparency).then((answer) => {
        if (answer.ok) setWhat(answer.value);
        setProblem(answer.ok ? null : answer.text);
      });
    ask();
    const again = setInterval(() => document.visibilityState === "visible" && ask(), againMs);
    return () => clearInterval(again);
  }, []);
  return (
    <div class="single">
      <TopBar />
      <main class="held-main" data-region tabIndex={-1}>
        <h1>What this server holds now</h1>
        <p>
          Counted in its stores the moment you look, and again every few seconds. You see how much there is
          and how long it stays, never what it says. What cannot be counted is called unknown.
        </p>
        {problem !== null && (
          <p role="alert" class="problem">
            {problem}
          </p>
        )}
        <AboutMe />
        {what && (
          <>
            <Classes
              title="In memory"
              note="Gone with its time, with its room, or when the server stops."
              held={what.held.filter(({ where }) => where === "memory")}
              now={what.at}
            />
            <Classes
              title="In the database"
              note="The only things that stay. Of what was said they hold only what somebody picked for a complaint."
              held={what.held.filter(({ where }) => where === "database")}
              now={what.at}
            />
            <Facts what={what} />
          </>
        )}
      </main>
    </div>
  );
}
