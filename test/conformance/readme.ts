/** The headings of a page's sections. */
export const headings = (page: string): readonly string[] =>
  page.split('\n').flatMap((line) => (line.startsWith('## ') ? [line.slice(3)] : []));

/** The rows of the first table below a heading, the column titles first. */
export function tableBelow(page: string, heading: string): readonly (readonly string[])[] {
  const lines = page.split('\n');
  const section = lines.slice(lines.indexOf(`## ${heading}`) + 1);
  const start = section.findIndex((line) => line.startsWith('|'));
  const end = section.findIndex((line, index) => index > start && !line.startsWith('|'));
  const rows = section.slice(start, end).map((line) => line.split('|').slice(1, -1));
  return rows.filter((_, index) => index !== 1).map((cells) => cells.map((cell) => cell.trim().replaceAll('`', '')));
}
