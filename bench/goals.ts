/** What a figure must reach and what it aims at; `less` figures (times, memory) are met by staying at or below. */
export interface Goal {
  readonly must: number;
  readonly aim: number;
  readonly less?: true;
}

/** The goals of one scenario: its share of the ceiling, and its slowest percent in ms where one is set. */
export interface ScenarioGoals {
  readonly share: Goal;
  /** The share of a gateway over PostgreSQL, which is another process on another core. */
  readonly postgres?: Goal;
  readonly p99?: Goal;
}

/** Goals by kind of request, the same for every dialect. */
export const goals = {
  get: { share: { must: 0.28, aim: 0.4 }, postgres: { must: 0.14, aim: 0.16 }, p99: { must: 5, aim: 2, less: true } },
  create: {
    share: { must: 0.08, aim: 0.15 },
    postgres: { must: 0.05, aim: 0.07 },
    p99: { must: 25, aim: 10, less: true },
  },
  update: { share: { must: 0.03, aim: 0.08 } },
  search: { share: { must: 0.03, aim: 0.06 } },
} as const satisfies Readonly<Record<string, ScenarioGoals>>;

/** Milliseconds from spawning the gateway to its first ready answer, with 1,000 customers. */
export const startGoal: Goal = { must: 500, aim: 300, less: true };

/** Megabytes of anonymous memory under load. */
export const memoryGoal: Goal = { must: 200, aim: 150, less: true };

/** A goal's two thresholds with the verdict on this figure: `0.28 OK`, `0.4 BELOW`. Written ABOVE for `less` goals. */
export function verdicts(goal: Goal | undefined, figure: number): readonly [must: string, aim: string] {
  if (!goal) return ['–', '–'];
  const verdict = (threshold: number): string => {
    if (goal.less) return `${threshold} ${figure <= threshold ? 'OK' : 'ABOVE'}`;
    return `${threshold} ${figure >= threshold ? 'OK' : 'BELOW'}`;
  };
  return [verdict(goal.must), verdict(goal.aim)];
}
