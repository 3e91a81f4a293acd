/** Lines that compare two machines: a value beside the other, with whether they agree. */
import { Table, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComparedLine, PairMachine } from '../../../contract/doubles-routes.ts';
import { AgreementMark } from './agreement-mark.tsx';

type Lines = {
  readonly title: string;
  readonly lines: readonly ComparedLine[];
  readonly a: PairMachine;
  readonly b: PairMachine;
  /** Without what agrees. */
  readonly isShort: boolean;
};

export function ComparedLines({ title, lines, a, b, isShort }: Lines) {
  const { t } = useTranslation('doubles');
  const id = useId();
  const shown = isShort ? lines.filter(({ agreement }) => agreement !== 'same') : lines;
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <Title order={2} id={id} mb="xs">
        {title}
      </Title>
      <Table layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w="30%">
              {t('comparison.what')}
            </Table.Th>
            <Table.Th scope="col">{nameOf(a)}</Table.Th>
            <Table.Th scope="col">{nameOf(b)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((line) => (
            <Table.Tr key={line.key} data-agreement={line.agreement}>
              <Table.Th scope="row" fw={400}>
                <Text size="sm">{line.label}</Text>
                <AgreementMark agreement={line.agreement} />
              </Table.Th>
              <Values values={line.a} />
              <Values values={line.b} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

const nameOf = ({ name, site }: PairMachine): string => `${name} (${site.name})`;

function Values({ values }: { readonly values: readonly string[] }) {
  const { t } = useTranslation('doubles');
  return (
    <Table.Td>
      {values.length === 0 && t('comparison.nothing')}
      {values.map((value) => (
        <Text size="sm" key={value}>
          {value}
        </Text>
      ))}
    </Table.Td>
  );
}
