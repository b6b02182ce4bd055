import { useApp } from "../../app/app";
import { Link } from "../../ui/link";
import { TopBar } from "../../ui/top_bar";
import "../../styles/account.css";

export function ProfilePage() {
  const app = useApp();
  const you = app.you.value;
  if (you === undefined) return null;
  return (
    <div class="single">
      <TopBar />
      <main class="single-main" data-region tabIndex={-1}>
        <h1>{you?.kind === "user" ? "Your account" : "You are not logged in"}</h1>
        <Link to="/" class="button">
          Start page
        </Link>
      </main>
    </div>
  );
}
