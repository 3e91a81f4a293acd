import { createHash } from 'node:crypto';
import AdmZip from 'adm-zip';
import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { inventories, inventory } from './inventories.ts';
import { plainZipMail } from './plain-mails.ts';

const first = { seed: 1, generation: 1 };
const second = { seed: 1, generation: 2 };

const count = (xml: Buffer, tag: string) => xml.toString().split(`<${tag}>`).length - 1;

test('an inventory is about 105 KB and has 150 software rows and 18 to 30 processes', () => {
  for (const { xml } of inventories(0, 40)) {
    expect(xml.length).toBeGreaterThan(100_000);
    expect(xml.length).toBeLessThan(115_000);
    expect(count(xml, 'SOFTWARES')).toBe(150);
    expect(count(xml, 'PROCESSES')).toBeGreaterThanOrEqual(18);
    expect(count(xml, 'PROCESSES')).toBeLessThanOrEqual(30);
  }
});

test('the data never drifts: figures of different days compare', () => {
  const digest = createHash('sha256');
  for (const { name, xml } of [...inventories(0, 5, first), ...inventories(0, 5, second)]) digest.update(name).update(xml);
  expect(digest.digest('hex')).toBe('4141ea176441a9707ebf4cce2f702c0b541175d7863ed135c4e1dc4fb9644576');
});

test('machines and seeds differ from one another', () => {
  const names = inventories(0, 200).map(({ name }) => name);
  expect(new Set(names).size).toBe(200);
  expect(inventory(3, { seed: 2, generation: 1 }).xml).not.toEqual(inventory(3, first).xml);
});

test('in the second delivery one machine in ten has one other version and a new date, the rest is the same', () => {
  const pairs = inventories(0, 200, first).map(
    (before, index) => [before.xml.toString(), inventory(index, second).xml.toString()] as const,
  );
  const changed = pairs.filter(([before, after]) => before !== after);
  expect(changed.length).toBeGreaterThan(10);
  expect(changed.length).toBeLessThan(35);
  for (const [before, after] of changed) {
    const lines = after.split('\n');
    const different = before
      .split('\n')
      .flatMap((line, index) => (line === lines[index] ? [] : [lines[index]?.trim().replace(/>.*/, '>')]));
    expect(different).toEqual(['<LOGDATE>', '<DATELASTLOGGEDUSER>', '<VERSION>']);
  }
});

test('a plain mail carries its inventories in data.zip', async () => {
  const parcel = inventories(20, 3);
  const { attachments, subject } = await simpleParser(plainZipMail(7, parcel));
  expect(subject).toBe('Inventaire du site N°7');
  expect(attachments.map(({ filename }) => filename)).toEqual(['data.zip']);
  const entries = new AdmZip(attachments[0]?.content).getEntries();
  const found = new Map(entries.map((entry) => [entry.entryName, entry.getData().toString()]));
  expect(found.size).toBe(3);
  for (const { name, xml } of parcel) expect(found.get(name) === xml.toString()).toBe(true);
});
