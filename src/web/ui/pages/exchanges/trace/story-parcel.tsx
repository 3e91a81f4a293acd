/** The parcel of an exchange: what became of it here or there, its volumes, its files and those that could not be read. */
import { Alert, List, ScrollArea, Stack, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { TraceStory } from '../../../../contract/trace-story.ts';
import { bytes, number, stamp } from '../../../format.ts';
import { Facts } from '../../../parts/facts.tsx';
import { Chapter, Why } from './story-parts.tsx';

type Told = { readonly story: TraceStory };

type ParcelResult = TraceStory['results'][number];

export function StoryParcel({ story }: Told) {
  const { t } = useTranslation('trace');
  if (!story.parcel) return null;
  return (
    <Chapter title={t('story.parcel')}>
      <Stack gap="xs">
        <Facts facts={[...numberOf(story, t), ...heldFacts(story, t), ...sentFacts(story, t)]} />
        {story.sentParcel && <Why reason={story.sentParcel.reason} />}
        {story.isReceiptDue && <Alert color="blue">{t('story.receiptDue')}</Alert>}
        {story.results.filter(isFirstOfItsKind).map((result) => (
          <Result key={`${result.at} ${result.status}`} result={result} story={story} />
        ))}
      </Stack>
    </Chapter>
  );
}

/** Each volume of a parcel that is refused has a result of its own: the newest of those that say the same is told. */
const isFirstOfItsKind = ({ status, reason }: ParcelResult, index: number, results: readonly ParcelResult[]): boolean =>
  results.findIndex((other) => other.status === status && other.reason.code === reason.code) === index;

type Fact = readonly [name: string, value: string];

const numberOf = ({ parcel }: TraceStory, t: TFunction<'trace'>): readonly Fact[] =>
  parcel ? [[t('story.parcelNumber'), t('story.numbered', { seq: parcel.seq, epoch: parcel.epoch })]] : [];

function heldFacts({ held }: TraceStory, t: TFunction<'trace'>): readonly Fact[] {
  if (!held) return [];
  const { numbers, of, at } = held;
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((volume) => !numbers.includes(volume));
  return [
    [t('story.held'), t('story.heldOf', { numbers: numbers.length, of, bytes: bytes(held.bytes), at: stamp(at) })],
    [t('story.missing'), listed(missing)],
  ];
}

const mostListed = 20;

/** `1, 2, 3`; of many the first. */
const listed = (volumes: readonly number[]): string =>
  [...volumes.slice(0, mostListed), ...(volumes.length > mostListed ? ['…'] : [])].join(', ');

function sentFacts({ sentParcel }: TraceStory, t: TFunction<'trace'>): readonly Fact[] {
  if (!sentParcel) return [];
  const { status, mode, files, volumes, have, tries, createdAt, resendAt } = sentParcel;
  return [
    [t('story.state'), t(`story.states.${status}`)],
    [t('story.mode'), t(`story.modes.${mode}`)],
    [t('story.carried'), t('story.carriedFiles', { count: files, shown: number(files), bytes: bytes(sentParcel.bytes) })],
    [t('story.volumes'), volumes > 1 ? number(volumes) : ''],
    [t('story.have'), status === 'sent' ? listed(have) : ''],
    [t('story.createdAt'), stamp(createdAt)],
    [t('story.tries'), t('story.times', { count: tries, shown: number(tries) })],
    [t('story.resendAt'), resendAt === '' ? '' : stamp(resendAt)],
  ];
}

function Result({ result, story }: { readonly result: ParcelResult; readonly story: TraceStory }) {
  const { t } = useTranslation('trace');
  const { at, status, read, changed, problems, reason } = result;
  const isRead = status === 'applied';
  return (
    <>
      <Facts
        facts={[
          [t('story.result'), `${t(`story.results.${status}`)} (${stamp(at)})`],
          [t('story.read'), isRead ? number(read) : ''],
          [t('story.changed'), isRead ? number(changed) : ''],
        ]}
      />
      <Why reason={reason} isToldAbove={reason.remedy === story.event.reason.remedy} />
      {problems.length > 0 && (
        <Alert color="yellow" title={t('story.problems', { count: problems.length, shown: number(problems.length) })}>
          <List size="sm">
            {problems.map((problem) => (
              <List.Item key={problem.path}>
                <Text size="sm" fw={600}>
                  {problem.path}
                </Text>
                <Why reason={problem.reason} />
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
    </>
  );
}

export function StoryFiles({ story: { files, sentParcel } }: Told) {
  const { t } = useTranslation('trace');
  if (!files || files.total === 0) return null;
  const counted = { count: files.total, shown: number(files.total) };
  return (
    <Chapter title={t(sentParcel ? 'story.dossierFiles' : 'story.files', counted)}>
      <ScrollArea.Autosize mah={260} type="auto" viewportProps={{ tabIndex: 0, 'aria-label': t('story.files', counted) }}>
        <List size="sm" listStyleType="none">
          {files.rows.map(({ path, bytes: size, isGone }) => (
            <List.Item key={path}>
              {path}{' '}
              <Text span inherit c="dimmed">
                {isGone ? t('story.isGone') : bytes(size)}
              </Text>
            </List.Item>
          ))}
        </List>
      </ScrollArea.Autosize>
      {files.total > files.rows.length && (
        <Text size="xs" c="dimmed">
          {t('story.firstFiles', { shown: number(files.rows.length) })}
        </Text>
      )}
    </Chapter>
  );
}
