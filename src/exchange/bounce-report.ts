/**
 * The report for machines in a bounce (RFC 3464): fields about the mail, then a group of fields for each recipient. Groups that lack what
 * the RFC demands are read all the same and noted as not strict. The name of the recipient is not kept: we sent to one.
 */
import { textOf } from './headers.ts';

/** RFC 3464 §2.3.3. */
export type ReportAction = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';

export type ReportedRecipient = {
  /** Undefined when the report does not say, or says another word. */
  readonly action: ReportAction | undefined;
  /** `5.1.1`; '' when it is missing or has another form (RFC 3463). */
  readonly status: string;
  /** What the refusing server said, without the type before the semicolon; may be ''. */
  readonly diagnostic: string;
};

export type DeliveryReport = {
  /** As written (xtext, RFC 3461 §4.4); '' when it is missing. */
  readonly envelopeId: string;
  readonly originalMessageId: string;
  readonly recipients: readonly ReportedRecipient[];
  /** All that RFC 3464 demands is there: Reporting-MTA, and for each recipient Final-Recipient, Action and Status. */
  readonly isStrict: boolean;
};

/** Reads the content of a message/delivery-status part, or any text in which such fields stand. Never throws. */
export function readDeliveryReport(content: string): DeliveryReport {
  const groups = groupsOf(content);
  const firstOf = (name: string): string => groups.find((group) => group.has(name))?.get(name) ?? '';
  const aboutRecipients = groups.filter((group) => group.has('action') || group.has('status') || group.has('final-recipient'));
  const [aboutMail] = groups;
  return {
    envelopeId: firstOf('original-envelope-id'),
    originalMessageId: firstOf('original-message-id') || firstOf('x-original-message-id'),
    recipients: aboutRecipients.map(recipientOf),
    isStrict:
      aboutMail?.has('reporting-mta') === true &&
      aboutMail !== aboutRecipients[0] &&
      aboutRecipients.length > 0 &&
      aboutRecipients.every(isComplete),
  };
}

type Group = ReadonlyMap<string, string>;

const wanted: ReadonlySet<string> = new Set([
  ...['original-envelope-id', 'reporting-mta', 'final-recipient', 'action', 'status', 'diagnostic-code', 'x-supplementary-info'],
  ...['original-message-id', 'x-original-message-id'],
]);

const maxBlocks = 1000;
const maxGroups = 100;
const maxValueLength = 4096;

/** Groups end at empty lines; those without a wanted field do not count. */
const groupsOf = (content: string): readonly Group[] =>
  content
    .split(/\n(?:[ \t]*\r?\n)+/, maxBlocks)
    .map(groupOf)
    .filter(({ size }) => size > 0)
    .slice(0, maxGroups);

/** The first field of a name counts; unfolded. */
function groupOf(block: string): Group {
  const group = new Map<string, string>();
  let name = '';
  for (const line of block.split('\n')) {
    if (/^[ \t]/.test(line)) extend(group, name, line);
    else {
      name = nameOf(line);
      const isTaken = wanted.has(name) && !group.has(name);
      if (isTaken) group.set(name, line.slice(line.indexOf(':') + 1, maxValueLength).trim());
      else name = '';
    }
  }
  return group;
}

const nameOf = (line: string): string =>
  line
    .slice(0, Math.max(0, line.indexOf(':')))
    .trim()
    .toLowerCase();

function extend(group: Map<string, string>, name: string, line: string): void {
  const value = group.get(name);
  if (value !== undefined && value.length < maxValueLength) group.set(name, `${value} ${line.trim().slice(0, maxValueLength)}`);
}

/** The word or code alone: a comment in brackets may follow (RFC 3464 §2.1.1). */
const statusForm = /^([245]\.\d{1,3}\.\d{1,3})(?![\d.])/;

function recipientOf(group: Group): ReportedRecipient {
  const status = group.get('status') ?? '';
  const code = statusForm.exec(status)?.[1] ?? '';
  const spoken = group.get('diagnostic-code') ?? group.get('x-supplementary-info') ?? '';
  return {
    action: actionOf(group.get('action') ?? ''),
    status: code,
    diagnostic: textOf(spoken.replace(/^\s*[\w.-]{1,40}\s{0,9};\s*/, '') || status.slice(code.length).replace(/[()]/g, ' ')).trim(),
  };
}

function actionOf(value: string): ReportAction | undefined {
  const word = /^[a-z]+/.exec(value.toLowerCase())?.[0];
  return actions.find((action) => action === word);
}

const actions: readonly ReportAction[] = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'];

function isComplete(group: Group): boolean {
  const { action, status } = recipientOf(group);
  return /^[\w.-]+\s*;\s*\S/.test(group.get('final-recipient') ?? '') && action !== undefined && status !== '';
}
