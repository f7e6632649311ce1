import type { Kinds } from '../core/records/kinds.js';
import { codeKinds, type CodeKind } from '../core/reference/model.js';
import type { CodeRecords } from '../core/reference/ports.js';
import { folded } from '../core/text-keys.js';
import { decoded, tableOf } from './documents.js';
import { ask, type Statement } from './statement.js';

const byCode = (kind: CodeKind): Statement => ({
  name: `${tableOf(kind)} by code`,
  build: (q, p) => q(tableOf(kind)).select('id', 'doc').where('code_key', p('code')),
});

const statements = Object.fromEntries(codeKinds.map((kind) => [kind, byCode(kind)])) as Readonly<
  Record<CodeKind, Statement>
>;

/** Tables of codes in the database. */
export const codeRecords: CodeRecords = {
  *find<K extends CodeKind>(kind: K, code: string) {
    const [row] = yield* ask(statements[kind], { code: folded(code) });
    return row && decoded<Kinds[K]>(row);
  },
};
