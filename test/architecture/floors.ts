/**
 * The floors of the house (docs/architecture.md): which room may import which, and why. One table, turned into rules for
 * dependency-cruiser. Type imports count: who knows a type of another room knows that room.
 */
import { posix } from 'node:path';
import { cruise, type IForbiddenRuleType, type IViolation } from 'dependency-cruiser';
import type { Check, Finding } from './finding.ts';
import { importsOf } from './imports.ts';
import type { Project } from './project.ts';

type Room = {
  readonly name: string;
  /** Regular expressions of paths below src/ that it may import, beside itself and result.ts. */
  readonly may: readonly string[];
  readonly because: string;
};

const core = ['inventory/', 'exchange/', 'settings/', 'intranet/'];
const ports = ['[a-z-]+/port\\.ts$', 'store/[a-z]+-port\\.ts$'];
const adapters = ['transport', 'store', 'disk', 'keys', 'scheduler', 'embedded', 'reading', 'hooks', 'collecting', 'outputs'];
const backends = 'imap|pop3|smtp|maildir|memory|graph|ews|ftp';

const adapterReason = 'an adapter translates one outside thing for the core; adapters are strangers to each other and to jobs and doors';

const rooms: readonly Room[] = [
  { name: 'inventory', may: [], because: 'what a site owns has a meaning of its own, whatever the way it travels' },
  { name: 'exchange', may: ['inventory/'], because: 'what sites say is about inventories and about nothing else in the house' },
  {
    name: 'settings',
    may: ['exchange/limits\\.ts$'],
    because: 'settings are read before anything else is open; only the limits are theirs too',
  },
  { name: 'intranet', may: ['inventory/', 'exchange/'], because: 'pages are values made from what the core knows' },
  ...adapters.map((name) => ({ name, may: core, because: adapterReason })),
  { name: 'jobs', may: [...core, ...ports], because: 'a job sees ports and core only, so that it runs on any backend' },
  {
    name: 'words',
    may: [...core, ...ports, 'jobs/(?:installation|refusals)\\.ts$'],
    because: 'sentences are made from facts: core, ports, and what jobs answer',
  },
  {
    name: 'tables',
    may: [],
    because: 'a table of values becomes a file; what stands in it and why is the business of the doors',
  },
  {
    name: 'cli',
    may: [...core, ...ports, 'jobs/', 'words/', 'tables/'],
    because: 'a door reads through ports and acts through jobs; doors never meet',
  },
  {
    name: 'web/contract',
    may: core,
    because: 'what the two halves of the web door say to each other is made of values that the core knows',
  },
  {
    name: 'web/api',
    may: [...core, ...ports, 'jobs/', 'words/', 'tables/', 'web/contract/'],
    because: 'a door reads through ports and acts through jobs; doors never meet',
  },
  {
    name: 'web/ui',
    // The options of charts are pure values: what the intranet draws on paper, the pages draw live.
    may: ['web/contract/', 'words/screens/', 'intranet/charts\\.ts$'],
    because: 'the pages run in a browser: they know the contract, their words and how a chart is drawn, nothing of the machine behind it',
  },
];

/** Files directly below src/: the roof (main, composition, the demo's stage), the ground (result) and what runs before TypeScript can. */
const topFiles = ['main.ts', 'composition.ts', 'demo-stage.ts', 'result.ts', 'setup.mjs', 'launch.mjs', 'runtime.mjs'];

const outsidePackages =
  '^node_modules/(?:imapflow|nodemailer|smtp-server|better-sqlite3|kysely|pino|commander|@clack|@napi-rs|age-encryption|systeminformation|croner|pg)/';
const outsideModules =
  '^(?:node:)?(?:fs|net|tls|http|https|http2|dgram|dns|child_process|os|worker_threads|cluster|readline|sqlite)(?:/|$)';

export const rules: readonly IForbiddenRuleType[] = [
  ...rooms.map(
    ({ name, may, because }): IForbiddenRuleType => ({
      name: `floor-${name}`,
      severity: 'error',
      comment: `src/${name} may not import it: ${because}`,
      from: { path: `^src/${name}/` },
      to: { path: '^src/', pathNot: `^src/(?:${[`${name}/`, 'result\\.ts$', ...may].join('|')})` },
    }),
  ),
  {
    name: 'backends-are-strangers',
    severity: 'error',
    comment: 'backends of transport/ never import each other: what two of them share has a file of its own (wire, tls)',
    from: { path: `^src/transport/(${backends})[-./]` },
    to: { path: `^src/transport/(?:${backends})[-./]`, pathNot: '^src/transport/$1[-./]' },
  },
  {
    name: 'result-stands-alone',
    severity: 'error',
    comment: 'result.ts is the ground floor: everybody stands on it, it imports nothing',
    from: { path: '^src/result\\.ts$' },
    to: {},
  },
  {
    name: 'nobody-imports-main',
    severity: 'error',
    comment: 'main.ts is the composition root: it hands things out, nobody takes them from it (launch.mjs starts it)',
    from: { pathNot: '^src/launch\\.mjs$' },
    to: { path: '^src/main\\.ts$' },
  },
  {
    name: 'src-knows-no-test',
    severity: 'error',
    comment: 'the program may not depend on its tests or its documents',
    from: { path: '^src/' },
    to: { path: '^(?:test|docs|fixtures)/' },
  },
  {
    name: 'io-through-ports',
    severity: 'error',
    comment: 'core, jobs and words reach disk, network and processes through ports only',
    from: { path: '^src/(?:inventory|exchange|settings|intranet|jobs|words)/' },
    to: { path: [outsidePackages, outsideModules] },
  },
  {
    name: 'no-cycles',
    severity: 'error',
    comment: 'files that import each other in a ring can only be understood, tested and moved together',
    from: {},
    to: { circular: true },
  },
];

export const floors: Check = {
  name: 'floors',
  promise: 'rooms import only what lies below them, and never in a ring',
  find: async (project) => {
    const { output } = await cruise(['src'], {
      baseDir: project.root,
      ruleSet: { forbidden: [...rules] },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
    });
    if (typeof output === 'string') throw new Error(output);
    return output.summary.violations.map((violation) => asFinding(project, violation));
  },
};

export const knownRooms: Check = {
  name: 'known-rooms',
  promise: 'every file of src stands in a room that the floors know',
  find: (project) =>
    project.files
      .filter((file) => file.startsWith('src/') && !topFiles.includes(file.slice(4)) && !file.startsWith('src/composition/'))
      .filter((file) => !rooms.some(({ name }) => file.startsWith(`src/${name}/`)))
      .map((file) => ({ file, line: 1, reason: 'a room of its own needs a row, with its reason, in test/architecture/floors.ts' })),
};

const asFinding = (project: Project, { from, to, rule, cycle }: IViolation): Finding => {
  const reason = rules.find(({ name }) => name === rule.name)?.comment ?? rule.name;
  const path = cycle ? [from, ...cycle.map(({ name }) => name)].join(' → ') : `imports ${to}`;
  return { file: from, line: lineOfImport(project, from, to), reason: `${rule.name}: ${path}: ${reason}` };
};

const lineOfImport = (project: Project, from: string, to: string): number => {
  const source = project.sources.find((candidate) => project.pathOf(candidate) === from);
  if (!source) return 1;
  const leads = importsOf(source).find(({ specifier }) =>
    specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) === to : to.includes(specifier.replace(/^node:/, '')),
  );
  return leads ? source.getLineAndCharacterOfPosition(leads.node.getStart()).line + 1 : 1;
};
