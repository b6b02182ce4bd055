import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { close, type Overlay, open, overlay } from "../app/overlays";

interface MenuProps {
  readonly which: Extract<Overlay, "menu" | "you" | "inbox">;
  readonly id: string;
  /** What the button says to those who do not see it; without it, its content speaks. */
  readonly label?: string;
  readonly class: string;
  /** What is on the button. */
  readonly face: ComponentChildren;
  /** Goes somewhere instead of opening, and says whether it did. */
  readonly instead?: () => boolean;
  readonly children: ComponentChildren;
}

/** A button and what opens below it. Whoever closes it is back on the button. */
export function Menu({ which, id, label, class: className, face, instead, children }: MenuProps) {
  const isOpen = overlay.value === which;
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div class="menu-anchor">
      <button
        ref={button}
        type="button"
        class={className}
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => {
          if (isOpen) close(which);
          else if (!instead?.()) open(which);
        }}
      >
        {face}
      </button>
      {isOpen && (
        <>
          <div class="menu-shade" onClick={() => close(which)} aria-hidden="true" />
          <Panel id={id} back={() => button.current?.focus()}>
            {children}
          </Panel>
        </>
      )}
    </div>
  );
}

interface PanelProps {
  readonly id: string;
  readonly back: () => void;
  readonly children: ComponentChildren;
}

function Panel({ id, back, children }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = panel.current;
    return () => {
      if (element?.contains(document.activeElement)) back();
    };
  }, []);
  return (
    <div ref={panel} class="menu" id={id}>
      {children}
    </div>
  );
}
