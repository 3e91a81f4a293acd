/** What is shown of one site, piece by piece: the same in the table and on a card. Nothing is told by colour alone. */
import { Badge, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SiteView } from '../../../../contract/sites-routes.ts';
import { ago, number, stamp } from '../../../format.ts';
import { useMayWrite } from '../../../session.ts';
import type { SiteAct, SitesShown } from './site-shown.ts';

const stateColours = { invited: 'blue', pending: 'yellow', admitted: 'teal', revoked: 'gray', left: 'gray' } as const;
const freshnessColours = { fresh: 'teal', late: 'yellow', silent: 'red', never: 'gray' } as const;
const freshnessMarks = { fresh: '✓', late: '◔', silent: '!', never: '–' } as const;

export type OfSite = { readonly site: SiteView };

export const Name = ({ site: { site, name } }: OfSite) => (
  <div>
    <Text fw={600}>{name || site}</Text>
    {name !== '' && name !== site && (
      <Text size="xs" c="dimmed">
        {site}
      </Text>
    )}
  </div>
);

export function State({ site: { state, expires } }: OfSite) {
  const { t } = useTranslation('receiving');
  const isExpired = expires !== '' && Date.parse(expires) < Date.now();
  return (
    <Stack gap={2} align="flex-start">
      <Badge color={stateColours[state]} variant="light" miw="max-content">
        {t(`sites.states.${state}`)}
      </Badge>
      {expires !== '' && (
        <Text size="xs" c="dimmed">
          {t(isExpired ? 'sites.expired' : 'sites.expires', { date: stamp(expires) })}
        </Text>
      )}
    </Stack>
  );
}

/** Of a site that sends; the others are neither late nor silent. */
export function Freshness({ site: { state, freshness } }: OfSite) {
  const { t } = useTranslation('receiving');
  if (state !== 'admitted')
    return (
      <Text span inherit c="dimmed">
        –
      </Text>
    );
  return (
    <Badge color={freshnessColours[freshness]} variant="light" miw="max-content">
      {freshnessMarks[freshness]} {t(`sites.freshness.${freshness}`)}
    </Badge>
  );
}

export function Since({ at }: { readonly at: string }) {
  const { t } = useTranslation('receiving');
  if (at === '')
    return (
      <Text span inherit c="dimmed">
        {t('sites.never')}
      </Text>
    );
  return (
    <Tooltip label={stamp(at)}>
      <Text span inherit tabIndex={0}>
        {ago(at)}
      </Text>
    </Tooltip>
  );
}

export const Count = ({ value }: { readonly value: number }) => (
  <Text span inherit>
    {value === 0 ? '–' : number(value)}
  </Text>
);

export function Version({ site: { version, isOtherVersion }, common }: OfSite & { readonly common: string }) {
  const { t } = useTranslation('receiving');
  if (version === '')
    return (
      <Text span inherit c="dimmed">
        –
      </Text>
    );
  return (
    <div>
      <Text span inherit>
        {version}
      </Text>
      {isOtherVersion && (
        <Text size="xs" fw={600}>
          ! {t('sites.otherVersion', { version: common })}
        </Text>
      )}
    </div>
  );
}

export function Applied({ site: { state, preferencesVersion: applied }, published }: OfSite & { readonly published: number }) {
  const { t } = useTranslation('receiving');
  if (published === 0)
    return (
      <Text span inherit c="dimmed">
        {t('sites.noPreferences')}
      </Text>
    );
  if (state !== 'admitted')
    return (
      <Text span inherit c="dimmed">
        –
      </Text>
    );
  return <Text span inherit>{`${applied === published ? '✓ ' : ''}${t('sites.preferences', { applied, published })}`}</Text>;
}

/** Each with what to do about it. */
export function Alerts({ site: { alerts, isRotationPending } }: OfSite) {
  const { t } = useTranslation('receiving');
  if (alerts.length === 0 && !isRotationPending) return null;
  return (
    <Stack gap={4}>
      {alerts.map(({ text, remedy }) => (
        <Text size="sm" key={text}>
          ! {text} <b>{remedy}</b>
        </Text>
      ))}
      {isRotationPending && <Text size="sm">{t('sites.rotationPending')}</Text>}
    </Stack>
  );
}

const actsOf = ({ state }: SiteView): readonly SiteAct['act'][] => {
  if (state === 'pending') return ['accept', 'revoke'];
  if (state === 'admitted') return ['revoke'];
  return state === 'invited' ? ['invite', 'revoke'] : ['invite'];
};

const actWords = { accept: 'accept', revoke: 'revoke', invite: 'again' } as const;

export function Actions({ site, onAct }: OfSite & Pick<SitesShown, 'onAct'>) {
  const { t } = useTranslation('receiving');
  const mayWrite = useMayWrite();
  return (
    <Group gap="xs">
      {actsOf(site).map((act) => (
        <Button
          key={act}
          size="compact-sm"
          variant={act === 'accept' ? 'filled' : 'default'}
          disabled={!mayWrite}
          aria-label={t(`sites.${actWords[act]}Site`, { site: site.site })}
          onClick={() => onAct({ act, site })}
        >
          {t(`sites.${actWords[act]}`)}
        </Button>
      ))}
    </Group>
  );
}
