import { describe, expect, it } from 'vitest';
import { describeSettings } from '../../src/settings/describe.ts';
import type { SettingsInput } from '../../src/settings/settings.ts';
import { renderSettingsText } from '../../src/settings/settings-text.ts';
import { readYaml } from '../../src/settings/yaml-text.ts';

const input: SettingsInput = {
  role: 'distant',
  name: 'Agence n° 3 : "Lyon" # sud',
  address: 'lyon@exemple.fr',
  mailbox: 'pop3s://lyon@exemple.fr@h:995',
  outbox: 'smtps://lyon@exemple.fr@h',
  dossier: 'C:\\Parc\\100% sûr',
  include: ['\\.(ocs|xml)$', '^a: b #c'],
  limits: { maxEntries: 50 },
};

describe('the text of malleposte.yaml', () => {
  it('reads back as what was written, whatever the values hold', () => {
    for (const language of ['fr', 'en'] as const) expect(readYaml(renderSettingsText(input, language))).toEqual({ ok: true, value: input });
  });

  it('reads back without limits when none was given', () => {
    const { limits, ...others } = input;
    expect(limits).toBeDefined();
    expect(readYaml(renderSettingsText(others, 'fr'))).toEqual({ ok: true, value: others });
  });

  it('explains every setting, and shows the default of those that are not given', () => {
    const text = renderSettingsText(input, 'fr');
    for (const { key, help } of describeSettings('fr')) {
      expect(text).toContain(help);
      expect(text).toMatch(new RegExp(`^(?:  )?(?:# *)?${key.replace('limits.', '')}:`, 'm'));
    }
    expect(text).toContain('\n# everyDays: 7\n');
    expect(renderSettingsText(input, 'en')).toContain('\n# Period between two parcels. (days)\n');
  });

  it('becomes valid settings when every commented default is switched on', () => {
    const { limits, ...others } = input;
    expect(limits).toBeDefined();
    const switchedOn = renderSettingsText(others, 'en').replace(/^# ( *\w+:(?: .*)?)$/gm, (line, written: string) =>
      /^ *[a-z]\w*:(?: \S*)?$|^ *marker\w+: .*$/.test(written) ? written : line,
    );
    const read = readYaml(switchedOn);
    expect(read).toMatchObject({
      ok: true,
      value: { everyDays: 7, seal: true, limits: { maxEntries: 20_000 }, markerDistant: 'Iparc Distant' },
    });
  });
});
