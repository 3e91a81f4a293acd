/**
 * Acceptance 3 (reference mail.md §4): what becomes of a mail behind its commit. Every setting does what it says on a real Dovecot;
 * where a server refuses, nothing is destroyed, the administrator sees it, nothing is downloaded twice, and a later run does it. The
 * port alone, labels of Gmail included: test/transport/imap-disposal.test.ts.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReceiveOutcome } from '../../src/jobs/installation.ts';
import { receive } from '../../src/jobs/receive.ts';
import { type Company, expectOk, openCompany } from '../journeys/company.ts';
import { describeWithMailhost } from '../mailhost/with-mailhost.ts';
import type { ImapAnswer } from '../transport/imap-script.ts';
import { alterBody, dataMail, setting } from './agency-mails.ts';
import { type DovecotBox, dovecotBox } from './dovecot-box.ts';
import { type ImapBox, openImapBox } from './imap-box.ts';
import { type OfficeMailbox, officePlace } from './office-place.ts';
import { countingDownloads } from './watching.ts';

let company: Company;
let downloads: string[];

async function begin(box: OfficeMailbox): Promise<void> {
  downloads = [];
  company = await openCompany(officePlace(box));
  await company.enrol('lyon', 'site01');
}

const poll = (): Promise<ReceiveOutcome> =>
  company.asOffice(async (common) => expectOk(await receive(countingDownloads(common, downloads), { dryRun: false })));

const letter = (subject: string): Buffer =>
  Buffer.from(`From: anne@mail.test\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@mail.test>\r\n\r\nBonjour\r\n`);

/** Another parcel under the number of the first, and one that was altered on its way. */
async function badParcels(): Promise<Readonly<Record<'refused' | 'quarantined', Buffer>>> {
  const make = (seq: number) => company.asAgency('lyon', (agency) => dataMail(agency, { seq, zip: Buffer.alloc(3_000, 'PK') }));
  return { refused: await make(1), quarantined: alterBody(await make(2)) };
}

afterEach(() => company.close());

type Fate = 'delete' | 'keep' | 'flag' | 'move:Malleposte/Done';

/** Each fate for each setting once, never two alike in one run. */
const plans: readonly (readonly [merged: Fate, refused: Fate, quarantined: Fate])[] = [
  ['delete', 'keep', 'flag'],
  ['keep', 'flag', 'move:Malleposte/Done'],
  ['flag', 'move:Malleposte/Done', 'delete'],
  ['move:Malleposte/Done', 'delete', 'keep'],
];

describeWithMailhost('acceptance 3: disposal on a real Dovecot', (host) => {
  let box: DovecotBox;
  beforeEach(async () => {
    await host().empty('common');
    box = dovecotBox(host());
  });

  it.each(plans)('merged: %s, refused: %s, quarantined: %s', async (...plan) => {
    await begin(box);
    for (const [index, name] of ['afterMerged', 'afterRefused', 'afterQuarantined'].entries())
      await setting(company.office, `${name}: "${plan[index]}"`);
    await box.deliver(letter('a colleague deletes it'));
    await box.flagDeleted('a colleague deletes it');
    await company.send('lyon');
    expect(await poll()).toMatchObject({ merged: 1, pendingDisposals: 0 });
    const { refused, quarantined } = await badParcels();
    await box.deliver(refused);
    await box.deliver(quarantined);
    expect(await poll()).toMatchObject({ refused: 1, quarantined: 1, pendingDisposals: 0 });
    const downloaded = downloads.length;
    expect(await poll()).toMatchObject({ messages: 0, merged: 0, duplicates: 0, pendingDisposals: 0 });
    expect(downloads).toHaveLength(downloaded);
    await expectFates(box, plan);
  });
});

/** A mail that was kept has no flag, one that was flagged is seen and flagged; the colleague's waits for the colleague. */
async function expectFates(box: DovecotBox, plan: readonly Fate[]): Promise<void> {
  const listed = await box.listed();
  const flags = listed.map((mail) => mail.flags).toSorted();
  const expected = plan.flatMap((fate) => (fate === 'keep' ? [''] : fate === 'flag' ? ['FS'] : []));
  expect(flags).toEqual(['T', ...expected].toSorted());
  expect(listed.find((mail) => mail.flags === 'T')?.raw.toString()).toContain('a colleague deletes it');
  const moved = plan.filter((fate) => fate.startsWith('move:')).length;
  expect(await box.inFolder('Malleposte.Done')).toHaveLength(moved);
}

