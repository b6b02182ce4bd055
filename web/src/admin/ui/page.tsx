import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface PageProps {
  readonly title: string;
  readonly note?: string;
  readonly children: ComponentChildren;
}

/** A page with its heading, which takes the focus when one comes to it: a screen reader says where one is. */
export function Page({ title, note, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} - Administration - SecureRoomChat`;
  }, [title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <header class="admin-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {note && <p class="note">{note}</p>}
      </header>
      {children}
    </>
  );
}

interface PartProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

export function Part({ title, children }: PartProps) {
  return (
    <section class="card admin-part" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** A table that scrolls within itself on a narrow screen, also by keyboard. */
export function TableBox({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by the arrows.
    <div class="admin-scroll" role="group" aria-label={label} tabIndex={0}>
      <table class="admin-table">
        <caption class="hidden">{label}</caption>
        {children}
      </table>
    </div>
  );
}
