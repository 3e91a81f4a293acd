/** Header blocks as the world writes them, and as attackers do. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriesMarker, readHeaders } from '../../src/exchange/headers.ts';

const read = (...lines: readonly string[]) => readHeaders(Buffer.from(`${lines.join('\r\n')}\r\n\r\nSubject: body\r\n`, 'latin1'));

const subjectOf = (value: string): string => read(`Subject: ${value}`).subject;

describe('a header block', () => {
  it('is read up to its empty line, folded fields joined, names in any case', () => {
    const headers = read(
      'RECEIVED: from a by b;',
      '\tSun, 22 Nov 2026 02:00:00 +0000',
      'Received: second',
      'subject: Iparc Distant :',
      '  Inventaire lyon',
      'Message-Id: <malleposte.1@mail.test>',
      'In-Reply-To: <other@mail.test> <older@mail.test>',
      'From: "Lyon, <agence>" (no <x@y>) <lyon@mail.test>',
      'Return-Path: <>',
      'Auto-Submitted: Auto-Replied; owner-email="a@b"',
      'Precedence: Bulk',
      'List-Id: <a.b>',
      'References: <oldest@mail.test>',
      ' <older@mail.test>',
      'Content-Type: Multipart/Report; boundary=x;',
      '\treport-type="Delivery-Status"',
      'X-Failed-Recipients: nobody@mail.test',
      'X-Autoreply: yes',
      'X-Malleposte: 1',
      'Date: Sun, 22 Nov 2026 02:00:00 +0000',
      'Subject: a second one does not count',
    );
    expect(headers).toEqual({
      subject: 'Iparc Distant : Inventaire lyon',
      messageId: 'malleposte.1@mail.test',
      from: 'lyon@mail.test',
      fromText: '"Lyon, <agence>" (no <x@y>) <lyon@mail.test>',
      date: 'Sun, 22 Nov 2026 02:00:00 +0000',
      inReplyTo: 'other@mail.test',
      references: '<oldest@mail.test> <older@mail.test>',
      autoSubmitted: 'auto-replied',
      returnPath: '<>',
      listId: '<a.b>',
      precedence: 'bulk',
      received: ['from a by b; Sun, 22 Nov 2026 02:00:00 +0000', 'second'],
      contentType: 'multipart/report',
      reportType: 'delivery-status',
      failedRecipients: 'nobody@mail.test',
      isAutoReply: true,
      isOurs: true,
    });
  });

  it('is read with bare LF too, and from a part of a larger buffer', () => {
    const whole = Buffer.from('xxxxSubject: a\nFrom: b@mail.test\n\nbody');
    expect(readHeaders(whole.subarray(4)).subject).toBe('a');
    expect(readHeaders(whole.subarray(4)).from).toBe('b@mail.test');
  });

  it('says nothing where the mail says nothing', () => {
    expect(readHeaders(new Uint8Array())).toEqual(readHeaders(Buffer.from('\r\nSubject: in the body')));
    expect(readHeaders(new Uint8Array()).subject).toBe('');
  });
});

describe('a subject', () => {
  it('is decoded in the character sets that French mail uses', () => {
    expect(subjectOf('=?UTF-8?Q?Iparc_Distant_:_Pr=C3=A9sence_lyon?=')).toBe('Iparc Distant : Présence lyon');
    expect(subjectOf('=?iso-8859-1?q?Pr=E9sence?= lyon')).toBe('Présence lyon');
    expect(subjectOf('=?Windows-1252?B?gIVlbg==?=')).toBe('€…en');
    expect(subjectOf('=?utf-8*fr?B?w6l0w6k=?=')).toBe('été');
    expect(subjectOf('=?ISO-8859-15?Q?=A4?=')).toBe('€');
  });

  it('keeps a character that was cut between two encoded words', () => {
    expect(subjectOf('=?utf-8?B?w6l0w6k=?=\r\n =?utf-8?Q?_=C3?= =?utf-8?Q?=A0_Lyon?=')).toBe('été à Lyon');
  });

  it('is read when its bytes are raw UTF-8 or raw windows-1252', () => {
    expect(readHeaders(Buffer.from('Subject: Présence à Lyon\r\n\r\n', 'utf8')).subject).toBe('Présence à Lyon');
    expect(subjectOf('Pr\u00e9sence \u0080')).toBe('Présence €');
  });

  it('stays as it is when it is encoded wrongly', () => {
    expect(subjectOf('=?x-unknown?Q?abc=E9?=')).toBe('abcé');
    expect(subjectOf('=?utf-8?X?abc?=')).toBe('=?utf-8?X?abc?=');
    expect(subjectOf('50 =? 60 ?=')).toBe('50 =? 60 ?=');
  });

  it('brings no control character along', () => {
    expect(subjectOf('=?utf-8?Q?a=0D=0ABcc:_x=00=1B[31m?=')).toBe('a Bcc: x [31m');
  });

  it('carries the marker whatever the case, the spaces and the prefix', () => {
    expect(carriesMarker('Iparc Distant : Inventaire', 'Iparc Distant')).toBe(true);
    expect(carriesMarker('RE: [EXTERNE]  IPARC\u00a0 distant : x', 'Iparc Distant')).toBe(true);
    expect(carriesMarker('Siège distant', 'SIE\u0300GE distant')).toBe(true);
    expect(carriesMarker('Iparc Commun : x', 'Iparc Distant')).toBe(false);
    expect(carriesMarker('', 'Iparc Distant')).toBe(false);
  });
});

describe('an address', () => {
  it('is the addr-spec, or nothing that could end up in a command', () => {
    expect(read('From: lyon@mail.test').from).toBe('lyon@mail.test');
    expect(read('From: lyon@mail.test (Agence)').from).toBe('lyon@mail.test');
    expect(read('From: =?utf-8?q?=C3=89t=C3=A9?= <lyon@mail.test>').from).toBe('lyon@mail.test');
    expect(read('From: "a <evil@x.test>" <lyon@mail.test>').from).toBe('lyon@mail.test');
    expect(read('From: <a b@mail.test>').from).toBe('');
    expect(read('From: undisclosed').from).toBe('');
    expect(read('From: <evil@x\u0000.test>').from).toBe('');
  });
});

describe('hostile header blocks', () => {
  const hostile: Readonly<Record<string, string>> = {
    'one endless line': 'a'.repeat(262_144),
    'a subject of opening encoded words': `Subject: ${'=?a?Q?'.repeat(40_000)}`,
    'a subject of question marks': `Subject: ${'=?'.repeat(120_000)}`,
    'folds without end': `Subject: x${'\r\n y'.repeat(60_000)}`,
    'fields without end': 'X: y\r\n'.repeat(40_000),
    'received without end': 'Received: y\r\n'.repeat(20_000),
    'parentheses and quotes': `From: ${'("'.repeat(100_000)}`,
    'angle brackets': `From: ${'<'.repeat(200_000)}\r\nMessage-ID: ${'<'.repeat(200_000)}`,
  };

  it.each(Object.entries(hostile))('with %s take no time', (_, block) => {
    const startedAt = performance.now();
    const headers = readHeaders(Buffer.from(block, 'latin1'));
    expect(performance.now() - startedAt).toBeLessThan(1500);
    expect(headers.received.length).toBeLessThanOrEqual(50);
    expect(headers.subject.length).toBeLessThanOrEqual(4096);
  });

  it('never throw', () => {
    const word = fc.constantFrom(
      'Subject:',
      ' =?utf-8?B?',
      '?=',
      '=?',
      '\r\n',
      '\n',
      ' ',
      'From: ',
      '<',
      '>',
      '"',
      '(',
      '\\',
      '=E9',
      '@',
      'é',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 4 })), { maxLength: 60 }), (words) => {
        const headers = readHeaders(Buffer.from(words.join('')));
        expect(headers.subject).not.toMatch(/[\r\n\0]/);
      }),
      { numRuns: 1000 },
    );
  });
});
