/** The editor of the preferences: a form or the text itself, what would change at the sites, and saving. */
import { Button, Group, SegmentedControl, SimpleGrid, Stack, Text, Textarea, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PreferencesView } from '../../../../contract/preferences-routes.ts';
import { Problems } from '../../../parts/problems.tsx';
import { useMayWrite } from '../../../session.ts';
import { type DraftDesk, usePreferenceDraft } from './preference-draft.ts';
import { PreferenceFields } from './preference-fields.tsx';
import { WhatChanges } from './what-changes.tsx';

export function PreferenceEditor({ view }: { readonly view: PreferencesView }) {
  const desk = usePreferenceDraft(view);
  return (
    <Stack gap="md">
      <Mode desk={desk} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <div>{desk.draft.mode === 'form' ? <PreferenceFields key={desk.round} desk={desk} /> : <WholeText desk={desk} />}</div>
        <WhatChanges preview={desk.preview} isTouched={desk.isTouched} />
      </SimpleGrid>
      <Problems error={desk.error} shownFields={desk.preview.problems.map(({ path }) => path)} />
      <Saving desk={desk} />
    </Stack>
  );
}

/** A text with faults cannot become a form: what it says would be lost. */
function Mode({ desk: { draft, preview, isSettled, switchTo } }: { readonly desk: DraftDesk }) {
  const { t } = useTranslation('receiving');
  const isForm = draft.mode === 'form';
  const mustMend = !isForm && isSettled && preview.fields === null;
  return (
    <div>
      <SegmentedControl
        aria-label={t('preferences.mode')}
        value={draft.mode}
        disabled={!isSettled || mustMend}
        data={(['form', 'text'] as const).map((value) => ({ value, label: t(`preferences.modes.${value}`) }))}
        onChange={(mode) => switchTo(mode as 'form' | 'text')}
      />
      {mustMend && (
        <Text size="xs" c="dimmed">
          {t('preferences.mendFirst')}
        </Text>
      )}
    </div>
  );
}

function WholeText({ desk: { draft, preview, change } }: { readonly desk: DraftDesk }) {
  const { t } = useTranslation('receiving');
  const { t: ofShell } = useTranslation();
  const mayWrite = useMayWrite();
  const faults = preview.problems.map(({ path, text }) => (path === '' ? text : ofShell('labelled', { label: path, value: text })));
  return (
    <Textarea
      label={t('preferences.textField')}
      value={draft.text}
      readOnly={!mayWrite}
      onChange={({ currentTarget: { value } }) => change({ text: value })}
      error={faults.length === 0 ? undefined : <Lines lines={faults} />}
      autosize
      minRows={12}
      maxRows={28}
      spellCheck={false}
      styles={{ input: { fontFamily: 'monospace' } }}
    />
  );
}

const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <>
    {lines.map((line) => (
      <span key={line} style={{ display: 'block' }}>
        {line}
      </span>
    ))}
  </>
);

function Saving({ desk }: { readonly desk: DraftDesk }) {
  const { t } = useTranslation('receiving');
  const { t: ofShell } = useTranslation();
  const mayWrite = useMayWrite();
  const { preview, isSettled, isTouched, isSaving, saved, save, reload } = desk;
  const mayBeSaved = mayWrite && isTouched && isSettled && preview.isChanged && preview.problems.length === 0;
  return (
    <Group gap="sm">
      <Tooltip label={ofShell('readersOnly')} disabled={mayWrite}>
        <Button disabled={!mayBeSaved} loading={isSaving} onClick={save}>
          {t('preferences.save')}
        </Button>
      </Tooltip>
      {isTouched && (
        <Tooltip label={t('preferences.reloadText')}>
          <Button variant="default" onClick={reload}>
            {t('preferences.reload')}
          </Button>
        </Tooltip>
      )}
      <Text size="sm" aria-live="polite">
        {saved !== null && !isTouched ? `✓ ${t('preferences.savedAs', { version: saved })}` : ''}
      </Text>
    </Group>
  );
}
