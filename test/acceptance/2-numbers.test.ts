/**
 * Acceptance 2 (reference mail.md §4): UIDVALIDITY changes and UIDs are used again, between runs and during them, also under the value
 * 0. Nothing is merged twice, nobody's mail is taken away, and new mails are taken in by the same poll. The port alone:
 * test/transport/imap-validity.test.ts.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { receive } from '../../src/jobs/receive.ts';
import { type Company, expectOk, openCompany } from '../journeys/company.ts';
import { describeWithMailhost } from '../mailhost/with-mailhost.ts';
import { beliefOf, setting } from './agency-mails.ts';
import { type DovecotBox, dovecotBox } from './dovecot-box.ts';
import { type ImapBox, openImapBox } from './imap-box.ts';
import { type OfficePlace, officePlace } from './office-place.ts';
import { cutBeforeDisposal } from './watching.ts';

const letter = (subject: string): Buffer =>
  Buffer.from(
    `From: anne@mail.test\r\nTo: common@mail.test\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@mail.test>\r\n\r\nBonjour\r\n`,
  );

let place: OfficePlace;
let company: Company;

/** Two agencies are admitted; the first one's dossier is in the mailbox. */
async function begin(box: DovecotBox | ImapBox): Promise<void> {
  place = officePlace(box);
  company = await openCompany(place);
  await company.enrol('lyon', 'site01');
  await company.enrol('nord', 'site02');
  await company.send('lyon');
  await place.settled();
}

/** A run whose line is cut behind the commit: merged, and still in the mailbox. */
async function mergeWithoutDisposal(): Promise<void> {
  const cut = await company.asOffice((common) => receive(cutBeforeDisposal(common), { dryRun: false }));
  expect(cut).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
}

const subjectsIn = async (box: Pick<DovecotBox, 'messages'>): Promise<readonly string[]> =>
  (await box.messages()).map((raw) => /^Subject: (.*?)\r?$/m.exec(raw.toString('latin1'))?.[1] ?? '');

afterEach(() => company.close());

describeWithMailhost('acceptance 2: numbers of a real Dovecot', (host) => {
  let box: DovecotBox;
  beforeEach(async () => {
    await host().empty('common');
    box = dovecotBox(host());
  });

  it('all anew: what was kept is recognised, and a new mail is merged by the same poll', async () => {
    await begin(box);
    await setting(company.office, 'afterMerged: keep');
    expect(await company.receive()).toMatchObject({ merged: 1 });
    const before = await company.asOffice(beliefOf);
    await box.forgetNumbers();
    expect(await company.receive()).toMatchObject({ merged: 0, duplicates: 1, quarantined: 0, refused: 0 });
    expect(await company.asOffice(beliefOf)).toEqual(before);
    await box.forgetNumbers();
    await company.send('nord');
    expect(await company.receive()).toMatchObject({ merged: 1, duplicates: 1 });
    expect(await subjectsIn(box)).toHaveLength(2);
  });

  it('all anew behind a commit whose disposal was cut off: the merged mail goes, the letters of others stay', async () => {
    await box.deliver(letter('first'));
    await begin(box);
    await mergeWithoutDisposal();
    await box.deliver(letter('second'));
    await box.forgetNumbers();
    await company.send('nord');
    expect(await company.receive()).toMatchObject({ merged: 1, duplicates: 1 });
    expect((await subjectsIn(box)).toSorted()).toEqual(['first', 'second']);
  });

  it('exchanged under the same UIDVALIDITY: the number of a merged mail names a letter now, which stays', async () => {
    await begin(box);
    await box.deliver(letter('ours never was'));
    await mergeWithoutDisposal();
    const before = await company.asOffice(beliefOf);
    const [parcel, other] = await box.listed();
    await box.renumber(new Map([other!, parcel!].map(({ file }, index) => [index + 1, file])));
    expect(await company.receive()).toMatchObject({ merged: 0, duplicates: 1 });
    expect(await subjectsIn(box)).toEqual(['ours never was']);
    expect(await company.asOffice(beliefOf)).toEqual(before);
  });
});

