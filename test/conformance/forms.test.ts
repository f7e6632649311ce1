import fc from 'fast-check';
import { text } from '../../src/dialect/forms.js';
import { refuseUntransportable } from '../../src/wire/text.js';
import { texts } from './texts.js';

test('a text that is longer than its vendor allows is shown up to its last whole character', () => {
  fc.assert(
    fc.property(texts, fc.nat(40), (stored, cut) => {
      const shown = text({ cut }).show(stored) as string;
      expect(stored.startsWith(shown)).toBe(true);
      expect(shown.length).toBeGreaterThanOrEqual(Math.min(stored.length, cut) - 1);
      expect(shown.length).toBeLessThanOrEqual(cut);
      expect(() => refuseUntransportable(shown)).not.toThrow();
    }),
    { numRuns: 1000 },
  );
});
