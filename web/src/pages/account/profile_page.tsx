import { useEffect, useState } from "preact/hooks";
import { type Failure, useApp } from "../../app/app";
import { calendarDay } from "../../time/local";
import { Link } from "../../ui/link";
import { TopBar } from "../../ui/top_bar";
import type { Account } from "../../wire/account";
import { Notice } from "../room/room_ended";
import { Looks } from "./looks";
import { ProfileForm } from "./profile_form";
import { Security } from "./security";
import { Switches } from "./switches";
import "../../styles/account.css";

function Visitor() {
  return (
    <div class="single">
      <TopBar />
      <main class="single-main" data-region tabIndex={-1}>
        <h1>You are not logged in</h1>
        <p>
          You can do nearly everything here without an account. With one, your name stays yours, you come back
          under it on any device, and rooms that do not take guests let you in.
        </p>
        <div class="act-row">
          <Link to="/register" class="button primary">
            Create an account
          </Link>
          <Link to="/login" class="button">
            Log in
          </Link>
        </div>
      </main>
    </div>
  );
}

function Sections({ account, gone }: { readonly account: Account; readonly gone: () => void }) {
  return (
    <div class="single">
      <TopBar />
      <main class="account-main" data-region tabIndex={-1}>
        <div class="account-head">
          <h1>Your account</h1>
          <p class="note">
            You log in as <strong>{account.name}</strong>. Account since {calendarDay(account.created_at)}.
          </p>
        </div>
        <ProfileForm account={account} />
        <Switches account={account} />
        <Looks account={account} />
        <Security account={account} gone={gone} />
      </main>
    </div>
  );
}

/** `/account`: what one shows of oneself, and how the account is kept safe. */
export function ProfilePage() {
  const app = useApp();
  const kind = app.you.value?.kind;
  const account = app.me.account.value;
  const [failure, setFailure] = useState<Failure | null>(null);
  const [gone, setGone] = useState(false);
  const read = () => {
    setFailure(null);
    void app.me.read().then(setFailure);
  };
  useEffect(() => {
    // Also when it is known already: another browser may have changed it, and the rooms change by themselves.
    if (kind === "user") read();
  }, [kind]);
  if (gone) {
    return (
      <Notice title="Your account is gone">
        <p>
          Its name, its password and its profile have been erased, and every browser is logged out. Thank you
          for having been here. You can go on as a guest whenever you like.
        </p>
      </Notice>
    );
  }
  if (app.you.value === undefined) return null;
  if (kind !== "user") return <Visitor />;
  if (account) return <Sections key={account.name} account={account} gone={() => setGone(true)} />;
  if (!failure) return null;
  return (
    <div class="single">
      <TopBar />
      <main class="single-main" data-region tabIndex={-1}>
        <h1>Your account cannot be shown now</h1>
        <p role="status">
          {failure.code === "unavailable" ? "Accounts are away for a moment; chat goes on." : failure.text}
        </p>
        <button type="button" class="button primary" onClick={read}>
          Try again
        </button>
      </main>
    </div>
  );
}
