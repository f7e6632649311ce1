import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What the database holds before the load, and a mark that keeps the numbers of this run's creates apart. */
export interface Dataset {
  readonly customers: number;
  readonly mark: string;
}

/** So many customers share the first letters of their last name, for each name that `prefix` gives. */
export const rowsPerName = 20;

const consonants = 'bdfghjklmnprstvz';
const vowels = 'aeiou';
const endings = ['', 'son', 'berg', 'er', 'ski'];
const firstNames = [
  'Anna',
  'Ben',
  'Carla',
  'David',
  'Elena',
  'Frank',
  'Grace',
  'Hugo',
  'Ines',
  'Jack',
  'Karin',
  'Liam',
];
const trades = ['Telecom', 'Foods', 'Design', 'Logistics', 'Dental', 'Motors', 'Books', 'Garden'];
const cities = ['Springfield', 'Riverside', 'Franklin', 'Clinton', 'Georgetown', 'Salem', 'Fairview'];
const firstCreation = Date.UTC(2020, 0, 1);

/** How many last names are shared by exactly `rowsPerName` customers. */
export function sharedNames(data: Dataset): number {
  return Math.floor(data.customers / rowsPerName);
}

/** Six letters with which a last name begins; different for every place, and no prefix of another. */
export function prefix(place: number): string {
  const letters = [place, place / 80, place / 6400].map((part) => syllable(Math.floor(part) % 80)).join('');
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}

function syllable(index: number): string {
  return consonants.charAt(Math.floor(index / 5)) + vowels.charAt(index % 5);
}

function pick(words: readonly string[], index: number): string {
  return words[index % words.length] ?? '';
}

/** The shared names go round over the ids, so that the rows of one search lie scattered over the table. */
function lastName(id: number, names: number): string {
  const index = id - 1;
  const rest = index - names * rowsPerName;
  return rest < 0 ? prefix(index % names) + pick(endings, Math.floor(index / names)) : prefix(names + rest);
}

/** An address of the generated customers, in the core's words. */
export type BenchAddress = ReturnType<typeof addressOf>;

function addressOf(id: number) {
  return {
    street: `${(id % 9000) + 100} Palm Tree Drive`,
    city: pick(cities, id),
    state: 'VA',
    postalCode: String(20_000 + (id % 9000)),
    country: 'United States',
  } as const;
}

/** The customer of this id (from 1): always the same one for data of the same size. */
export function customer(id: number, data: Dataset) {
  const first = pick(firstNames, id);
  const last = lastName(id, sharedNames(data));
  const phone = `804555${String(id % 10_000).padStart(4, '0')}`;
  const address = addressOf(id);
  return {
    kind: 'customers',
    id,
    number: `BN-${String(id).padStart(8, '0')}`,
    name: `${last} ${pick(trades, id)} Ltd`,
    type: id % 4 === 0 ? 'residential' : 'business',
    status: 'active',
    description: `Customer ${id} of the benchmark, with a sentence of description`,
    contacts: { primary: { first, last, phone, email: `${first}.${last}.${id}@example.org`.toLowerCase() } },
    addresses: { mailing: address, billing: address },
    createdAt: new Date(firstCreation + id * 60_000).toISOString(),
  } as const;
}

/** Writes the customers of these ids (both included) as a seed file, one JSON object a line. */
export async function writeSeed(file: string, data: Dataset, from: number, to: number): Promise<void> {
  await pipeline(Readable.from(batches(data, from, to)), createWriteStream(file));
}

function* batches(data: Dataset, from: number, to: number): Generator<string> {
  for (let start = from; start <= to; start += 1000) {
    const length = Math.min(1000, to - start + 1);
    yield Array.from({ length }, (_, index) => JSON.stringify(customer(start + index, data)) + '\n').join('');
  }
}
