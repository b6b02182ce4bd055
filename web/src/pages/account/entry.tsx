import { useApp } from "../../app/app";
import { close, open } from "../../app/overlays";
import { navigate } from "../../app/router";
import { Dialog } from "../../ui/dialog";
import { Link } from "../../ui/link";
import { TopBar } from "../../ui/top_bar";
import { type Entry, LoginForm, RecoveryForm, RegisterForm } from "./forms";
import "../../styles/account.css";

export { WordsDialog } from "./words_dialog";

const titles: Readonly<Record<Entry, string>> = {
  login: "Log in",
  register: "Create an account",
  recovery: "Get your account back",
};

const forms = { login: LoginForm, register: RegisterForm, recovery: RecoveryForm } as const;

/** Over a room, so that nobody has to leave it. */
export function EntryDialog({ which }: { readonly which: Entry }) {
  const Form = forms[which];
  return (
    <Dialog title={titles[which]} onClose={() => close(which)}>
      <Form done={() => close(which)} go={open} />
    </Dialog>
  );
}

function Already() {
  const you = useApp().you.value;
  return (
    <>
      <h1>You are logged in</h1>
      <p>As {you?.name}. To be somebody else, log out first.</p>
      <div class="act-row">
        <Link to="/account" class="button primary">
          Your profile
        </Link>
        <Link to="/" class="button">
          Start page
        </Link>
      </div>
    </>
  );
}

export function EntryPage({ which }: { readonly which: Entry }) {
  const app = useApp();
  const Form = forms[which];
  const you = app.you.value;
  // Before anything is known of the person, the form would come and go.
  if (you === undefined) return null;
  return (
    <div class="single">
      <TopBar />
      <main class="single-main entry-main" data-region tabIndex={-1}>
        {you?.kind === "user" && app.me.words.value === null ? (
          <Already />
        ) : (
          <>
            <h1>{titles[which]}</h1>
            <Form
              done={() => navigate(which === "login" ? "/" : "/account")}
              go={(other) => navigate(`/${other}`)}
            />
          </>
        )}
      </main>
    </div>
  );
}
