const NAME = 'ps-announce';

/** Words for people who listen to the page. */
export interface Announcement {
  readonly words: string;
  /** Interrupts what is being spoken: a run ended by an error, the connection is lost. */
  readonly urgent: boolean;
}

/** Has the page's one live region say `words`. */
export function announce(words: string, urgent = false): void {
  document.dispatchEvent(new CustomEvent<Announcement>(NAME, { detail: { words, urgent } }));
}

/** Listens for announcements; returns the function that stops. */
export function onAnnounce(listener: (announcement: Announcement) => void): () => void {
  const take = (event: Event): void => {
    if (event instanceof CustomEvent) listener(event.detail as Announcement);
  };
  document.addEventListener(NAME, take);
  return () => document.removeEventListener(NAME, take);
}
