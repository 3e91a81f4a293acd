/** Key software and how machines age, of one site or of all. The address keeps what is looked at. */
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../parts/page-head.tsx';
import { PageTabs } from '../../parts/page-tabs.tsx';
import { LifecycleTab } from './lifecycle-tab.tsx';
import { tabs, useLooking } from './looking.ts';
import { SoftwareTab } from './software-tab.tsx';

const contents = { software: <SoftwareTab />, lifecycle: <LifecycleTab /> } as const;

export function KeySoftwarePage() {
  const { t } = useTranslation('keySoftware');
  const { tab, open } = useLooking();
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      <PageTabs tabs={tabs.map((name) => ({ name, title: t(`tabs.${name}`), content: contents[name] }))} open={tab} onOpen={open} />
    </>
  );
}
