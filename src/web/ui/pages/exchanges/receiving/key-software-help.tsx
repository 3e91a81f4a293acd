/** Key software: how it is written, and what each line that was typed means. */
import { Button, Code, Collapse, List, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { KeySoftwareReading } from '../../../../contract/preferences-routes.ts';

const samples = [
  ['Firefox', 'any'],
  ['Firefox >= 128', 'atLeast'],
  ['"Adobe Reader" >= 20.1', 'quoted'],
  ['!TeamViewer', 'forbidden'],
  ['!Java < 8', 'forbiddenBelow'],
  ['AutoCAD x 25', 'licences'],
] as const;

export function KeySoftwareSyntax() {
  const { t } = useTranslation('receiving');
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <div>
      <Button variant="subtle" size="compact-sm" maw="100%" onClick={toggle} aria-expanded={isOpen}>
        {isOpen ? '▾' : '▸'} {t('preferences.syntax.title')}
      </Button>
      <Collapse expanded={isOpen}>
        <Table fz="sm" withRowBorders={false}>
          <Table.Tbody>
            {samples.map(([sample, meaning]) => (
              <Table.Tr key={sample}>
                <Table.Td>
                  <Code>{sample}</Code>
                </Table.Td>
                <Table.Td>{t(`preferences.syntax.${meaning}`)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Collapse>
    </div>
  );
}

export function KeySoftwareReadings({ readings }: { readonly readings: readonly KeySoftwareReading[] }) {
  if (readings.length === 0) return null;
  return (
    <List size="sm" listStyleType="none" aria-live="polite">
      {readings.map((reading, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same entry may stand there twice
        <List.Item key={index}>
          <Reading reading={reading} />
        </List.Item>
      ))}
    </List>
  );
}

function Reading({ reading }: { readonly reading: KeySoftwareReading }) {
  const { t } = useTranslation('receiving');
  const { name, operator, version, isForbidden, licences, isDoubtful } = reading;
  const kind = isForbidden ? 'forbidden' : 'wanted';
  const said =
    licences !== null
      ? t('preferences.reading.licences', { name, count: licences })
      : operator === null
        ? t(`preferences.reading.${kind}`, { name })
        : t(`preferences.reading.${kind}Version`, { name, operator, version });
  return (
    <>
      {isDoubtful ? '?' : '✓'} {said}
      {isDoubtful && (
        <Text span size="sm" fw={600}>
          {' '}
          – {t('preferences.reading.doubtful')}
        </Text>
      )}
    </>
  );
}
