/** What is sent and how often: the folder, the period, the filters; where the common site imposes something else, it is said. */
import { Button, Fieldset, Group, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SendingView } from '../../../contract/sending-routes.ts';
import { ask, Refusal } from '../../client.ts';
import { FolderField } from '../../parts/folder-field.tsx';
import { fieldProblem, Problems } from '../../parts/problems.tsx';
import { Section } from '../../parts/section.tsx';
import { useMayWrite } from '../../session.ts';

const lists = ['include', 'exclude', 'strip'] as const;
type ListName = (typeof lists)[number];

type Draft = { readonly dossier: string; readonly everyDays: number | string } & Readonly<Record<ListName, string>>;

const draftOf = ({ dossier, everyDays, ...others }: SendingView['settings']): Draft => ({
  dossier,
  everyDays,
  include: others.include.join('\n'),
  exclude: others.exclude.join('\n'),
  strip: others.strip.join('\n'),
});

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What is being typed stays when somebody else changes the settings meanwhile: saving is refused then, and `undo` takes theirs. */
export function SendingSettings({ sending }: { readonly sending: SendingView }) {
  const { t } = useTranslation('sending');
  const queries = useQueryClient();
  const [seen, setSeen] = useState(sending);
  const [draft, setDraft] = useState(() => draftOf(sending.settings));
  const take = (from: SendingView): void => {
    setSeen(from);
    setDraft(draftOf(from.settings));
  };
  const save = useMutation({
    mutationFn: () => ask('PUT /api/sending/settings', { body: bodyOf(draft, seen.revision) }),
    onSuccess: async (saved) => {
      take(saved);
      queries.setQueryData(['sending'], saved);
      notifications.show({ message: t('settings.saved'), color: 'teal' });
      await queries.invalidateQueries({ queryKey: ['preview'] });
    },
    // Somebody else changed them: what is theirs is asked for, what is typed here stays.
    onError: () => queries.invalidateQueries({ queryKey: ['sending'] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  const undo = (): void => {
    take(sending);
    save.reset();
  };
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(seen.settings));
  if (seen.revision !== sending.revision && !isChanged && !save.isPending) take(sending);
  return (
    <Section title={t('settings.title')}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Fields draft={draft} imposed={sending.imposed} error={save.error} onChange={(change) => setDraft({ ...draft, ...change })} />
          {!isShownByFields(save.error) && <Problems error={save.error} shownFields={shownFields(save.error)} />}
          <Buttons isChanged={isChanged} isPending={save.isPending} onUndo={undo} />
        </Stack>
      </form>
    </Section>
  );
}

const bodyOf = ({ dossier, everyDays, include, exclude, strip }: Draft, revision: string) => ({
  dossier: dossier.trim(),
  everyDays: Number(everyDays),
  include: linesOf(include),
  exclude: linesOf(exclude),
  strip: linesOf(strip),
  revision,
});

/** All of this form: what the API says of them stands beside them. */
const shownFields = (error: unknown): readonly string[] =>
  error instanceof Refusal
    ? error.problem.fields.map(({ path }) => path).filter((path) => /^(?:dossier|everyDays|include|exclude|strip)(?:\.|$)/.test(path))
    : [];

/** Nothing is left to say above the buttons. */
const isShownByFields = (error: unknown): boolean =>
  error instanceof Refusal && error.problem.fields.length > 0 && shownFields(error).length === error.problem.fields.length;

type FieldsProps = {
  readonly draft: Draft;
  readonly imposed: SendingView['imposed'];
  readonly error: unknown;
  readonly onChange: (change: Partial<Draft>) => void;
};

function Fields({ draft, imposed, error, onChange }: FieldsProps) {
  const { t } = useTranslation('sending');
  const disabled = !useMayWrite();
  return (
    <>
      <FolderField
        label={t('settings.dossier')}
        description={t('settings.dossierText')}
        value={draft.dossier}
        onChange={(dossier) => onChange({ dossier })}
        error={fieldProblem(error, 'dossier')}
        disabled={disabled}
      />
      <div>
        <NumberInput
          label={t('settings.everyDays')}
          description={t('settings.everyDaysText')}
          value={draft.everyDays}
          onChange={(everyDays) => onChange({ everyDays })}
          error={fieldProblem(error, 'everyDays')}
          min={1}
          max={365}
          clampBehavior="none"
          allowDecimal={false}
          maw={480}
          disabled={disabled}
        />
        {imposed.everyDays !== undefined && <Imposed value={t('key.days', { count: imposed.everyDays })} />}
      </div>
      <Fieldset legend={t('settings.filters')}>
        <Stack gap="sm">
          {lists.map((name) => (
            <div key={name}>
              <Textarea
                label={t(`settings.${name}`)}
                description={t(`settings.${name}Text`)}
                value={draft[name]}
                onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value })}
                error={sayLines(error, name, (line, text) => t('settings.line', { line, text }))}
                autosize
                minRows={2}
                maxRows={10}
                classNames={{ input: 'code-text' }}
                spellCheck={false}
                disabled={disabled}
              />
              {imposed[name] !== undefined && <Imposed value={imposed[name].join(', ') || t('settings.imposedNone')} />}
            </div>
          ))}
        </Stack>
      </Fieldset>
    </>
  );
}

/** `exclude.1` is the second line. */
function sayLines(error: unknown, name: ListName, say: (line: number, text: string) => string): string | undefined {
  if (!(error instanceof Refusal)) return undefined;
  const ofList = error.problem.fields.filter(({ path }) => path === name || path.startsWith(`${name}.`));
  const said = ofList.map(({ path, text }) => (path === name ? text : say(Number(path.slice(name.length + 1)) + 1, text)));
  return said.length === 0 ? undefined : said.join(' ; ');
}

function Imposed({ value }: { readonly value: string }) {
  const { t } = useTranslation('sending');
  return (
    <Text size="sm" mt={4} fw={600}>
      {t('settings.imposed', { value })}
    </Text>
  );
}

type ButtonsProps = { readonly isChanged: boolean; readonly isPending: boolean; readonly onUndo: () => void };

function Buttons({ isChanged, isPending, onUndo }: ButtonsProps) {
  const { t } = useTranslation('sending');
  const { t: shell } = useTranslation();
  const mayWrite = useMayWrite();
  return (
    <Group>
      <Button type="submit" disabled={!isChanged || !mayWrite} loading={isPending}>
        {shell('save')}
      </Button>
      <Button variant="default" disabled={!isChanged} onClick={onUndo}>
        {t('settings.undo')}
      </Button>
      {!mayWrite && (
        <Text size="sm" c="dimmed">
          {shell('readersOnly')}
        </Text>
      )}
    </Group>
  );
}
