/** Inviting a site: who it is, then its multi-site key, which is shown once. */
import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteView } from '../../../../contract/sites-routes.ts';
import { ask } from '../../../client.ts';
import { fieldProblem, Problems } from '../../../parts/problems.tsx';
import { InvitationShown } from './invitation-shown.tsx';
import { sitesKey } from './keys.ts';

/** `site`: the one to invite again; null for a new one. */
export function InviteDialog({ site, onClose }: { readonly site: SiteView | null; readonly onClose: () => void }) {
  const { t } = useTranslation('receiving');
  const { t: ofShell } = useTranslation();
  const queries = useQueryClient();
  const invite = useMutation({
    mutationFn: (given: Given) => ask('POST /api/sites', { body: given }),
    onSuccess: () => queries.invalidateQueries({ queryKey: sitesKey }),
  });
  const title = invite.data ? t('invite.made', { site: invite.data.site }) : t('invite.title');
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      // The key is shown once: neither a stray click nor Escape takes it away.
      closeOnClickOutside={!invite.data}
      closeOnEscape={!invite.data}
      closeButtonProps={{ 'aria-label': ofShell('close') }}
    >
      {invite.data ? (
        <InvitationShown invited={invite.data} onDone={onClose} />
      ) : (
        <InviteForm site={site} isBusy={invite.isPending} error={invite.error} onInvite={invite.mutate} />
      )}
    </Modal>
  );
}

type Given = { readonly site: string; readonly name: string; readonly autoAccept: boolean };

type FormProps = {
  readonly site: SiteView | null;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onInvite: (given: Given) => void;
};

function InviteForm({ site: known, isBusy, error, onInvite }: FormProps) {
  const { t } = useTranslation('receiving');
  const [given, change] = useState<Given>({ site: known?.site ?? '', name: known?.name ?? '', autoAccept: false });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onInvite({ ...given, site: given.site.trim() });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('invite.site')}
          description={t('invite.siteText')}
          value={given.site}
          onChange={({ currentTarget: { value } }) => change({ ...given, site: value.toLowerCase() })}
          error={fieldProblem(error, 'site')}
          readOnly={known !== null}
          required
          data-autofocus
          autoComplete="off"
          spellCheck={false}
        />
        <TextInput
          label={t('invite.name')}
          description={t('invite.nameText')}
          value={given.name}
          onChange={({ currentTarget: { value } }) => change({ ...given, name: value })}
          error={fieldProblem(error, 'name')}
        />
        <Checkbox
          label={t('invite.autoAccept')}
          description={t('invite.autoAcceptText')}
          checked={given.autoAccept}
          onChange={({ currentTarget: { checked } }) => change({ ...given, autoAccept: checked })}
        />
        <Problems error={error} shownFields={['site', 'name']} />
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy} disabled={given.site.trim() === ''}>
            {t('invite.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
