import type { ComponentChildren } from "preact";
import { useAdmin } from "../app/app";

interface LinkProps {
  readonly to: string;
  readonly class?: string;
  readonly current?: boolean;
  readonly children: ComponentChildren;
}

/** A link within the pages of administration: a plain click stays in the page. */
export function Link({ to, class: className, current = false, children }: LinkProps) {
  const app = useAdmin();
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    app.go(to);
  };
  return (
    <a href={to} class={className} aria-current={current ? "page" : undefined} onClick={follow}>
      {children}
    </a>
  );
}
