/**
 * Ways to break the protocol on purpose, each a few words of the source put differently. The simulation must notice every one of them.
 * Where two defences stand behind each other, both are taken down: `pair`, for each alone is harmless by design.
 */

export type Edit = { readonly file: string; readonly find: string; readonly replace: string };

export type Mutation = { readonly name: string; readonly edits: readonly Edit[] };

const noOrderCheck: Edit = {
  file: 'src/jobs/merge-parcel.ts',
  find: 'if (isOld(header, progress)) return supersede(common, mail, site, progress);',
  replace: '',
};

const noBaseCheck: Edit = {
  file: 'src/jobs/merge-parcel.ts',
  find: "if (header.mode === 'delta' && header.base !== progress.state)",
  replace: "if (header.mode === 'delta' && header.base === '')",
};

const noStateCheck: Edit = {
  file: 'src/jobs/merge-parcel.ts',
  find: 'if (stateDigest(after) !== parcel.manifest.state)',
  replace: "if (stateDigest(after) === '')",
};

const noSeenCheck: Edit = {
  file: 'src/jobs/intake.ts',
  find: 'if (seen && !isWanted) return',
  replace: 'if (seen && isRehearsal) return',
};

const noParcelDigest: Edit = {
  file: 'src/jobs/assemble.ts',
  find: "if (hash('sha256', sealed, 'hex') === header.parcel)",
  replace: "if (hash('sha256', sealed, 'hex') !== '')",
};

const twoTransactions: Edit = {
  file: 'src/jobs/merge-parcel.ts',
  find: `  await common.store.commit({
    ...empty,
    ...(await standingOf(common, arrival, { content, at: empty.at })),`,
  replace: `  const { seen, arrival: _, ...change } = empty;
  const half = await standingOf(common, arrival, { content, at: empty.at });
  await common.store.commit({ ...change, ...half, seen: { ...seen, headerSha256: seen.headerSha256.replace(/^..../, 'half') } });
  await common.store.commit({
    ...empty,`,
};

