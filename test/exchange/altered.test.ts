/** Mails of ours that a gateway took the attachment from. */
import { describe, expect, it } from 'vitest';
import { readAltered } from '../../src/exchange/altered.ts';
import { readHeaders } from '../../src/exchange/headers.ts';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { findEnvelope } from '../../src/exchange/message.ts';
import { idOf, mailNamed, mailNames } from './mails.ts';

const altered: Readonly<Record<string, string>> = {
  'stripped-by-gateway': idOf('0b'),
  'renamed-by-gateway': '',
};

describe('a mail of ours without its envelope', () => {
  it.each(Object.entries(altered))('%s is seen to be altered', async (name, messageId) => {
    expect(await findEnvelope(mailNamed(name), defaultLimits)).toMatchObject({ error: { reason: 'no-envelope' } });
    expect(readAltered(readHeaders(mailNamed(name)))).toEqual({ messageId });
  });

  it.each(mailNames.filter((name) => !Object.hasOwn(altered, name)))('%s is none', (name) => {
    expect(readAltered(readHeaders(mailNamed(name)))).toBeUndefined();
  });

  it('is known by its Message-ID where the gateway drops unknown headers, and by nothing less', () => {
    const withId = (id: string) => readAltered(readHeaders(Buffer.from(`Message-ID: <${id}>\r\n\r\n`)));
    expect(withId(idOf('ab'))).toEqual({ messageId: idOf('ab') });
    for (const id of ['malleposte.1@x.test', `x${idOf('ab')}`, idOf('AB'), idOf('ab').slice(0, 20)]) expect(withId(id)).toBeUndefined();
  });
});
