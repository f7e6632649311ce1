import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../src/project.js';

/** A source file as a reader of it sees it. */
export interface Source {
  /** From the project's folder. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  /** Whether a tool wrote it. */
  readonly generated: boolean;
  /** What it imports: paths of other files, and names of packages as written. */
  readonly imports: readonly string[];
  /** Its strings and templates, with a mark in the place of what is filled in. */
  readonly strings: readonly string[];
  readonly hasDefaultExport: boolean;
  readonly hasAny: boolean;
}

function importsOf(path: string, text: string): readonly string[] {
  return ts.preProcessFile(text).importedFiles.map(({ fileName: name }) => {
    if (!name.startsWith('.')) return name;
    const target = join(dirname(path), name);
    return target.endsWith('.js') ? target.replace(/\.js$/, '.ts') : target;
  });
}

const isDefault = (node: ts.Node): boolean =>
  ts.isExportAssignment(node) ||
  node.kind === ts.SyntaxKind.DefaultKeyword ||
  (ts.isExportSpecifier(node) && node.name.text === 'default');

const templateText = ({ head, templateSpans }: ts.TemplateExpression): string =>
  [head.text, ...templateSpans.map(({ literal }) => literal.text)].join('…');

function read(path: string): Source {
  const text = readFileSync(join(projectRoot, path), 'utf8');
  const strings: string[] = [];
  const seen = { any: false, default: false };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) strings.push(node.text);
    if (ts.isTemplateExpression(node)) strings.push(templateText(node));
    if (node.kind === ts.SyntaxKind.AnyKeyword) seen.any = true;
    if (isDefault(node) && !ts.isCaseOrDefaultClause(node)) seen.default = true;
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return {
    path,
    text,
    lines: text.split('\n').length - 1,
    generated: text.startsWith('/* Generated'),
    imports: importsOf(path, text),
    strings,
    hasDefaultExport: seen.default,
    hasAny: seen.any,
  };
}

function below(folder: string): readonly string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? below(path) : [path];
  });
}

/** Every TypeScript file below these folders. */
export const sourcesIn = (...folders: readonly string[]): readonly Source[] =>
  folders
    .flatMap(below)
    .filter((path) => path.endsWith('.ts'))
    .map(read);
