/** What the sections of a story are made of: a title, facts by name, what to do about a reason. */
import { Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reason } from '../../../../contract/trace-story.ts';

export const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section>
    <Title order={3} mb="xs">
      {title}
    </Title>
    {children}
  </section>
);

/** What is '' is left out. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: string])[] }) {
  const told = facts.filter(([, value]) => value !== '');
  return (
    <Table variant="vertical" withTableBorder layout="fixed">
      <Table.Tbody>
        {told.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th w="40%">{name}</Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

export function Remedy({ text }: { readonly text: string }) {
  const { t } = useTranslation('trace');
  return (
    <Text size="sm">
      <Text span inherit fw={600}>
        {t('story.remedy')}
      </Text>{' '}
      {text}
    </Text>
  );
}

/** Nothing for no reason. `isToldAbove`: what to do stands at the head of the story already. */
export function Why({ reason, isToldAbove = false }: { readonly reason: Reason; readonly isToldAbove?: boolean }) {
  if (reason.said === '') return null;
  return (
    <>
      <Text size="sm">{reason.said}</Text>
      {reason.remedy !== '' && !isToldAbove && <Remedy text={reason.remedy} />}
    </>
  );
}
