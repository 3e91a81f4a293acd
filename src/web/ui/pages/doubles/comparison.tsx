/** Two records side by side, and what is decided of them. */
import { Alert, Anchor, Loader, Stack, Switch, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Comparison as Compared } from '../../../contract/doubles-routes.ts';
import { ask } from '../../client.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Problems } from '../../parts/problems.tsx';
import { ComparedLines } from './compared-lines.tsx';
import { ComparedSections } from './compared-sections.tsx';
import { Decide } from './decide.tsx';
import { Histories } from './histories.tsx';

export function Comparison({ a, b }: { readonly a: string; readonly b: string }) {
  const { t } = useTranslation('doubles');
  const { data, error } = useQuery({
    queryKey: ['comparison', a, b],
    queryFn: () => ask('GET /api/doubles/:a/:b', { parameters: { a, b } }),
  });
  return (
    <>
      <Anchor component={Link} href="/doubles" size="sm">
        ← {t('back')}
      </Anchor>
      <PageHead title={data ? t('comparison.title', { a: data.a.name, b: data.b.name }) : t('title')} />
      <Problems error={error} />
      {data ? <Body pair={data} /> : !error && <Loader aria-label={t('loading')} />}
    </>
  );
}

function Body({ pair }: { readonly pair: Compared }) {
  const { t } = useTranslation('doubles');
  const [isShort, shorten] = useState(false);
  const { a, b, isOne, reason, evidence, facts, sections, history } = pair;
  const shared = { a, b, isShort };
  return (
    <Stack gap="lg">
      {reason && (
        <Alert color="yellow" title={reason.what}>
          {reason.remedy}
        </Alert>
      )}
      {isOne && <Text>{t('comparison.isOne')}</Text>}
      <Decide pair={pair} />
      <Switch label={t('comparison.onlyDifferent')} checked={isShort} onChange={({ currentTarget }) => shorten(currentTarget.checked)} />
      <ComparedLines {...shared} title={t('comparison.evidence')} lines={evidence} />
      {facts.length > 0 && <ComparedLines {...shared} title={t('comparison.facts')} lines={facts} />}
      {sections.length > 0 && <ComparedSections {...shared} sections={sections} />}
      <section aria-labelledby="history">
        <Title order={2} id="history" mb="xs">
          {t('comparison.history')}
        </Title>
        <Histories histories={history} />
      </section>
    </Stack>
  );
}
