/** The pause after the first failure, and the longest of all; milliseconds. */
const first = 1200;
const longest = 60 * 60_000;

/** How much a pause may be shorter or longer by chance, so that many failures do not come back together. */
const spread = 0.25;

/**
 * How long a delivery rests after so many failures, in milliseconds: at most 1.5 seconds after the first one, twice as
 * long after each further one, an hour at most, all give or take a quarter. `chance` is from 0 to 1.
 */
export function pauseAfter(failures: number, chance: number): number {
  const plain = Math.min(longest, first * 2 ** (failures - 1));
  return Math.round(plain * (1 - spread + 2 * spread * chance));
}
