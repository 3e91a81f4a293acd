/** What the sections of a story are made of: titles, reasons, what to do about them. */
import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reason } from '../../../../contract/trace-story.ts';

export const Chapter = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section>
    <Title order={3} mb="xs">
      {title}
    </Title>
    {children}
  </section>
);

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