/** Twelve and some more. */
export const mutations: readonly Mutation[] = [
  {
    name: 'a mail is deleted before its commit',
    edits: [
      {
        file: 'src/jobs/poll.ts',
        find: "    poll.reached('fetched');",
        replace: "    poll.reached('fetched');\n    if (!poll.isRehearsal) await mailbox.dispose([sighting.mailId], { how: 'delete' });",
      },
    ],
  },
  { name: 'no order check', edits: [noOrderCheck] },
  { name: 'pair: no seen check, no order check', edits: [noSeenCheck, noOrderCheck] },
  { name: 'pair: seen and merge in two transactions, no order check', edits: [twoTransactions, noOrderCheck] },
  { name: 'pair: neither the base of a delta nor the resulting state is checked', edits: [noBaseCheck, noStateCheck] },
  {
    name: 'pair: volumes keyed by (epoch, seq) only, the whole not checked',
    edits: [
      {
        file: 'src/jobs/assemble.ts',
        find: 'epoch === header.epoch && seq === header.seq && parcel !== header.parcel);',
        replace: "epoch === header.epoch && seq === header.seq && parcel === '');",
      },
      {
        file: 'src/jobs/assemble.ts',
        find: 'const known = held.find(({ parcel }) => parcel === header.parcel);',
        replace: 'const known = held.find(({ epoch, seq }) => epoch === header.epoch && seq === header.seq);',
      },
      noParcelDigest,
    ],
  },
  {
    name: 'pair: a parcel is opened when one volume is missing, the whole not checked',
    edits: [
      {
        file: 'src/jobs/assemble.ts',
        find: 'if (numbers.size < header.volume.of)',
        replace: 'if (numbers.size < Math.max(1, header.volume.of - 1))',
      },
      noParcelDigest,
    ],
  },
  {
    name: 'receipts heeded out of order',
    edits: [
      {
        file: 'src/jobs/heed-receipt.ts',
        find: 'if (receipt.value.number <= outpost.lastReceipt)',
        replace: 'if (receipt.value.number < 0)',
      },
    ],
  },
  {
    name: 'receipt numbers are used again after a restore',
    edits: [
      {
        file: 'src/jobs/receipts.ts',
        find: 'const number = Math.max(progress.lastReceipt + 1, common.now().getTime());',
        replace: 'const number = progress.lastReceipt + 1;',
      },
    ],
  },
  {
    name: 'no second high-water mark',
    edits: [
      {
        file: 'src/jobs/queue-parcel.ts',
        find: 'const next = numberAfter(outpost, mark.value);',
        replace: 'const next = numberAfter(outpost, null);',
      },
    ],
  },
  {
    name: 'pair: neither what was seen nor a greeting is answered',
    edits: [
      {
        file: 'src/jobs/intake.ts',
        find: 'receiptDue: { site: site.id, inReplyTo: mail.headers.messageId, at: common.now().toISOString() },',
        replace: '',
      },
      { file: 'src/jobs/intake.ts', find: 'receiptDue: { site: site.id, inReplyTo: mail.headers.messageId, at },', replace: '' },
    ],
  },
  {
    name: 'a new number does not supersede what is queued',
    edits: [
      {
        file: 'src/jobs/queue-parcel.ts',
        find: "volumes: waiting.map(({ epoch, seq }) => ({ epoch, seq, numbers: 'all', fate: 'settled' })),",
        replace: 'volumes: [],',
      },
      {
        file: 'src/jobs/queue-parcel.ts',
        find: "...waiting.map((parcel): ParcelRecord => ({ ...parcel, status: 'dropped', detail: 'superseded' })), ",
        replace: '',
      },
    ],
  },
  {
    name: 'pair: the newest parcel is forgotten first, and a forgotten volume is never taken again',
    edits: [
      { file: 'src/jobs/intake.ts', find: "seen?.outcome === 'stored' &&", replace: "seen?.outcome === 'nothing' &&" },
      { file: 'src/jobs/assemble.ts', find: '.toSorted((a, b) => (isBefore(a, b) ? 1 : -1))', replace: '' },
    ],
  },
  {
    name: 'what a wrong clock wrote is waited for',
    edits: [
      {
        file: 'src/exchange/ladder.ts',
        find: 'at <= now.toISOString() || at > laterBy(now, longestMinutes)',
        replace: "at <= now.toISOString() || (longestMinutes < 0 && at !== '')",
      },
    ],
  },
  {
    name: 'a signature is not checked at the head office',
    edits: [
      {
        file: 'src/jobs/intake.ts',
        find: "if (!common.verify(key, envelope.signedBytes, envelope.signature)) return 'bad-signature';",
        replace: '',
      },
    ],
  },
  {
    name: 'a signature is not checked at an agency',
    edits: [
      {
        file: 'src/jobs/heed.ts',
        find: "distant.verify(key, signedBytes, signature) ? undefined : 'bad-signature'",
        replace: "distant.verify(key, signedBytes, signature) || signature.length > 0 ? undefined : 'bad-signature'",
      },
    ],
  },
  {
    name: "another company's mail is believed",
    edits: [
      {
        file: 'src/jobs/intake.ts',
        find: "if (header.org !== common.org) return stranger(header, 'other-company');",
        replace: '',
      },
    ],
  },
  {
    name: 'up to date as soon as it is sent',
    edits: [
      {
        file: 'src/jobs/status.ts',
        find: 'upToDate: isApplied && outpost?.applied.state === last?.state &&',
        replace: 'upToDate: (isApplied || last !== undefined) &&',
      },
    ],
  },
  {
    name: 'nobody is told that nobody answers',
    edits: [
      {
        file: 'src/jobs/outpost-alerts.ts',
        find: "...(unanswered >= alarmAfterTries ? ['unanswered'] : []),",
        replace: '...(unanswered >= 1000 * alarmAfterTries ? [] : []),',
      },
    ],
  },
  {
    name: 'a receipt stays due after it is queued',
    edits: [
      { file: 'src/store/progress.ts', find: "  await db.deleteFrom('receiptDue').where('site', '=', site).execute();", replace: '' },
    ],
  },
];
