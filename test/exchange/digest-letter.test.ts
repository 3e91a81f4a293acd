/** The digest as people read it: both languages, as text and as a page, and nothing smuggled in by names. */
import { describe, expect, it } from 'vitest';
import type { DigestFacts } from '../../src/exchange/digest-facts.ts';
import { digestLetter } from '../../src/exchange/digest-letter.ts';

const quiet: DigestFacts = {
  site: '',
  name: 'Ateliers Réunis',
  since: '2026-11-15T23:00:00.000Z',
  until: '2026-11-22T23:00:00.000Z',
  timeZone: 'Europe/Paris',
  assets: 120,
  changes: [],
  newSoftware: [],
  upgradedSoftware: [],
  keySoftware: [],
  licences: [],
  doubles: 0,
  silentSites: [],
  stale: { days: 30, machines: 0, sites: [] },
  quarantined: 0,
  unreadable: 0,
  endings: [],
};

const machine = (name: string, before = '', after = '') => ({ asset: 'a1', name, site: 'lyon', before, after });

const busy: DigestFacts = {
  ...quiet,
  changes: [
    { kind: 'appeared', machines: 3, examples: [machine('PC-01'), machine('PC-02')] },
    { kind: 'missing', machines: 1, examples: [machine('PC-03')] },
    { kind: 'moved', machines: 1, examples: [machine('PC07', 'nord', 'lyon')] },
    { kind: 'renamed', machines: 1, examples: [machine('PC-NEW', 'PC-OLD', 'PC-NEW')] },
    { kind: 'board-replaced', machines: 1, examples: [machine('PC-05')] },
    { kind: 'os-upgraded', machines: 1, examples: [machine('PC-06', 'Debian 12', 'Debian 13')] },
  ],
  newSoftware: [{ name: 'Blender', machines: 2 }],
  upgradedSoftware: [{ name: 'Firefox', version: '145.0', machines: 40 }],
  keySoftware: [{ entry: 'Firefox >= 128', absent: 0, outdated: 3, forbidden: 0 }],
  licences: [{ entry: '"AutoCAD" x 25', licences: 25, installations: 27 }],
  doubles: 2,
  silentSites: [
    { site: 'ouest', lastContactAt: '2026-11-02T22:30:00.000Z' },
    { site: 'sud', lastContactAt: '' },
  ],
  stale: { days: 30, machines: 4, sites: [{ site: 'nord', machines: 4 }] },
  quarantined: 1,
  unreadable: 0,
  endings: [{ product: 'Windows 10', release: '22H2', supportEnds: '2025-10-14', state: 'ended', machines: 8 }],
};

const markers = ['Iparc Distant', 'Iparc Commun'];
const inFrench = (facts: DigestFacts) => digestLetter(facts, { language: 'fr', markers });
const inEnglish = (facts: DigestFacts) => digestLetter(facts, { language: 'en', markers });

describe('the text', () => {
  it('tells in French what changed, what needs a look, and what is silent since when', () => {
    const { subject, text } = inFrench(busy);
    expect(subject).toBe('Nouvelles du parc (Ateliers Réunis) : du 16 novembre 2026 au 22 novembre 2026');
    expect(text.replaceAll(/\n {2}/g, ' ')).toBe(`Nouvelles du parc (Ateliers Réunis)
du 16 novembre 2026 au 22 novembre 2026

120 équipements connus.

Ce qui a changé
- 3 nouveaux équipements : PC-01 (lyon), PC-02 (lyon), et 1 autre
- 1 machine disparue : aucun fichier ne la décrit plus : PC-03 (lyon)
- 1 machine passée à un autre site : PC07 (nord → lyon)
- 1 machine renommée : PC-OLD → PC-NEW (lyon)
- 1 machine dont la carte mère est nouvelle : PC-05 (lyon)
- 1 machine dont le système a été mis à niveau : PC-06 (Debian 13)

À regarder
- Le site ouest est silencieux depuis le 2 novembre 2026
- Le site sud n’a jamais rien envoyé
- 4 machines dont l’inventaire a plus de 30 jours, alors que leurs sites envoient : nord 4
- 2 doublons possibles, à confirmer ou à séparer
- 1 message en quarantaine

Logiciels clés
- Firefox >= 128 : trop ancien sur 3 machines
- "AutoCAD" x 25 : 27 installations pour 25 licences

Fins de support
- Windows 10 22H2 : terminé depuis le 14 octobre 2025 (8 machines)

Logiciels
- Nouveau : Blender (2 machines)
- Mis à jour : Firefox en 145.0 (40 machines)

Écrit par Malleposte. Le réglage « digest » en dit la fréquence ; la
commande « digest --print » le remontre.
`);
  });

  it('tells the same in English', () => {
    const { subject, text } = inEnglish(busy);
    expect(subject).toBe('Inventory news of Ateliers Réunis: 16 November 2026 to 22 November 2026');
    for (const line of [
      '- 3 new assets: PC-01 (lyon), PC-02 (lyon), and 1 other',
      '- 1 machine moved to another site: PC07 (nord → lyon)',
      '- Site ouest is silent since 2 November 2026',
      '- Firefox >= 128: outdated on 3 machines',
      '- "AutoCAD" x 25: 27 installed, 25 bought',
      '- Windows 10 22H2: ended on 14 October 2025 (8 machines)',
    ])
      expect(text).toContain(line);
  });

  it('says that nothing happened where nothing did, and of which day', () => {
    const day = { ...quiet, site: 'lyon', since: '2026-11-21T23:00:00.000Z' };
    expect(inFrench(day).subject).toBe('Nouvelles du parc (site lyon) : 22 novembre 2026');
    expect(inEnglish(day).text).toContain('Nothing changed in this period, and nothing needs a look.');
    expect(inEnglish(day).html).toContain('<p>Nothing changed');
  });
});

describe('names from machines', () => {
  const hostile = '<script>alert("1")</script>\r\nBcc: x@y.z & \u202e';
  const facts: DigestFacts = {
    ...busy,
    name: hostile,
    changes: [{ kind: 'appeared', machines: 1, examples: [machine(hostile)] }],
    newSoftware: [{ name: hostile, machines: 1 }],
    silentSites: [],
    keySoftware: [{ entry: hostile, absent: 1, outdated: 0, forbidden: 0 }],
  };

  it('are escaped in the page, which has no link, no picture and no script', () => {
    const { html } = inEnglish(facts);
    expect(html).not.toMatch(/<(?!\/?(?:html|head|meta|title|body|h1|h2|p|ul|li|small)\b|!DOCTYPE)/);
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; Bcc: x@y.z &amp;');
    expect(html).not.toMatch(/href|src=|https?:/);
  });

  it('cannot begin a line of the text, nor break the subject', () => {
    const { text, subject } = inEnglish(facts);
    expect(text).not.toMatch(/^Bcc/m);
    expect(subject).not.toMatch(/[\r\n\u202e]/);
  });

  it('never make a subject that a program takes for its own', () => {
    const { subject } = digestLetter({ ...quiet, name: 'iparc  COMMUN' }, { language: 'fr', markers });
    expect(subject).toBe('Nouvelles du parc : du 16 novembre 2026 au 22 novembre 2026');
    expect(digestLetter(quiet, { language: 'fr', markers: ['Nouvelles du parc'] }).subject).toBe('du 16 novembre 2026 au 22 novembre 2026');
  });
});
