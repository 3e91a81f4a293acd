/** One field that people fill in: its value with who said it, and in its place, when asked for, where to type another. */
import { ActionIcon, Button, Group, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetView } from '../../../contract/asset-view.ts';
import { Refusal } from '../../client.ts';
import { day } from '../../format.ts';
import { Problems } from '../../parts/problems.tsx';
import { useMayWrite } from '../../session.ts';
import { useEditing } from './asset-query.ts';
import { nameOfField } from './field-names.ts';

type Field = AssetView['fields'][number];
type Props = { readonly asset: AssetView; readonly field: Field };

export function AssetField({ asset, field }: Props) {
  const { t } = useTranslation('asset');
  const { t: shell } = useTranslation();
  const [isOpen, open] = useState(false);
  const mayWrite = useMayWrite();
  const name = nameOfField(t, field.field);
  if (isOpen) return <FieldForm asset={asset} field={field} name={name} onClose={() => open(false)} />;
  const isDay = field.field === 'purchasedOn' || field.field === 'warrantyUntil';
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start" mt={4} gap="xs">
      <div>
        <Text size="sm" c="dimmed">
          {name}
        </Text>
        <Text size="sm" {...(field.value === '' ? { c: 'dimmed', fs: 'italic' } : {})}>
          {field.value === '' ? t('fields.nobody') : isDay ? day(field.value) : field.value}
        </Text>
        <Said field={field} />
      </div>
      <ActionIcon
        variant="subtle"
        disabled={!mayWrite}
        aria-label={t('fields.edit', { field: name })}
        title={mayWrite ? t('fields.edit', { field: name }) : shell('readersOnly')}
        onClick={() => open(true)}
      >
        ✎
      </ActionIcon>
    </Group>
  );
}

/** Who said it and since when; what reports say instead; what was said elsewhere. */
function Said({ field: { group, isSaid, by, at, until, reported, conflict } }: { readonly field: Field }) {
  const { t } = useTranslation('asset');
  const notes = [
    isSaid ? t('fields.said', { by, date: day(at) }) : '',
    until === '' ? '' : t('fields.until', { date: day(until) }),
    isSaid && group === 'correction' ? (reported === '' ? t('fields.nothingReported') : t('fields.reported', { value: reported })) : '',
    conflict === '' ? '' : t('fields.conflict', { value: conflict }),
  ];
  const said = notes.filter((note) => note !== '').join(' · ');
  return said === '' ? null : (
    <Text size="xs" c="dimmed">
      {said}
    </Text>
  );
}

type FormProps = Props & { readonly name: string; readonly onClose: () => void };

function FieldForm({ asset, field, name, onClose }: FormProps) {
  const { t } = useTranslation('asset');
  const { t: shell } = useTranslation();
  const editing = useEditing(asset);
  const [value, type] = useState(field.value);
  // What was shown when the form was opened: another value meanwhile is told, and written over only by who was told.
  const [seen, see] = useState(field.value);
  const expected = [{ field: field.field, value: seen }];
  const send = (body: Parameters<typeof editing.mutate>[0]): void =>
    editing.mutate(body, {
      onSuccess: onClose,
      onError: (error) => {
        if (isFieldChanged(error)) see(String(error.problem.facts['value'] ?? ''));
      },
    });
  const isCleared = value.trim() === '';
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const body = isCleared ? { clear: [field.field], expected } : { set: [{ field: field.field, value }], expected };
    send(body);
  };
  return (
    <form onSubmit={save} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <FieldInput field={field.field} label={name} value={value} onType={type} />
      <Problems error={editing.error} />
      {isFieldChanged(editing.error) && (
        <Text size="sm" c="dimmed">
          {t('fields.changed')}
        </Text>
      )}
      <Group gap="xs" my="xs">
        <Button size="xs" type="submit" loading={editing.isPending} disabled={value === seen}>
          {shell('save')}
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>
          {shell('cancel')}
        </Button>
        {field.isSaid && (
          <Button
            size="xs"
            variant="subtle"
            aria-label={t('fields.take', { field: name })}
            onClick={() => send({ clear: [field.field], expected })}
          >
            {t('fields.clear')}
          </Button>
        )}
      </Group>
    </form>
  );
}

const isFieldChanged = (error: unknown): error is Refusal => error instanceof Refusal && error.problem.kind === 'field-changed';

type InputProps = { readonly field: string; readonly label: string; readonly value: string; readonly onType: (value: string) => void };

function FieldInput({ field, label, value, onType }: InputProps) {
  const shared = { label, value, maxLength: 2000, 'data-autofocus': true, autoFocus: true, mt: 4 };
  if (field === 'note') return <Textarea {...shared} autosize minRows={2} onChange={(event) => onType(event.currentTarget.value)} />;
  const isDay = field === 'purchasedOn' || field === 'warrantyUntil';
  return <TextInput {...shared} type={isDay ? 'date' : 'text'} onChange={(event) => onType(event.currentTarget.value)} />;
}