describe('acceptance 2: numbers of a server that keeps no promise', () => {
  let box: ImapBox;
  beforeEach(async () => {
    box = await openImapBox();
  });
  afterEach(() => box.close());

  it('UIDVALIDITY 0: nothing is merged twice, and a number used again names its new mail', async () => {
    box.uidValidity = '0';
    await begin(box);
    await setting(company.office, 'afterMerged: keep');
    expect(await company.receive()).toMatchObject({ merged: 1 });
    expect(await company.receive()).toMatchObject({ merged: 0, duplicates: 0 });
    const [uid] = [...box.mails.keys()];
    await company.send('nord');
    const [another] = place.postOffice.messages(place.address('common'));
    place.postOffice.empty(place.address('common'));
    box.mails.set(uid!, { raw: another!, flags: new Set() });
    expect(await company.receive()).toMatchObject({ merged: 1, duplicates: 0 });
    expect(box.mails.size).toBe(1);
  });

  it('UIDVALIDITY 0 behind a cut-off disposal: the letter under the old number stays', async () => {
    box.uidValidity = '0';
    await begin(box);
    await mergeWithoutDisposal();
    const [uid] = [...box.mails.keys()];
    const parcel = box.mails.get(uid!)!;
    box.mails.set(uid!, { raw: letter('somebody'), flags: new Set() });
    box.mails.set(uid! + 1, parcel);
    expect(await company.receive()).toMatchObject({ merged: 0, duplicates: 1 });
    expect(await subjectsIn(box)).toEqual(['somebody']);
  });

  it.each([
    '77',
    '0',
  ])('a number that changes its mail during the run, under UIDVALIDITY %s: the new one stays and is merged by the next', async (value) => {
    box.uidValidity = value;
    await begin(box);
    const [uid] = [...box.mails.keys()];
    let isChanged = false;
    box.answers = {
      'UID FETCH': (peer, tag, command) => {
        box.obey(peer, tag, command);
        if (isChanged || !/BODY(?:\.PEEK)?\[\]/i.test(command)) return;
        isChanged = true;
        box.mails.set(uid!, { raw: letter('just arrived'), flags: new Set() });
      },
    };
    expect(await company.receive()).toMatchObject({ merged: 1, pendingDisposals: 0 });
    expect(isChanged).toBe(true);
    expect(await subjectsIn(box)).toEqual(['just arrived']);
    await company.send('nord');
    expect(await company.receive()).toMatchObject({ merged: 1, duplicates: 0 });
    expect(await subjectsIn(box)).toEqual(['just arrived']);
  });

  it('UIDVALIDITY that changes during the run, and numbers with it: nothing is destroyed, the next run merges nothing again', async () => {
    await begin(box);
    await box.deliver(letter('bystander'));
    box.answers = {
      'UID FETCH': (peer, tag, command) => {
        box.obey(peer, tag, command);
        if (box.uidValidity === '78' || !/BODY(?:\.PEEK)?\[\]/i.test(command)) return;
        box.uidValidity = '78';
        const mails = [...box.mails.values()];
        for (const [index, uid] of [...box.mails.keys()].entries()) box.mails.set(uid, mails.at(-1 - index)!);
      },
    };
    const first = await company.asOffice((common) => receive(common, { dryRun: false }));
    expect(box.mails.size).toBe(2);
    await company.send('nord');
    const second = expectOk(await company.asOffice((common) => receive(common, { dryRun: false })));
    expect((first.ok ? first.value.merged : 0) + second.merged).toBe(2);
    expect(await subjectsIn(box)).toEqual(['bystander']);
    expect(await company.asOffice((common) => common.store.results('lyon', 9))).toHaveLength(1);
  });
});