const readOnly: ImapAnswer = ['* 1 EXISTS', '* OK [UIDVALIDITY 77] ok', '* OK [PERMANENTFLAGS ()] none', '$ OK [READ-ONLY] ok'];
const full: ImapAnswer = ['$ NO [OVERQUOTA] full'];

/** `capabilities` behind IMAP4rev1; `isMoved` where the disposal is a move. */
const refusals = [
  { it: 'COPY, without MOVE', capabilities: 'UIDPLUS', answers: { 'UID COPY': full }, disposal: 'move:Done', says: 'OVERQUOTA' },
  { it: 'MOVE', capabilities: 'UIDPLUS MOVE', answers: { 'UID MOVE': full }, disposal: 'move:Done', says: 'OVERQUOTA' },
  { it: 'STORE', capabilities: 'UIDPLUS', answers: { 'UID STORE': ['$ NO no'] }, disposal: 'delete', says: 'NO' },
  { it: 'STORE, without UIDPLUS', capabilities: '', answers: { 'UID STORE': ['$ NO no'] }, disposal: 'delete', says: 'NO' },
  { it: 'a read-only folder', capabilities: 'UIDPLUS MOVE', answers: { SELECT: readOnly }, disposal: 'delete', says: 'READ-ONLY' },
] as const;

describe('acceptance 3: a server that lets nothing go', () => {
  let box: ImapBox;
  beforeEach(async () => {
    box = await openImapBox();
  });
  afterEach(() => box.close());

  it.each(refusals)('$it: merged once, nothing destroyed, pending with an alert, done by a later run', async (refusal) => {
    await begin(box);
    await setting(company.office, `afterMerged: "${refusal.disposal}"`);
    box.capabilities = `IMAP4rev1 ${refusal.capabilities}`.trim();
    box.answers = refusal.answers;
    box.downloaded.length = 0;
    await company.send('lyon');
    expect(await poll()).toMatchObject({ merged: 1, pendingDisposals: 1, receipts: 1 });
    expect(await poll()).toMatchObject({ merged: 0, duplicates: 0, pendingDisposals: 1, receipts: 0 });
    expect(box.mails.size).toBe(1);
    expect([...box.mails.values()].every(({ flags }) => flags.size === 0)).toBe(true);
    const alerts = await company.asOffice(({ store }) => store.traceList({ newestFirst: true, limit: 9, kind: 'disposal' }));
    expect(alerts.map(({ outcome }) => outcome)).toEqual(['alert', 'alert']);
    expect(alerts[0]?.reason).toContain(refusal.says);
    box.answers = {};
    expect(await poll()).toMatchObject({ merged: 0, duplicates: 0, pendingDisposals: 0 });
    expect(await poll()).toMatchObject({ messages: 0 });
    expect([...box.mails.values()].filter(({ flags }) => !flags.has('\\Deleted'))).toEqual([]);
    expect(box.elsewhere).toHaveLength(refusal.disposal === 'delete' ? 0 : 1);
    expect(box.downloaded).toHaveLength(1);
    expect(box.server.heard.filter((line) => /^\S+ (?:EXPUNGE|CLOSE)/i.test(line))).toEqual([]);
  });

  it('no UIDPLUS: what a colleague flagged \\Deleted stays, ours waits flagged, and EXPUNGE is never said', async () => {
    await begin(box);
    box.capabilities = 'IMAP4rev1';
    await box.deliver(letter('a colleague deletes it'));
    [...box.mails.values()].at(-1)?.flags.add('\\Deleted');
    await company.send('lyon');
    expect(await poll()).toMatchObject({ merged: 1 });
    expect(await poll()).toMatchObject({ messages: 0, merged: 0 });
    const left = [...box.mails.values()].map(({ raw, flags }) => [/^Subject: (.*)\r$/m.exec(raw.toString())?.[1], [...flags]]);
    expect(left).toContainEqual(['a colleague deletes it', ['\\Deleted']]);
    expect(left.at(-1)).toEqual([expect.stringContaining('Inventaire lyon'), ['\\Deleted']]);
    expect(box.server.heard.filter((line) => /EXPUNGE|CLOSE/i.test(line) && !/UID EXPUNGE/i.test(line))).toEqual([]);
  });

  it('a server that moves a label only (Gmail): the folder Trash takes the mail, and nothing is expunged elsewhere', async () => {
    await begin(box);
    await setting(company.office, 'afterMerged: "move:[Gmail]/Trash"');
    box.capabilities = 'IMAP4rev1 UIDPLUS X-GM-EXT-1';
    await company.send('lyon');
    expect(await poll()).toMatchObject({ merged: 1, pendingDisposals: 0 });
    expect(box.elsewhere).toHaveLength(1);
    expect(box.mails.size).toBe(0);
  });
});
