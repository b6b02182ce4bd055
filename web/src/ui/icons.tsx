import type { ComponentChildren } from "preact";

// Drawn on a 24 unit grid with one stroke, so that all look alike. Decorative: the button carries the name.

const icons = {
  back: <path d="M15 5l-7 7 7 7" />,
  down: <path d="M12 5v14M6 13l6 6 6-6" />,
  close: <path d="M6 6l12 12M18 6L6 18" />,
  check: <path d="M5 13l4 4L19 7" />,
  search: (
    <>
      <circle cx="11" cy="11" r="6.5" />
      <path d="M16 16l4.5 4.5" />
    </>
  ),
  people: (
    <>
      <circle cx="9" cy="8" r="3.5" />
      <path d="M2.5 20c.4-4 3-6 6.5-6s6.1 2 6.5 6M16 4.800a3.5 3.5 0 010 6.400M18 14.500c2 .8 3.2 2.7 3.5 5.5" />
    </>
  ),
  share: <path d="M12 15V3.500M8 7l4-4 4 4M6 11H5v9.500h14V11h-1" />,
  more: (
    <>
      <circle cx="5" cy="12" r="1" />
      <circle cx="12" cy="12" r="1" />
      <circle cx="19" cy="12" r="1" />
    </>
  ),
  react: (
    <>
      <circle cx="10.5" cy="13" r="7.5" />
      <path d="M7.5 15c1.5 2.2 4.5 2.2 6 0M8.2 11h.01M12.8 11h.01M19.5 2.500v6M16.5 5.500h6" />
    </>
  ),
  edit: <path d="M4 20l1-4.500L16.5 4l3.5 3.500L8.5 19zM14 6.500l3.5 3.5" />,
  trash: <path d="M4 6.500h16M9 6V3.500h6V6M6 6.500l1 14h10l1-14M10 10.500v6M14 10.500v6" />,
  send: <path d="M4 12L20 4l-5 16-3.5-6.500zM11.5 13.500L20 4" />,
  copy: <path d="M9 9h11v11H9zM5.5 15H4V4h11v1.5" />,
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M5.3 18.700l1.4-1.400M17.3 6.700l1.4-1.4" />
    </>
  ),
  moon: <path d="M20 14.500A8.5 8.5 0 019.5 4a8.5 8.5 0 1010.5 10.500z" />,
  screen: <path d="M3 4.500h18v12H3zM9 20.500h6M12 16.500v4" />,
  leave: <path d="M10 4H4.500v16H10M9 12h11M16 8l4 4-4 4" />,
  keys: <path d="M2.5 6h19v12h-19zM6 10h.01M10 10h.01M14 10h.01M18 10h.01M7.5 14h9" />,
  reply: <path d="M9 7L4 12l5 5M4 12h10a6 6 0 016 6v1" />,
  pin: <path d="M9 4h6l-1 6 3.500 3.500h-11L10 10zM12 13.500V20" />,
  lock: <path d="M6 11h12v9H6zM8.5 11V8a3.500 3.500 0 017 0v3" />,
  key: (
    <>
      <circle cx="8" cy="15.500" r="4" />
      <path d="M11 12.500L20 4M16.5 7.500l3 3" />
    </>
  ),
  knock: (
    <>
      <path d="M6 21V3.500h12V21M3 21h18" />
      <circle cx="14.500" cy="12.500" r="0.8" />
    </>
  ),
  voice: (
    <path d="M12 3.500a2.500 2.500 0 012.500 2.500v5a2.500 2.500 0 01-5 0V6A2.500 2.500 0 0112 3.500zM6 11a6 6 0 0012 0M12 17v3.500" />
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="8.500" />
      <path d="M12 7v5l3.500 2" />
    </>
  ),
  picture: <path d="M4 5h16v14H4zM4 16l4.500-4.500L13 16l3-3 4 4M15.500 9h.01" />,
  camera: (
    <>
      <path d="M4 8h3.500L9 5.500h6L16.500 8H20v11H4z" />
      <circle cx="12" cy="13" r="3.500" />
    </>
  ),
  up: <path d="M12 19V5M6 11l6-6 6 6" />,
  person: (
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4.500 20.500c.5-4.500 3.500-6.500 7.500-6.500s7 2 7.500 6.500" />
    </>
  ),
  settings: <path d="M4 7h9M17 7h3M4 17h3M11 17h9M15 4.500v5M9 14.500v5" />,
  ban: (
    <>
      <circle cx="12" cy="12" r="8.500" />
      <path d="M6 6l12 12" />
    </>
  ),
  close_room: <path d="M6 3.500h12V21H6zM9.500 9l5 5M14.500 9l-5 5" />,
  bell: <path d="M6 17V10.500a6 6 0 0112 0V17l1.500 1.500h-15zM10 21.500h4M12 4.500V3" />,
  flag: <path d="M6 21V4h12l-3 4.500 3 4.500H6" />,
  horn: <path d="M4 10v4h3.500l9 4.500v-13L7.500 10zM8 14.500l1.500 5h3M19.500 10v4" />,
  official: (
    <path d="M12 3.500l7 2.500v6c0 4-3 7-7 8.500-4-1.500-7-4.500-7-8.500V6zM9 12l2.200 2.200L15.200 10" />
  ),
  retry: <path d="M20 11a8 8 0 10-2 6M20 4v7h-7" />,
} as const satisfies Readonly<Record<string, ComponentChildren>>;

export type IconName = keyof typeof icons;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {icons[name]}
    </svg>
  );
}
