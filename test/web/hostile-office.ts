/**
 * A head office in which every text that came from outside or from a person is a payload: machines, their software and every section,
 * names of files and of sites, mails in quarantine, the journal, manual fields.
 */

import { keyIdOf } from '../../src/exchange/key-id.ts';
import { commonSite } from '../../src/exchange/protocol.ts';
import { sectionFields } from '../../src/inventory/formats/sections.ts';
import { ownFields } from '../../src/inventory/overlay.ts';
import { editAsset } from '../../src/jobs/edit-asset.ts';
import { invite } from '../../src/jobs/enrol.ts';
import type { Common } from '../../src/jobs/installation.ts';
import { writeMail } from '../../src/jobs/mail.ts';
import { createKeys } from '../../src/keys/keys.ts';
import { type Company, expectOk, openCompany } from '../journeys/company.ts';
import type { Place } from '../journeys/place.ts';
import { payloads } from './payloads.ts';

const payload = (number: number): string => payloads[number % payloads.length] ?? '';

export async function openHostileOffice(place: Place): Promise<Company> {
  const company = await openCompany(place);
  await company.enrol('lyon', 'site01');
  for (const [number, text] of payloads.entries()) await writeMachine(company, number, text);
  await company.send('lyon');
  await company.receive();
  await company.asOffice(async (common) => {
    await nameSites(common);
    await sayOfMachines(common);
    await fillJournal(common);
  });
  await forge(company, place);
  return company;
}

/** Every tenth machine says something in every field that is kept. */
async function writeMachine({ writeDossierFile }: Company, number: number, text: string): Promise<void> {
  const name = text.replaceAll(/[\\/:*?"<>|\0-\x1f]/g, (sign) => (sign === '<' ? '＜' : '_'));
  await writeDossierFile(
    'lyon',
    `${name.slice(0, 60)} ${number}.xml`,
    number % 10 === 0 ? wholeMachine(number) : smallMachine(number, text),
  );
}

const escaped = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

const element = (name: string, text: string): string => `<${name.toUpperCase()}>${escaped(text)}</${name.toUpperCase()}>`;

const report = (number: number, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8" ?>\n<REQUEST><CONTENT>${content}</CONTENT><DEVICEID>M${number}-2026-01-01-08-00-00</DEVICEID>` +
  `${element('tag', payload(number))}<QUERY>INVENTORY</QUERY></REQUEST>\n`;

const smallMachine = (number: number, text: string): string =>
  report(
    number,
    [
      `<HARDWARE>${['name', 'osname', 'osversion', 'userid', 'workgroup', 'processort'].map((field) => element(field, text)).join('')}</HARDWARE>`,
      `<BIOS>${['smanufacturer', 'smodel', 'type'].map((field) => element(field, text)).join('')}${element('ssn', `SN${number} ${text}`)}</BIOS>`,
      `<SOFTWARES>${['name', 'version', 'publisher', 'comments', 'folder'].map((field) => element(field, text)).join('')}</SOFTWARES>`,
    ].join(''),
  );

const wholeMachine = (number: number): string =>
  report(
    number,
    Object.entries(sectionFields)
      .map(([section, fields], place) => {
        const said = fields.map((field, index) => element(field, payload(number + place * 7 + index)));
        return `<${section.toUpperCase()}>${said.join('')}</${section.toUpperCase()}>`;
      })
      .join(''),
  );

async function nameSites(common: Common): Promise<void> {
  for (const [number, text] of payloads.entries())
    if (number % 20 === 0) expectOk(await invite(common, { site: `site-${number}`, name: text, autoAccept: false }));
}

async function sayOfMachines(common: Common): Promise<void> {
  const assets = await common.store.assets({});
  for (const [number, { id }] of assets.slice(0, 40).entries()) {
    const set = ownFields
      .filter((field) => !/On$|Until$/.test(field))
      .map((field, index) => ({ field, value: payload(number * 5 + index).slice(0, 200) }));
    expectOk(await editAsset(common, id, { set, clear: [], expected: [], until: '', life: undefined, by: payload(number) }));
  }
}

const fillJournal = async ({ store, now }: Common): Promise<void> =>
  store.trace(
    payloads.map((text) => ({
      ...{ at: now().toISOString(), direction: 'in', outcome: 'failed', bytes: 1, durationMs: 1 },
      ...{ peer: text, kind: text, messageId: text, reason: text },
    })),
  );

/** Mails in the name of the agency, with a signature that is not its own. */
async function forge(company: Company, place: Place): Promise<void> {
  const stranger = await createKeys(`${company.folder}/stranger`);
  const raws = await company.asOffice(async (common) => {
    const known = await common.register.site('lyon');
    const identity = { ...stranger.identity, id: keyIdOf(known?.signingKey ?? '') };
    const forged: Buffer[] = [];
    for (const text of payloads.filter((_, number) => number % 5 === 0))
      forged.push(await forgedMail({ ...common, keys: { ...stranger, identity } }, text));
    return forged;
  });
  for (const raw of raws) await place.deliver('common', raw);
  await company.receive();
  await company.asOffice(async ({ disk, now }) => {
    for (const [number, bytes] of raws.entries())
      expectOk(await disk.quarantine({ name: payload(number * 5), bytes, reason: payload(number * 5), at: now().toISOString() }));
  });
}

async function forgedMail(common: Common, text: string): Promise<Buffer> {
  const { org, settings } = common;
  const subject = `${settings.markerDistant} : Inventaire ${text} 9.99 1/1`;
  const draft = { kind: 'DATA', org, from: 'lyon', to: commonSite, address: settings.address, subject, text } as const;
  const { mail } = await writeMail(common, { ...draft, epoch: 9, seq: 99, body: Buffer.alloc(0), recipient: '' });
  const word = `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
  return Buffer.from(mail.raw.toString('latin1').replace(/^From: .*$/m, `From: ${word} <evil@mail.test>`), 'latin1');
}
