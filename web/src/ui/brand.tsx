import { Link } from "./link";

export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <circle class="mark-track" cx="16" cy="16" r="11" />
      <path class="mark-left" d="M16 5a11 11 0 1 1-11 11" />
      <circle class="mark-dot" cx="16" cy="16" r="3.5" />
    </svg>
  );
}

export function Brand() {
  return (
    <Link to="/" class="brand">
      <Mark />
      SecureRoomChat
    </Link>
  );
}
