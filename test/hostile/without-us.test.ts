/**
 * The whole way with foreign programs on one side: a mail of ours is taken apart by Python, openssl, age and Info-ZIP alone, as
 * docs/protocol.md promises for the day when nothing else is left; and a mail made by them alone is taken in by us.
 */
import { hash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assembleEnvelope, checkBody, parseEnvelope, signatureInput } from '../../src/exchange/envelope.ts';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { findEnvelope } from '../../src/exchange/message.ts';
import { openParcel } from '../../src/exchange/parcel.ts';
import type { Header } from '../../src/exchange/protocol.ts';
import { createKeys } from '../../src/keys/keys.ts';
import { verify } from '../../src/keys/signatures.ts';
import { headerFor, mailWith } from '../exchange/samples.ts';
import { run } from '../keys/places.ts';
import { askPython, isPresent, openFolder, put } from './oracles.ts';
import { honestParcel, parcelFiles } from './parcel-forge.ts';

const folder = openFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const home = join(folder, 'home');
const keys = await createKeys(home);
const signingKey = join(home, 'keys', 'signing.pem');
const sealingKey = join(home, 'keys', 'sealing.txt');
const parcelFacts = { key: keys.identity.id, state: honestParcel.manifest.state };

const absent = Object.entries(isPresent).flatMap(([program, isThere]) => (isThere ? [] : [program]));

/** A text header, written out by hand. */
const handWritten = (header: Header): string =>
  [
    'MALLEPOSTE/1',
    `kind: ${header.kind}`,
    `org: ${header.org}`,
    `from: ${header.from}`,
    `to: ${header.to}`,
    `key: ${header.key}`,
    `epoch: ${header.epoch}`,
    `seq: ${header.seq}`,
    `mode: ${header.mode}`,
    `base: ${header.base}`,
    `state: ${header.state}`,
    `parcel: ${header.parcel}`,
    `vol: ${header.volume.number}/${header.volume.of}`,
    `len: ${header.length}`,
    `sha256: ${header.sha256}`,
    `enc: ${header.enc}`,
    `created: ${header.created}`,
    `version: ${header.version}`,
    '',
  ].join('\n');

/** What openssl says of a signature over the bytes. */
const judgedByOpenssl = (bytes: Buffer, signature: Buffer): string => {
  const [message, signatureFile] = [put(folder, 'message', bytes), put(folder, 'signature', signature)];
  const parameters = ['pkeyutl', '-verify', '-rawin', '-inkey', signingKey, '-in', message, '-sigfile', signatureFile];
  return run('openssl', parameters).stdout.toString();
};

describe('without our program', () => {
  it('a mail of ours is verified, opened and unpacked', async (context) => {
    if (absent.length > 0) return context.skip(`not installed: ${absent.join(', ')}`);
    const body = await keys.seal(honestParcel.zip, keys.identity.sealing);
    const header = headerFor(body, parcelFacts);
    const mail = await mailWith(assembleEnvelope(header, keys.sign(signatureInput(header)), body));
    const attachment = join(folder, 'attachment.malle');
    expect(askPython([{ as: 'extract-attachment', path: put(folder, 'ours.eml', mail), target: attachment }])).toEqual([{ count: 1 }]);
    const extracted = readFileSync(attachment);
    const signatureAt = extracted.indexOf('\nsig: ') + 1;
    const end = extracted.indexOf('\n\n');
    const signed = Buffer.concat([Buffer.from('MALLEPOSTE/1 signature\0'), extracted.subarray(0, signatureAt)]);
    const signature = Buffer.from(extracted.toString('latin1', signatureAt + 5, end), 'base64url');
    expect(judgedByOpenssl(signed, signature)).toContain('Signature Verified Successfully');
    expect(judgedByOpenssl(Buffer.concat([signed, Buffer.from('x')]), signature)).not.toContain('Successfully');
    const opened = run('age', ['-d', '-i', sealingKey], extracted.subarray(end + 2));
    expect(opened.stderr).toBe('');
    const zip = put(folder, 'ours.zip', opened.stdout);
    expect(run('unzip', ['-p', zip, 'b.xml']).stdout.toString()).toBe('<b/>');
    const [listed] = askPython([{ as: 'zip', path: zip }]);
    expect(listed?.names).toEqual(['manifest.json', ...parcelFiles.map(({ path }) => path)]);
  });

  it('a mail is made that we take in', async (context) => {
    if (absent.length > 0) return context.skip(`not installed: ${absent.join(', ')}`);
    const files = [{ path: 'manifest.json', content: Buffer.from(JSON.stringify(honestParcel.manifest)) }, ...parcelFiles];
    const sources = files.map(({ path, content }, index) => [path, put(folder, `file-${index}`, content)]);
    const zip = join(folder, 'theirs.zip');
    expect(askPython([{ as: 'build-zip', path: zip, files: sources }])).toEqual([{}]);
    const body = run('age', ['-r', keys.identity.sealing], readFileSync(zip)).stdout;
    const text = handWritten(headerFor(body, { ...parcelFacts, extensions: {} }));
    const input = put(folder, 'input', Buffer.concat([Buffer.from('MALLEPOSTE/1 signature\0'), Buffer.from(text)]));
    const signature = run('openssl', ['pkeyutl', '-sign', '-rawin', '-inkey', signingKey, '-in', input]).stdout;
    const source = put(folder, 'theirs.malle', Buffer.concat([Buffer.from(`${text}sig: ${signature.toString('base64url')}\n\n`), body]));
    const mail = join(folder, 'theirs.eml');
    expect(askPython([{ as: 'build-mail', path: mail, source, name: 'Comptabilité – été.malle' }])).toEqual([{}]);
    expect(await takenIn(readFileSync(mail))).toEqual(parcelFiles.map(({ path, content }) => [path, hash('sha256', content, 'hex')]));
  });
});

/** Our own steps, from the mail to the digests of its files. */
async function takenIn(mail: Buffer): Promise<unknown> {
  const found = await findEnvelope(mail, defaultLimits);
  if (!found.ok) return found.error;
  const envelope = parseEnvelope(found.value.bytes);
  if (!envelope.ok) return envelope.error;
  if (!verify(keys.identity.signing, envelope.value.signedBytes, envelope.value.signature)) return 'signature';
  const body = checkBody(envelope.value);
  if (!body.ok) return body.error;
  const zip = await keys.open(body.value);
  if (!zip.ok) return zip.error;
  const parcel = openParcel(zip.value, envelope.value.header, defaultLimits);
  if (!parcel.ok) return parcel.error;
  return parcel.value.manifest.files.map(({ path }) => {
    const content = parcel.value.file(path);
    return [path, content.ok ? hash('sha256', content.value, 'hex') : content.error];
  });
}
