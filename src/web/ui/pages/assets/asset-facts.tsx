/** What reports say of an asset, arranged: identity, system, hardware, network; each group tells which file it comes from. */
import { Badge, Group, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AssetView } from '../../../contract/asset-view.ts';
import { day, stamp } from '../../format.ts';
import { FactList } from './fact-list.tsx';
import { type FactName, factTexts } from './fact-texts.ts';

type FactGroup = {
  readonly name: 'identity' | 'system' | 'hardware' | 'network';
  readonly facts: readonly FactName[];
  /** The sections of inventories that say so, the likeliest first. */
  readonly sections: readonly string[];
};

const groups: readonly FactGroup[] = [
  {
    name: 'identity',
    facts: ['manufacturer', 'model', 'serial', 'uuid', 'biosDate', 'deviceId', 'agent'],
    sections: ['bios', 'device', 'hardware'],
  },
  { name: 'system', facts: ['os', 'firmware', 'osInstalledOn', 'user', 'domain'], sections: ['operatingsystem', 'hardware', 'device'] },
  { name: 'hardware', facts: ['cpu', 'memoryMb', 'disks'], sections: ['storages', 'cpus', 'memories', 'hardware', 'device'] },
  { name: 'network', facts: ['ips', 'macs'], sections: ['networks', 'ports', 'ips', 'device'] },
];

type Props = { readonly asset: AssetView };

export function AssetFacts({ asset }: Props) {
  const { t } = useTranslation('asset');
  const texts = factTexts(asset, asset.kind);
  const dates = (['inventoryDate', 'firstSeen', 'lastSeen'] as const).flatMap((name) =>
    asset[name] === '' ? [] : [{ key: name, label: t(`facts.${name}`), value: stamp(asset[name]) }],
  );
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      {groups.map((group) => {
        const facts = group.facts
          .filter((name) => texts[name] !== '')
          .map((name) => ({ key: name, label: t(`facts.${name}`), value: texts[name] }));
        const shown = group.name === 'identity' ? [...facts, ...dates] : facts;
        if (shown.length === 0) return null;
        return (
          <Paper key={group.name} withBorder p="md" component="section">
            <Title order={2} mb="xs">
              {t(`groups.${group.name}`)}
            </Title>
            <FactList facts={shown} />
            <Origin asset={asset} sections={group.sections} />
          </Paper>
        );
      })}
    </SimpleGrid>
  );
}

function Origin({ asset, sections }: Props & { readonly sections: readonly string[] }) {
  const { t } = useTranslation('asset');
  const section = sections.map((name) => asset.sections.find((each) => each.name === name)).find((each) => each !== undefined);
  if (!section?.origin) return null;
  const { site, path, date } = section.origin;
  return (
    <Group gap="xs" mt="xs">
      <Text size="xs" c="dimmed">
        {t('from', { path, site: site.name, date: date === '' ? t('unknown') : day(date) })}
      </Text>
      {section.isOlder && (
        <Badge size="xs" color="yellow" variant="light">
          {t('older')}
        </Badge>
      )}
    </Group>
  );
}
