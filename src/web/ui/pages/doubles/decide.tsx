/** Deciding: a word is chosen, what it would do is shown, then it is said. Readers see it, and may not. */
import { Alert, Button, Group, List, Loader, Paper, Text, Title, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearch } from 'wouter';
import type { Comparison, Preview } from '../../../contract/doubles-routes.ts';
import { ask } from '../../client.ts';
import { number } from '../../format.ts';
import { Problems } from '../../parts/problems.tsx';
import { useMayWrite } from '../../session.ts';
import { useDecide, type Word } from './doubles-queries.ts';

export function Decide({ pair }: { readonly pair: Comparison }) {
  const { t } = useTranslation('doubles');
  const asked = new URLSearchParams(useSearch()).get('word');
  const [word, choose] = useState<Word | null>(asked === 'undo' && pair.isDecided ? 'undo' : null);
  const decide = useDecide();
  const words: readonly Word[] = pair.isDecided ? ['merge', 'separate', 'undo'] : ['merge', 'separate'];
  const say = (said: Word): void => decide.mutate({ word: said, a: pair.a.record, b: pair.b.record }, { onSuccess: () => choose(null) });
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="decide">
      <Title order={2} id="decide" mb="xs">
        {t('decide.title')}
      </Title>
      <Group gap="xs">
        {words.map((each) => (
          <Button key={each} variant={word === each ? 'filled' : 'default'} aria-pressed={word === each} onClick={() => choose(each)}>
            {t(`decide.${each}`)}
          </Button>
        ))}
      </Group>
      {word !== null && <Foreseen pair={pair} word={word} onSay={say} isSaying={decide.isPending} onCancel={() => choose(null)} />}
      <Problems error={decide.error} />
      {decide.data && word === null && <Told told={decide.data} />}
    </Paper>
  );
}

type Foreseeing = {
  readonly pair: Comparison;
  readonly word: Word;
  readonly onSay: (word: Word) => void;
  readonly onCancel: () => void;
  readonly isSaying: boolean;
};

function Foreseen({ pair: { a, b }, word, onSay, onCancel, isSaying }: Foreseeing) {
  const { t } = useTranslation('doubles');
  const { t: shell } = useTranslation();
  const mayWrite = useMayWrite();
  const { data, error } = useQuery({
    queryKey: ['pair-preview', a.record, b.record, word],
    queryFn: () => ask('GET /api/doubles/:a/:b/preview', { parameters: { a: a.record, b: b.record }, query: { word } }),
  });
  if (error) return <Problems error={error} />;
  if (!data) return <Loader size="sm" mt="sm" aria-label={t('loading')} />;
  return (
    <Alert color="blue" mt="sm" title={t('decide.preview')} role="status" data-preview={word}>
      <Effect preview={data} />
      <Group mt="sm" gap="xs">
        <Tooltip label={shell('readersOnly')} disabled={mayWrite}>
          <Button onClick={() => onSay(word)} loading={isSaying} disabled={!mayWrite}>
            {t('decide.confirm')}
          </Button>
        </Tooltip>
        <Button variant="default" onClick={onCancel}>
          {shell('cancel')}
        </Button>
      </Group>
    </Alert>
  );
}

function Effect({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation('doubles');
  const { before, after, changes, conflicts } = preview;
  const names = { a: before[0]?.name ?? '', b: before[1]?.name ?? '', into: after[0]?.name ?? '', changes: number(changes) };
  return (
    <>
      <Text size="sm">{t(`decide.${effectOf(preview)}`, names)}</Text>
      {conflicts.length > 0 && (
        <>
          <Text size="sm" mt="xs">
            {t('decide.conflicts')}
          </Text>
          <List size="sm">
            {conflicts.map(({ field, label, values }) => (
              <List.Item key={field}>{t('decide.field', { label, values: values.join(' / ') })}</List.Item>
            ))}
          </List>
        </>
      )}
      <Text size="sm" c="dimmed" mt="xs">
        {t('decide.reversible')}
      </Text>
    </>
  );
}

/** The sentence for what changes, by how many assets there were and will be. */
function effectOf({ word, before, after }: Preview) {
  const isSame = before.length === after.length;
  if (word === 'merge') return isSame ? 'mergesAlready' : 'merges';
  if (word === 'separate') return isSame ? 'separatesAlready' : 'separates';
  if (isSame) return 'undoesSame';
  return after.length === 1 ? 'undoesOne' : 'undoesTwo';
}

type ToldDecision = NonNullable<ReturnType<typeof useDecide>['data']>;

function Told({ told: { said, conflicts } }: { readonly told: ToldDecision }) {
  const { t } = useTranslation('doubles');
  return (
    <Alert color={conflicts.length > 0 ? 'yellow' : 'teal'} mt="sm" role="status">
      <Text size="sm">{said}</Text>
      {conflicts.map(({ asset, field, label, value, conflict }) => (
        <Text size="sm" key={`${asset.id} ${field}`}>
          {t('conflict', { name: asset.name, label, value, conflict })}
        </Text>
      ))}
    </Alert>
  );
}
