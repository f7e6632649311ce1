import { eventNames, type EventName } from './model.js';

/** What one dialect calls the events it tells of. */
export interface Vocabulary {
  readonly dialect: string;
  readonly events: Readonly<Partial<Record<EventName, string>>>;
}

/** The event that a dialect calls so. */
export const eventCalled = ({ events }: Vocabulary, word: string): EventName | undefined =>
  eventNames.find((event) => events[event] === word);

/** What a dialect calls an event; its own name here where that dialect is not served. */
export const wordFor = (vocabularies: readonly Vocabulary[], dialect: string, event: EventName): string =>
  vocabularies.find((one) => one.dialect === dialect)?.events[event] ?? event;
