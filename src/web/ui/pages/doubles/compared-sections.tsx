/** What the inventories of two machines say, section by section: how much, and the first lines that only one has. */
import { Accordion, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ComparedSection, PairMachine } from '../../../contract/doubles-routes.ts';
import { number } from '../../format.ts';
import { AgreementMark } from './agreement-mark.tsx';

type Sections = {
  readonly sections: readonly ComparedSection[];
  readonly a: PairMachine;
  readonly b: PairMachine;
  readonly isShort: boolean;
};

export function ComparedSections({ sections, a, b, isShort }: Sections) {
  const { t } = useTranslation('doubles');
  const shown = isShort ? sections.filter(({ agreement }) => agreement !== 'same') : sections;
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="sections">
      <Title order={2} id="sections" mb="xs">
        {t('comparison.sections')}
      </Title>
      <Accordion variant="separated" multiple chevronPosition="left">
        {shown.map((section) => (
          <Accordion.Item key={section.key} value={section.key}>
            <Accordion.Control>
              <Head section={section} />
            </Accordion.Control>
            <Accordion.Panel>
              <SimpleGrid cols={{ base: 1, sm: 2 }}>
                <OnlyOf machine={a} lines={section.onlyA} />
                <OnlyOf machine={b} lines={section.onlyB} />
              </SimpleGrid>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  );
}

function Head({ section: { label, agreement, a, b } }: { readonly section: ComparedSection }) {
  const { t } = useTranslation('doubles');
  const [left, right] = [a, b].map((count) => t('comparison.records', { count, shown: number(count) }));
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm">{label}</Text>
      <Group gap="sm">
        <Text size="sm" c="dimmed">
          {left} / {right}
        </Text>
        <AgreementMark agreement={agreement} />
      </Group>
    </Group>
  );
}

function OnlyOf({ machine: { name }, lines }: { readonly machine: PairMachine; readonly lines: readonly string[] }) {
  const { t } = useTranslation('doubles');
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t('comparison.onlyOf', { name })}
      </Text>
      {lines.length === 0 && <Text size="sm">{t('comparison.nothing')}</Text>}
      {lines.map((line) => (
        <Text size="sm" key={line}>
          {line}
        </Text>
      ))}
    </Stack>
  );
}
