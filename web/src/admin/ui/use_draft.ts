import { useAdmin } from "../app/app";

/** What is typed into one field, kept beyond the page and the session. */
export function useDraft(key: string, initial = ""): [string, (value: string) => void] {
  const draft = useAdmin().drafts.at(key, initial);
  return [
    draft.value,
    (value) => {
      draft.value = value;
    },
  ];
}
