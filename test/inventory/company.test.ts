/** The company of the demo: every inventory of its dossiers is readable, but the one that is damaged on purpose. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deviceKey } from '../../src/inventory/identity/device-key.ts';
import { readInventory } from '../../src/inventory/read.ts';
import type { AssetReport } from '../../src/inventory/report.ts';
import { fixture } from './documents.ts';

const company = new URL('../../fixtures/company/', import.meta.url);

type Found = { readonly path: string; readonly reports: readonly AssetReport[]; readonly reason: string };

const dossier = (name: string): readonly Found[] =>
  readdirSync(new URL(name, company)).map((file) => {
    const read = readInventory(fixture(`company/${name}/${file}`));
    return { path: file, reports: read.ok ? read.value : [], reason: read.ok ? '' : read.error.reason };
  });

const assets = (name: string): readonly string[] =>
  dossier(name)
    .flatMap(({ reports }) => reports.map((report) => report.name))
    .sort();

const unreadable = (name: string): readonly string[] =>
  dossier(name).flatMap(({ path, reason }) => (reason === '' ? [] : [`${path}: ${reason}`]));

describe('the made-up company', () => {
  it('has its assets in three dossiers', () => {
    expect(assets('lyon')).toEqual(['IMP-LYON-RDC', 'LYON-ACCUEIL', 'LYON-COMPTA-01', 'LYON-PORT-02', 'srv-lyon-fichiers']);
    expect(assets('nord')).toEqual(['NORD-ATELIER-01', 'NORD-DIRECTION', 'SW-NORD-1', 'SW-NORD-2', 'mac-nord-studio', 'srv-nord']);
    expect(assets('ouest')).toEqual(['IMP-OUEST', 'OUEST-LABO-01', 'OUEST-PORT-03', 'srv-ouest-sauvegarde', 'tel-ouest-7']);
  });

  it('has one damaged inventory and a document that travels along in each dossier', () => {
    expect(unreadable('lyon')).toEqual(['plan-des-bureaux.txt: not-an-inventory']);
    expect(unreadable('nord')).toEqual(['NORD-QUAI-02-2023-11-13-06-58-12.ocs: malformed-xml', 'photo-baie.png: not-an-inventory']);
    expect(unreadable('ouest')).toEqual(['consignes.txt: not-an-inventory']);
  });

  it('speaks French in every encoding', () => {
    const names = [...dossier('lyon'), ...dossier('nord'), ...dossier('ouest')].flatMap(({ reports }) =>
      reports.flatMap((report) => [report.user, ...(report.software ?? []).map((row) => row.name)]),
    );
    expect(names).toEqual(
      expect.arrayContaining([
        'hélène.castagné',
        'théo.kerbrat',
        'Suivi des chantiers « Été »',
        'Pilotage découpe numérique',
        'Brévanne Paie & Congés',
        'Modeleur Ébauche 3D',
      ]),
    );
    expect(names.filter((name) => /[\ufffdÃ]/.test(name))).toEqual([]);
  });

  it('goes on the second day: one machine more, the damaged one repaired, software upgraded', () => {
    expect(assets('day2/nord')).toEqual(['NORD-ATELIER-03', 'NORD-DIRECTION', 'NORD-QUAI-02']);
    for (const [site, name] of [
      ['lyon', 'LYON-COMPTA-01'],
      ['nord', 'NORD-DIRECTION'],
      ['ouest', 'OUEST-LABO-01'],
    ] as const) {
      const [before, after] = [site, `day2/${site}`].map((folder) =>
        dossier(folder)
          .flatMap(({ reports }) => reports)
          .find((report) => report.name === name),
      );
      expect(before && after && deviceKey(after) === deviceKey(before)).toBe(true);
      expect((after?.inventoryDate ?? '') > (before?.inventoryDate ?? '')).toBe(true);
      expect(after?.software).not.toEqual(before?.software);
    }
  });

  it('gives every asset a key of its own', () => {
    const keys = [...dossier('lyon'), ...dossier('nord'), ...dossier('ouest')].flatMap(({ reports }) => reports.map(deviceKey));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
