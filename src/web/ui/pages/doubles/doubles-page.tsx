/** Possible doubles: the list, or the pair that the address names. */
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import { PageHead } from '../../parts/page-head.tsx';
import { PageTabs } from '../../parts/page-tabs.tsx';
import { Comparison } from './comparison.tsx';
import { Decided } from './decided.tsx';
import { Learned } from './learned.tsx';
import { PairList } from './pair-list.tsx';

const tabs = [
  { name: 'pairs', content: <PairList /> },
  { name: 'decided', content: <Decided /> },
  { name: 'learned', content: <Learned /> },
] as const;

export function DoublesPage() {
  const { t } = useTranslation('doubles');
  const given = new URLSearchParams(useSearch());
  const [path, go] = useLocation();
  const [a, b] = [given.get('a'), given.get('b')];
  if (a && b) return <Comparison a={a} b={b} />;
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      <PageTabs
        tabs={tabs.map((tab) => ({ ...tab, title: t(`tabs.${tab.name}`) }))}
        open={tabs.find(({ name }) => name === given.get('tab'))?.name ?? 'pairs'}
        onOpen={(name) => go(name === 'pairs' ? path : `${path}?tab=${name}`)}
      />
    </>
  );
}
