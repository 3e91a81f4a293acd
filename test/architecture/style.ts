/** The check `style`: Biome's linter and formatter, with the rules of biome-rules.json. `npm run format` mends most of what it finds. */
import { fileURLToPath } from 'node:url';
import type { Check, Finding } from './finding.ts';
import { runTool } from './tool.ts';

const rules = fileURLToPath(new URL('biome-rules.json', import.meta.url));

export const style: Check = {
  name: 'style',
  promise: 'Biome finds nothing to lint or to format',
  find: async (project) => {
    const flags = ['check', `--config-path=${rules}`, '--reporter=github', '--max-diagnostics=500', '.'];
    return asFindings(await runTool('@biomejs/biome/bin/biome', flags, project.root));
  },
};

/** Lines such as `::error title=lint/style/useConst,file=src/a.ts,line=3,endLine=3,col=1,endColumn=4::message`. */
const asFindings = (report: string): readonly Finding[] =>
  [...report.matchAll(/^::\w+ title=([^,]*),file=([^,]*),line=(\d+),[^:]*::(.*)$/gm)].map(
    ([, rule = '', file = '', line, message = '']) => ({
      file,
      line: Number(line),
      reason: rule === 'format' ? 'not formatted: npm run format' : `${rule}: ${message.replaceAll('%0A', ' ')}`,
    }),
  );
