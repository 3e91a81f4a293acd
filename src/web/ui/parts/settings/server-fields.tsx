/** One mail server: its parts in comfortable fields, or its URL for who prefers; with the password, which goes in and never comes out. */
import { Fieldset, Group, NumberInput, PasswordInput, Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailPlace } from '../../../contract/session-routes.ts';
import { TextField, useHelp } from './fields.tsx';
import { type PasswordName, useForm } from './form.ts';
import { changePlace, emptyPlace, isLocal, type Protocol, type Security, urlOf } from './mail-place.ts';
import { ProposalsShown, useProposals } from './proposals.tsx';
import { ProposingInput } from './proposing-input.tsx';

type Way = { readonly way: PasswordName };

const protocols: Readonly<Record<PasswordName, readonly Protocol[]>> = {
  mailbox: ['imap', 'pop3', 'maildir'],
  outbox: ['smtp', 'maildir'],
};

export function ServerFields({ way, known }: Way & { readonly known: MailPlace | null }) {
  const form = useForm();
  const { t } = useTranslation('session');
  const [isUrl, setUrl] = useState(false);
  const [place, setPlace] = usePlace(way, known);
  const change = (part: Partial<MailPlace>): void => {
    const changed = changePlace(place, part);
    setPlace(changed);
    form.set({ [way]: urlOf(changed) });
  };
  const { proposals, propose } = useProposals(way, (url) => form.set({ [way]: url }));
  return (
    <Fieldset legend={t(`servers.${way}`)}>
      <Stack gap="sm">
        <Group justify="flex-end">
          <Switch size="xs" label={t('servers.asUrl')} checked={isUrl} onChange={({ currentTarget }) => setUrl(currentTarget.checked)} />
        </Group>
        {isUrl || place.protocol === 'memory' ? (
          <TextField name={way} label={t('servers.url')} />
        ) : (
          <>
            <PlaceFields way={way} place={place} change={change} propose={propose} />
            <ProposalsShown proposals={proposals} current={form.textOf(way)} onChoose={(url) => form.set({ [way]: url })} />
          </>
        )}
        {!isLocal(place.protocol) && <PasswordField way={way} isToken={place.auth === 'xoauth2'} />}
      </Stack>
    </Fieldset>
  );
}

/** Follows what the server reads in the URL, wherever that was typed; parts that do not make a URL yet stay as they are. */
function usePlace(way: PasswordName, known: MailPlace | null): readonly [MailPlace, (place: MailPlace) => void] {
  const form = useForm();
  const [place, setPlace] = useState<MailPlace>(() => known ?? emptyPlace(way === 'mailbox' ? 'imap' : 'smtp'));
  const url = form.textOf(way);
  const read = form.checked?.[way] ?? null;
  useEffect(() => {
    if (read && url !== '') setPlace((current) => (urlOf(current) === url ? current : read));
  }, [read, url]);
  return [place, setPlace];
}

type PlaceProps = Way & {
  readonly place: MailPlace;
  readonly change: (part: Partial<MailPlace>) => void;
  readonly propose: () => void;
};

function PlaceFields({ way, place, change, propose }: PlaceProps) {
  const { t } = useTranslation('session');
  const { problemOf } = useForm();
  return (
    <>
      <ProtocolField way={way} place={place} change={change} />
      {isLocal(place.protocol) ? (
        <PartField label={t('servers.path')} value={place.path} error={problemOf(way)} onType={(path) => change({ path })} />
      ) : (
        <>
          <ProposingInput
            label={t('servers.host')}
            value={place.host}
            error={problemOf(way)}
            onType={(host) => change({ host })}
            onPropose={propose}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <LineFields place={place} change={change} />
            <LoginFields place={place} change={change} />
          </SimpleGrid>
        </>
      )}
    </>
  );
}

function ProtocolField({ way, place, change }: Omit<PlaceProps, 'propose'>) {
  const { isDisabled } = useForm();
  const { t } = useTranslation('session');
  return (
    <Select
      label={t('servers.protocol')}
      description={useHelp(way)}
      value={place.protocol}
      data={protocols[way].map((name) => ({ value: name, label: t(`servers.protocols.${name as 'imap'}`) }))}
      disabled={isDisabled}
      allowDeselect={false}
      onChange={(value) => change({ protocol: (value ?? place.protocol) as Protocol, security: 'tls' })}
    />
  );
}

type Part = {
  readonly label: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly onType: (text: string) => void;
};

const PartField = ({ label, value, error, onType }: Part) => (
  <TextInput
    label={label}
    value={value}
    error={error}
    disabled={useForm().isDisabled}
    autoComplete="off"
    onChange={({ currentTarget }) => onType(currentTarget.value)}
  />
);

type Parts = Pick<PlaceProps, 'place' | 'change'>;

function LineFields({ place, change }: Parts) {
  const { isDisabled } = useForm();
  const { t } = useTranslation('session');
  return (
    <>
      <Select
        label={t('servers.security')}
        value={place.security}
        data={(['tls', 'starttls', 'none'] as const).map((name) => ({ value: name, label: t(`servers.securities.${name}`) }))}
        disabled={isDisabled}
        allowDeselect={false}
        onChange={(value) => change({ security: (value ?? place.security) as Security })}
      />
      <NumberInput
        label={t('servers.port')}
        value={place.port}
        min={1}
        max={65_535}
        allowDecimal={false}
        disabled={isDisabled}
        onChange={(value) => change({ port: Number(value) })}
      />
    </>
  );
}

function LoginFields({ place, change }: Parts) {
  const { isDisabled } = useForm();
  const { t } = useTranslation('session');
  return (
    <>
      <PartField label={t('servers.user')} value={place.user} onType={(user) => change({ user })} />
      {place.protocol === 'imap' && <PartField label={t('servers.folder')} value={place.folder} onType={(folder) => change({ folder })} />}
      <Select
        label={t('servers.auth')}
        value={place.auth}
        data={(['password', 'xoauth2'] as const).map((name) => ({ value: name, label: t(`servers.auths.${name}`) }))}
        disabled={isDisabled}
        allowDeselect={false}
        onChange={(value) => change({ auth: value === 'xoauth2' ? 'xoauth2' : 'password' })}
      />
    </>
  );
}

/** Nothing is ever proposed here, and what is stored is never shown. */
function PasswordField({ way, isToken }: Way & { readonly isToken: boolean }) {
  const form = useForm();
  const { t } = useTranslation('session');
  const isStored = form.stored[way];
  const empty = way === 'outbox' ? t('password.outboxEmpty') : t('password.needed');
  const kept = isStored ? t('password.stored') : empty;
  return (
    <PasswordInput
      label={t(isToken ? 'password.token' : `password.${way}`)}
      description={form.given[way] ? t('password.given') : kept}
      placeholder={isStored || form.given[way] ? '••••••••••' : ''}
      value={form.typed.passwords[way]}
      disabled={form.isDisabled}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
      onChange={({ currentTarget }) => form.setPassword(way, currentTarget.value)}
    />
  );
}
