import type { Arguments, Question, Row, Statement } from './statement.js';

/** Asks one thing of a connection. */
export type Ask = (question: Question) => Promise<readonly Row[]>;

/** Has a statement insert several rows; answers as many, none where it answers nothing, or where it passed some over. */
export type AskSeveral = (statement: Statement, given: readonly Arguments[]) => Promise<readonly Row[]>;

interface Asked {
  readonly question: Question;
  readonly answer: (rows: readonly Row[]) => void;
  readonly refuse: (error: unknown) => void;
}

interface Group {
  readonly statement: Statement;
  readonly asked: Asked[];
}

/** Each one's row, or none for anybody. Ids are given out in the order of the rows, in which nobody promises to answer. */
function shared({ statement, asked }: Group, rows: readonly Row[]): readonly Row[] {
  const isClear = rows.length === 0 || rows.length === asked.length;
  if (!isClear && asked.some(({ question }) => !question.told)) {
    throw new Error(`${statement.name} inserted ${rows.length} of ${asked.length} rows`);
  }
  return statement.answersId ? rows.toSorted(([a], [b]) => Number(a) - Number(b)) : rows;
}

/**
 * Merges what several works that run side by side ask in one turn: the same statement of each becomes one for all. Each
 * work's statements keep their order.
 */
export function createMerging(ask: Ask, askSeveral: AskSeveral) {
  let groups: Group[] = [];
  /** The last group that each work has asked something in. */
  const last = new Map<number, number>();

  const send = (group: Group): void => {
    const { statement, asked } = group;
    const [first] = asked;
    if (first && asked.length === 1) return void ask(first.question).then(first.answer, first.refuse);
    askSeveral(
      statement,
      asked.map(({ question }) => question.given),
    )
      .then((rows) => shared(group, rows))
      .then(
        (rows) => asked.forEach(({ answer }, index) => answer(rows.slice(index, index + 1))),
        (error: unknown) => asked.forEach(({ refuse }) => refuse(error)),
      );
  };

  /** Sends what is gathered. */
  const flush = (): void => {
    const all = groups;
    groups = [];
    last.clear();
    all.forEach(send);
  };

  const groupOf = (statement: Statement, work: number): number => {
    const found = groups.findIndex((group) => group.statement === statement);
    if (found >= (last.get(work) ?? 0)) return found;
    // It stands before what this work has asked already.
    if (found >= 0) flush();
    if (groups.length === 0) process.nextTick(flush);
    return groups.push({ statement, asked: [] }) - 1;
  };

  return {
    flush,
    of:
      (work: number): Ask =>
      (question) => {
        if (!question.statement.several) {
          flush();
          return ask(question);
        }
        const at = groupOf(question.statement, work);
        last.set(work, at);
        return new Promise((answer, refuse) => groups[at]?.asked.push({ question, answer, refuse }));
      },
  };
}
