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
  const form = useForm();
  const { t } = useTranslation('session');
  const help = useHelp(way);
  const protocol = (
    <Select
      label={t('servers.protocol')}
      description={help}
      value={place.protocol}
      data={protocols[way].map((name) => ({ value: name, label: t(`servers.protocols.${name as 'imap'}`) }))}
      disabled={form.isDisabled}
      allowDeselect={false}
      onChange={(value) => change({ protocol: (value ?? place.protocol) as Protocol, security: 'tls' })}
    />
  );
  if (isLocal(place.protocol))
    return (
      <>
        {protocol}
        <TextInput
          label={t('servers.path')}
          value={place.path}
          error={form.problemOf(way)}
          disabled={form.isDisabled}
          onChange={({ currentTarget }) => change({ path: currentTarget.value })}
        />
      </>
    );
  return (
    <>
      {protocol}
      <ProposingInput
        label={t('servers.host')}
        value={place.host}
        error={form.problemOf(way)}
        onType={(host) => change({ host })}
        onPropose={propose}
      />
      <LoginFields place={place} change={change} />
    </>
  );
}

function LoginFields({ place, change }: Pick<PlaceProps, 'place' | 'change'>) {
  const { isDisabled } = useForm();
  const { t } = useTranslation('session');
  const choices = (names: readonly string[], group: 'securities' | 'auths') =>
    names.map((name) => ({ value: name, label: t(`servers.${group}.${name}` as 'servers.securities.tls') }));
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Select
        label={t('servers.security')}
        value={place.security}
        data={choices(['tls', 'starttls', 'none'], 'securities')}
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
      <TextInput
        label={t('servers.user')}
        value={place.user}
        disabled={isDisabled}
        autoComplete="off"
        onChange={({ currentTarget }) => change({ user: currentTarget.value })}
      />
      {place.protocol === 'imap' && (
        <TextInput
          label={t('servers.folder')}
          value={place.folder}
          disabled={isDisabled}
          onChange={({ currentTarget }) => change({ folder: currentTarget.value })}
        />
      )}
      <Select
        label={t('servers.auth')}
        value={place.auth}
        data={choices(['password', 'xoauth2'], 'auths')}
        disabled={isDisabled}
        allowDeselect={false}
        onChange={(value) => change({ auth: value === 'xoauth2' ? 'xoauth2' : 'password' })}
      />
    </SimpleGrid>
  );
}

/** Nothing is ever proposed here, and what is stored is never shown. */
function PasswordField({ way, isToken }: Way & { readonly isToken: boolean }) {
  const form = useForm();
  const { t } = useTranslation('session');
  const isStored = form.stored[way];
  const empty = way === 'outbox' ? t('password.outboxEmpty') : t('password.needed');
  return (
    <PasswordInput
      label={t(isToken ? 'password.token' : `password.${way}`)}
      description={isStored ? t('password.stored') : empty}
      placeholder={isStored ? '••••••••••' : ''}
      value={form.typed.passwords[way]}
      disabled={form.isDisabled}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
      onChange={({ currentTarget }) => form.setPassword(way, currentTarget.value)}
    />
  );
}
