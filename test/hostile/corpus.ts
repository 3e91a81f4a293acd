/** The whole corpus: each list of cases with the entry point that judges it. */
import type { HostileCase } from './case.ts';
import { envelopeCases } from './envelope.ts';
import { gatewayCases } from './gateways.ts';
import { jsonInventoryCases, strictJsonCases } from './json.ts';
import { type Judge, judgeEnvelope, judgeInventory, judgeJson, judgeKey, judgeMail, judgeParcel, judgeZip } from './judges.ts';
import { keyCases } from './keys.ts';
import { mimeCases } from './mime.ts';
import { nameCases } from './names.ts';
import { parcelCases } from './parcels.ts';
import { xmlCases } from './xml.ts';
import { zipCases } from './zip.ts';

export type CaseList = {
  readonly title: string;
  /** What the files are called that write.ts writes. */
  readonly extension: string;
  readonly judgedBy: string;
  readonly judge: Judge;
  readonly cases: readonly HostileCase[];
};

const inventory = { judgedBy: '`readInventory`', judge: judgeInventory };
const mail = { extension: 'eml', judgedBy: '`findEnvelope`, both ways, then as an envelope', judge: judgeMail };
const zip = { extension: 'zip', judgedBy: '`readZip`, then each entry inflated', judge: judgeZip };

export const corpus: readonly CaseList[] = [
  { title: 'Gateways', ...mail, cases: gatewayCases },
  { title: 'Mails', ...mail, cases: mimeCases },
  {
    title: 'Envelopes',
    extension: 'malle',
    judgedBy: '`parseEnvelope`, `verify`, `checkBody`',
    judge: judgeEnvelope,
    cases: envelopeCases,
  },
  { title: 'Archives', ...zip, cases: zipCases },
  { title: 'Names in archives', ...zip, cases: nameCases },
  { title: 'Parcels', extension: 'zip', judgedBy: '`openParcel`, then each file', judge: judgeParcel, cases: parcelCases },
  { title: 'Inventories in XML', extension: 'xml', ...inventory, cases: xmlCases },
  { title: 'Inventories in JSON', extension: 'json', ...inventory, cases: jsonInventoryCases },
  { title: 'Our own JSON', extension: 'json', judgedBy: '`readStrictJson`, depth 8', judge: judgeJson, cases: strictJsonCases },
  { title: 'Multi-site keys', extension: 'txt', judgedBy: '`decodeKey`', judge: judgeKey, cases: keyCases },
];

/** fixtures/hostile/cases.md. */
export const corpusTable = (): string => [introduction, ...corpus.map(sectionOf)].join('\n');

const introduction = `# The hostile corpus

Written by \`node test/hostile/write.ts --table\` from the lists in \`test/hostile/\`: ${corpus.reduce((sum, { cases }) => sum + cases.length, 0)} cases.
`;

const sectionOf = ({ title, judgedBy, cases }: CaseList): string =>
  `## ${title}

Judged by ${judgedBy}.

| case | what it is | what becomes of it |
| --- | --- | --- |
${cases.map(rowOf).join('\n')}
`;

const rowOf = ({ name, says, expect }: HostileCase): string => {
  const [verdict = '', detail = ''] = Object.entries(expect)[0] ?? [];
  const shown = JSON.stringify(detail).slice(1, -1).replaceAll('\u001b', '\\u001b').replaceAll('|', '\\|').replaceAll('`', "'");
  return `| ${name} | ${says.replaceAll('|', '\\|')} | ${verdict}${shown ? `: \`${shown}\`` : ''} |`;
};
