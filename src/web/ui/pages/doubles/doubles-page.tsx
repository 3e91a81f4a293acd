/** Possible doubles: the list, or the pair that the address names. */
import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import { PageHead } from '../../parts/page-head.tsx';
import { Comparison } from './comparison.tsx';
import { Decided } from './decided.tsx';
import { Learned } from './learned.tsx';
import { PairList } from './pair-list.tsx';

const tabs = ['pairs', 'decided', 'learned'] as const;

export function DoublesPage() {
  const { t } = useTranslation('doubles');
  const given = new URLSearchParams(useSearch());
  const [path, go] = useLocation();
  const [a, b] = [given.get('a'), given.get('b')];
  if (a && b) return <Comparison a={a} b={b} />;
  const tab = tabs.find((each) => each === given.get('tab')) ?? 'pairs';
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      <Tabs value={tab} onChange={(chosen) => go(chosen === 'pairs' ? path : `${path}?tab=${chosen}`)} keepMounted={false}>
        <Tabs.List mb="md">
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="pairs">
          <PairList />
        </Tabs.Panel>
        <Tabs.Panel value="decided">
          <Decided />
        </Tabs.Panel>
        <Tabs.Panel value="learned">
          <Learned />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
