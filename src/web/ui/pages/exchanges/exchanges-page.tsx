/** The window of multi-site exchanges: the role of this site, and the four tabs, of which those of the other role are visible and disabled. */
import { Group, Radio, Tabs, Text, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { PageHead } from '../../parts/page-head.tsx';
import { useStatus } from '../../session.ts';
import { ReceivingTab } from './receiving-tab.tsx';
import { SendingTab } from './sending-tab.tsx';
import { SessionTab } from './session-tab.tsx';
import { TraceTab } from './trace-tab.tsx';

const tabs = [
  { name: 'session', Content: SessionTab },
  { name: 'sending', role: 'distant', Content: SendingTab },
  { name: 'receiving', role: 'common', Content: ReceivingTab },
  { name: 'trace', Content: TraceTab },
] as const;

export function ExchangesPage() {
  const { t } = useTranslation('exchanges');
  const { role } = useStatus();
  const { tab } = useParams<{ readonly tab?: string }>();
  const [, go] = useLocation();
  const mayOpen = (wanted: (typeof tabs)[number]): boolean => !('role' in wanted) || wanted.role === role;
  const open = tabs.find((each) => each.name === tab && mayOpen(each))?.name ?? 'session';
  return (
    <>
      <PageHead title={t('title')} text={t('text')}>
        <RoleShown />
      </PageHead>
      <Tabs value={open} onChange={(name) => go(`/exchanges/${name ?? 'session'}`)} keepMounted={false}>
        <Tabs.List>
          {tabs.map((each) => (
            <Tabs.Tab key={each.name} value={each.name} disabled={!mayOpen(each)} aria-disabled={!mayOpen(each)}>
              {mayOpen(each) ? t(`tabs.${each.name}`) : <NotHere name={each.name} />}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.filter(mayOpen).map(({ name, Content }) => (
          <Tabs.Panel key={name} value={name} pt="md">
            <Content />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function NotHere({ name }: { readonly name: 'session' | 'sending' | 'receiving' | 'trace' }) {
  const { t } = useTranslation('exchanges');
  return (
    <Tooltip label={t(name === 'sending' ? 'onlyDistant' : 'onlyCommon')}>
      <Text span inherit>
        {t(`tabs.${name}`)}
      </Text>
    </Tooltip>
  );
}

/** Chosen when the site is set up: keys and memory belong to the role. */
function RoleShown() {
  const { t } = useTranslation('exchanges');
  const { role } = useStatus();
  return (
    <Radio.Group value={role ?? ''} aria-label={t('role')} description={t('roleFixed')}>
      <Group gap="md">
        <Radio value="common" label={t('roles.common')} disabled={role !== 'common'} readOnly />
        <Radio value="distant" label={t('roles.distant')} disabled={role !== 'distant'} readOnly />
      </Group>
    </Radio.Group>
  );
}
