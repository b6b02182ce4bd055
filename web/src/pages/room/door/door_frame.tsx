import type { ComponentChildren } from "preact";
import { Brand } from "../../../ui/brand";
import { ThemeSwitch } from "../../../ui/theme_switch";

interface FrameProps {
  readonly title: string;
  readonly eyebrow?: string;
  readonly children: ComponentChildren;
}

export function DoorFrame({ title, eyebrow, children }: FrameProps) {
  return (
    <div class="single">
      <header class="top" data-region>
        <Brand />
        <div class="top-side">
          <ThemeSwitch />
        </div>
      </header>
      <main class="single-main entrance" data-region tabIndex={-1}>
        {eyebrow !== undefined && <p class="eyebrow">{eyebrow}</p>}
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}
