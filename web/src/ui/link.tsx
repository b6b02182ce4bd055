import type { ComponentChildren } from "preact";
import { navigate } from "../app/router";

interface LinkProps {
  readonly to: string;
  readonly class?: string;
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** A link within the page: a plain click stays in the page, everything else is the browser's. */
export function Link({ to, class: className, label, children }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a href={to} class={className} aria-label={label} onClick={follow}>
      {children}
    </a>
  );
}
