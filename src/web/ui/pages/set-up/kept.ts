/** What was typed so far, so that a reload in the middle loses nothing. In this tab only, and never a password. */
import { nothingTyped, type Typed } from '../../parts/settings/form.ts';

export type Step = 'role' | 'key' | 'account' | 'names' | 'create' | 'join';

export type SetUp = {
  readonly step: Step;
  readonly key: string;
  readonly insist: boolean;
  readonly typed: Typed;
};

const place = 'malleposte-set-up';

const beginning: SetUp = { step: 'role', key: '', insist: false, typed: nothingTyped };

export function readKept(): SetUp {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? '{}') as Partial<SetUp>;
    return { ...beginning, ...kept, typed: { ...nothingTyped, ...kept.typed, passwords: nothingTyped.passwords } };
  } catch {
    // Not ours, or cut short: one begins anew.
    return beginning;
  }
}

export const keep = ({ typed, ...rest }: SetUp): void =>
  sessionStorage.setItem(place, JSON.stringify({ ...rest, typed: { edits: typed.edits, authority: typed.authority } }));

export const forget = (): void => sessionStorage.removeItem(place);

/** The home is made, and the head office was not asked yet. */
export const isJoinPending = (): boolean => readKept().step === 'join';
