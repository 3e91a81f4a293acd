/** The way out of the company, behind the name of the site typed by hand. */
import { Alert, Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client.ts';
import { Problems } from '../../parts/problems.tsx';
import { Section } from '../../parts/section.tsx';
import { useMayWrite } from '../../session.ts';

export function Leaving({ site }: { readonly site: string }) {
  const { t } = useTranslation('sending');
  const { t: shell } = useTranslation();
  const mayWrite = useMayWrite();
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <Section title={t('leave.title')}>
      <Text size="sm" mb="sm">
        {t('leave.text')}
      </Text>
      <Button variant="outline" color="red" disabled={!mayWrite} onClick={open}>
        {t('leave.open')}
      </Button>
      <Modal opened={isOpen} onClose={close} title={t('leave.title')} closeButtonProps={{ 'aria-label': shell('close') }}>
        <LeaveForm site={site} onClose={close} />
      </Modal>
    </Section>
  );
}

function LeaveForm({ site, onClose }: { readonly site: string; readonly onClose: () => void }) {
  const { t } = useTranslation('sending');
  const { t: shell } = useTranslation();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const leave = useMutation({
    mutationFn: () => ask('POST /api/sending/leave', { body: { site: typed } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['status'] }),
  });
  const finish = (): void => {
    onClose();
    void queries.invalidateQueries({ queryKey: ['sending'] }); // told by the query itself
  };
  if (leave.data)
    return (
      <>
        {leave.data.summary.map((sentence) => (
          <Alert key={sentence} color="teal" mb="xs">
            {sentence}
          </Alert>
        ))}
        <Button onClick={finish}>{shell('close')}</Button>
      </>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        leave.mutate();
      }}
    >
      <Text size="sm" mb="sm">
        {t('leave.text')}
      </Text>
      <TextInput
        label={t('leave.label')}
        description={t('leave.confirm', { site })}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Problems error={leave.error} />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {shell('cancel')}
        </Button>
        <Button type="submit" color="red" disabled={typed.trim() !== site} loading={leave.isPending}>
          {t('leave.leave')}
        </Button>
      </Group>
    </form>
  );
}
