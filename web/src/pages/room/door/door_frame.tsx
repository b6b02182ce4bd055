import type { ComponentChildren } from "preact";
import { TopBar } from "../../../ui/top_bar";

interface FrameProps {
  readonly title: string;
  readonly eyebrow?: string;
  readonly children: ComponentChildren;
}

export function DoorFrame({ title, eyebrow, children }: FrameProps) {
  return (
    <div class="single">
      <TopBar />
      <main class="single-main entrance" data-region tabIndex={-1}>
        {eyebrow !== undefined && <p class="eyebrow">{eyebrow}</p>}
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}
