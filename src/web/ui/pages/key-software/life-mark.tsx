/** How far the support of a system has come: by colour, by sign and in words. */
import { Mark } from '../../parts/mark.tsx';

const looks = {
  supported: { tone: 'good', sign: '✓' },
  ending: { tone: 'notice', sign: '…' },
  ended: { tone: 'bad', sign: '✗' },
  unknown: { tone: 'quiet', sign: '?' },
} as const;

export const LifeMark = ({ state, word }: { readonly state: keyof typeof looks; readonly word: string }) => (
  <Mark {...looks[state]}>{word}</Mark>
);
