/** The distant side of enrolment: the multi-site key is read, our own keys are shown to the common site in a sealed HELLO. */
import { hash } from 'node:crypto';
import { encodeBody, helloTranscript } from '../exchange/bodies.ts';
import { decodeKey, type Invitation, proofOf } from '../exchange/invitation.ts';
import { helloLetter } from '../exchange/letters.ts';
import { commonSite } from '../exchange/protocol.ts';
import { err, ok, type Result } from '../result.ts';
import type { Outpost } from '../store/port.ts';
import { keyExtension, wordsOf } from './admit.ts';
import { withName } from './audit.ts';
import type { Distant, JobError } from './installation.ts';
import { checkInvitation } from './joining.ts';
import { type WrittenMail, writeMail } from './mail.ts';
import { postQueued, type Unsent } from './post.ts';

/** Random bytes in HELLO, so that a gateway that strips attachments is found out on the first day (protocol §2). */
const probeBytes = 48 * 1024;

/** Reads a pasted key: truncated, damaged and expired ones are told apart. */
export function readInvitation(key: string, now: Date): Result<Invitation, JobError> {
  const decoded = decodeKey(key);
  if (!decoded.ok) return decoded;
  const { expires } = decoded.value;
  return now.toISOString() > expires ? err({ kind: 'key-expired', expires, retry: 'never' }) : decoded;
}

export type Joined = {
  readonly site: string;
  readonly orgName: string;
  /** The four words to compare with those on the common site's screen. */
  readonly words: string;
  readonly unsent: readonly Unsent[];
};

export type Joining = {
  readonly invitation: Invitation;
  /** Who did it, where the door knows it. */
  readonly by?: string;
};

/** Remembers the common site and posts HELLO. Joining again with a key of the same site is allowed while it waits. */
export async function join(distant: Distant, { invitation, by = '' }: Joining): Promise<Result<Joined, JobError>> {
  const known = await distant.store.outpost();
  const checked = await checkInvitation(distant, invitation);
  if (!checked.ok) return checked;
  const hello = await writeHello(distant, invitation);
  const outpost = outpostOf(distant, invitation, hello.headerSha256, known);
  const at = distant.now().toISOString();
  const event = {
    at,
    direction: 'local',
    peer: commonSite,
    kind: 'enrolment',
    messageId: '',
    outcome: 'done',
    reason: withName('joined', by),
    bytes: 0,
    durationMs: 0,
  } as const;
  await distant.store.commit({ outpost, parcels: [], queue: [hello.mail], trace: [event] });
  const posting = await postQueued(distant);
  const words = wordsOf(invitation.signing, distant.keys.identity.signing);
  return ok({ site: invitation.site, orgName: invitation.orgName, words, unsent: posting.unsent });
}

async function writeHello(distant: Distant, invitation: Invitation): Promise<WrittenMail> {
  const { settings, keys, language } = distant;
  const facts = {
    signing: keys.identity.signing,
    sealing: keys.identity.sealing,
    site: invitation.site,
    name: settings.name,
    address: settings.address,
    host: distant.host,
    timeZone: distant.timeZone,
    version: distant.version,
  };
  const proof = proofOf(hash('sha256', invitation.token, 'hex'), helloTranscript(facts));
  const probe = Buffer.from(distant.randomHex(probeBytes), 'hex').toString('base64');
  const letter = helloLetter({ language, marker: settings.markerDistant, site: invitation.site, from: settings.name });
  return writeMail(distant, {
    kind: 'HELLO',
    org: invitation.org,
    from: invitation.site,
    to: commonSite,
    address: invitation.commonAddress,
    ...letter,
    epoch: 0,
    seq: 0,
    extensions: { [keyExtension]: keys.identity.signing },
    body: encodeBody({ ...facts, proof, probe }),
    recipient: invitation.sealing,
  });
}

function outpostOf(distant: Distant, invitation: Invitation, helloSha256: string, known: Outpost | undefined): Outpost {
  const at = distant.now().toISOString();
  return {
    site: invitation.site,
    orgName: invitation.orgName,
    org: invitation.org,
    commonAddress: invitation.commonAddress,
    commonSigningKey: invitation.signing,
    commonSealingKey: invitation.sealing,
    recoveryKey: invitation.recovery,
    state: 'waiting',
    joinedAt: at,
    admittedAt: '',
    helloSha256,
    epoch: known?.epoch ?? 1,
    seq: known?.seq ?? 0,
    lastReceipt: known?.lastReceipt ?? 0,
    applied: known?.applied ?? { epoch: 0, seq: 0, state: '-' },
    need: '',
    preferences: known?.preferences ?? { version: 0, sha256: '', appliedAt: '' },
    alert: known?.alert ?? null,
    lastContactAt: known?.lastContactAt ?? '',
    summary: known?.summary ?? '',
    rotatingTo: '',
    rotation: known?.rotation ?? 0,
    learntVolumeBytes: known?.learntVolumeBytes ?? 0,
    unanswered: 0,
    snapshotAt: known?.snapshotAt ?? '',
    deltas: known?.deltas ?? 0,
    epochChanges: known?.epochChanges ?? [],
    delivery: null,
  };
}
