import { describe, expect, test } from 'vitest';
import { type DueQuestion, decideDue, type LastParcel } from '../../src/exchange/due.ts';

const sentAt = '2026-11-01T21:00:00.000Z';
const last = (facts: Partial<LastParcel> = {}): LastParcel => ({
  createdAt: sentAt,
  status: 'applied',
  have: [],
  resendAt: '2026-11-03T09:00:00.000Z',
  ...facts,
});

const question = (afterDays: number, facts: Partial<DueQuestion> = {}): DueQuestion => ({
  now: new Date(Date.parse(sentAt) + afterDays * 86_400_000),
  everyDays: 7,
  last: last(),
  isAsked: false,
  unanswered: 1,
  force: false,
  ...facts,
});

const said = (asked: DueQuestion): string => {
  const { action, reason } = decideDue(asked);
  return `${action} ${reason}`;
};

describe('what a run does', () => {
  test.each([
    ['the first parcel goes at once', { last: undefined }, 0, 'parcel first'],
    ['within the period a greeting is enough', {}, 3, 'greeting up-to-date'],
    ['after the period a parcel goes', {}, 7, 'parcel period'],
    ['a run some minutes early is not a day late', {}, 6.9, 'parcel period'],
    ['a person may force it', { force: true }, 0.1, 'parcel forced'],
    ['the common site may ask for it', { isAsked: true }, 0.1, 'parcel asked'],
    ['a clock that went back does not silence the site', {}, -3, 'parcel clock'],
    ['before its time nothing is resent', { last: last({ status: 'sent' }) }, 1, 'greeting up-to-date'],
    ['what nobody acknowledged goes again', { last: last({ status: 'sent' }) }, 2, 'resend unacknowledged'],
    ['after the period a newer state goes instead', { last: last({ status: 'sent' }) }, 8, 'parcel period'],
    ['volumes that arrived are worth more than beginning anew', { last: last({ status: 'sent', have: [1] }) }, 8, 'resend unacknowledged'],
    ['six fruitless postings are enough', { last: last({ status: 'sent', have: [1] }), unanswered: 6 }, 8, 'parcel given-up'],
    ['what was given up here is followed by a new parcel', { last: last({ status: 'dropped' }) }, 0.1, 'parcel dropped'],
  ] as const)('%s', (_, facts, afterDays, expected) => {
    expect(said(question(afterDays, facts as Partial<DueQuestion>))).toBe(expected);
  });

  test('says when the next parcel is due', () => {
    expect(decideDue(question(1)).nextDueAt).toBe('2026-11-08T21:00:00.000Z');
    expect(decideDue(question(1, { last: undefined })).nextDueAt).toBeNull();
  });
});
