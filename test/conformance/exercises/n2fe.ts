import type { Exercise } from './exercise.js';

const one = (id: number): string => `/jarvis-agent/n2fe/api/customer/${id}`;

export const exercise: Exercise = {
  creations: [],
  read: ({ id }) => ({ method: 'GET', path: one(id) }),
  update: ({ id }, answered) => ({
    method: 'PUT',
    path: one(id),
    headers: { 'Content-Type': 'application/json' },
    body: answered,
  }),
  succeeded: ({ status, text }) => status === 200 && !/"(?:success|modified|logged_in)" : 0/.test(text),
  variants: [
    { name: 'version 6.3', settings: { version: '6.3' } },
    {
      name: 'every switch turned',
      settings: { version: '7.3', referenceLength: 3, descriptionLength: 5, groups: 'a' },
    },
  ],
};
