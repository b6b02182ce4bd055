import { useApp } from "../app/app";
import { Bell } from "./bell";
import { Brand } from "./brand";
import { Link } from "./link";
import { YouMenu } from "./you_menu";

/** The head of every page but the room's. */
export function TopBar() {
  const visitor = useApp().you.value?.kind !== "user";
  return (
    <header class="top" data-region>
      <Brand />
      <div class="top-side">
        {visitor && (
          <Link to="/login" class="button quiet wide-only">
            Log in
          </Link>
        )}
        <Bell />
        <YouMenu />
      </div>
    </header>
  );
}
