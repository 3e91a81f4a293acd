/** Key software and how machines age, of one site or of all. The address keeps what is looked at. */
import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../parts/page-head.tsx';
import { LifecycleTab } from './lifecycle-tab.tsx';
import { tabs, useLooking } from './looking.ts';
import { SoftwareTab } from './software-tab.tsx';

export function KeySoftwarePage() {
  const { t } = useTranslation('keySoftware');
  const { tab, look } = useLooking();
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      <Tabs value={tab} onChange={(chosen) => look({ tab: chosen === 'software' ? '' : (chosen ?? '') })} keepMounted={false}>
        <Tabs.List mb="md">
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="software">
          <SoftwareTab />
        </Tabs.Panel>
        <Tabs.Panel value="lifecycle">
          <LifecycleTab />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
