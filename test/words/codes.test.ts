import { describe, expect, test } from 'vitest';
import { sayCode, sayReason } from '../../src/words/codes.ts';
import { openSpeech } from '../../src/words/speech.ts';
import { englishWords } from './samples.ts';

const french = openSpeech('fr').codes;
const english = openSpeech('en').codes;

test('a code without words is shown as it is, inherited names included', () => {
  expect(sayCode(french.siteStates, 'elsewhere')).toBe('elsewhere');
  expect(sayCode(french.siteStates, 'constructor')).toBe('constructor');
  expect(sayReason(french, 'nobody-knows this')).toBe('nobody-knows this');
});

describe('reasons of a trace', () => {
  test.each([
    ['busy: [IN-USE] locked', 'boîte occupée ([IN-USE] locked)', 'mailbox busy ([IN-USE] locked)'],
    ['unknown-key', 'clé inconnue', 'unknown key'],
    ['E_ZIP_RATIO 300', 'archive refusée (ratio 300)', 'archive refused (ratio 300)'],
    ['E_PARCEL_DIGEST', 'colis non conforme (digest)', 'parcel does not conform (digest)'],
    ['read=47 changed=3 unreadable=1', '47 lus, 3 modifiés, 1 illisible', '47 read, 3 changed, 1 unreadable'],
    ['status=applied code= read=1 changed=1 unreadable=0', 'appliqué, 1 lu, 1 modifié', 'applied, 1 read, 1 changed'],
    ['common=1.4.0 ours=1.3.0', 'site commun\u00a0: 1.4.0, ici\u00a0: 1.3.0', 'common site: 1.4.0, here: 1.3.0'],
    ['deleted=1 by=camille', '1 ligne supprimée, par camille', '1 line deleted, by camille'],
    ['deleted=12 by=link', '12 lignes supprimées, par le lien de connexion', '12 lines deleted, through the one-time link'],
    ['', '', ''],
  ])('%s', (reason, inFrench, inEnglish) => {
    expect(sayReason(french, reason)).toBe(inFrench);
    expect(sayReason(english, reason)).toBe(inEnglish);
  });
});

test('no code is left in English in French', () => {
  const { roles, siteStates, traceOutcomes, traceKinds, fileReasons, dueReasons, assetKinds, steps, lines, transport, traceReasons } =
    french;
  for (const words of [
    roles,
    siteStates,
    traceOutcomes,
    traceKinds,
    fileReasons,
    dueReasons,
    assetKinds,
    steps,
    lines,
    transport,
    traceReasons,
  ]) {
    for (const said of Object.values(words)) {
      expect(said).not.toBe('');
      expect(said).not.toMatch(englishWords);
    }
  }
});
