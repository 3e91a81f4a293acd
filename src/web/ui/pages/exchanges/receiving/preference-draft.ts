/** A draft of the preferences: what was typed, kept beside what stands, and what the server says of it. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PreferenceForm, PreferencesPreview, PreferencesView } from '../../../../contract/preferences-routes.ts';
import { ask } from '../../../client.ts';
import { preferencesKey, sitesKey } from './keys.ts';

export type Draft = {
  readonly mode: 'form' | 'text';
  readonly text: string;
  readonly fields: PreferenceForm;
  /** Of the files that the person began with: a change of somebody else's is noticed by it. */
  readonly revision: string;
};

const noFields: PreferenceForm = { period: null, keySoftware: null, include: null, exclude: null, strip: null };

/** A text that cannot be read opens as a text. */
const draftOf = ({ text, revision, preview: { fields } }: PreferencesView): Draft => ({
  mode: fields ? 'form' : 'text',
  text,
  fields: fields ?? noFields,
  revision,
});

export type DraftDesk = {
  readonly draft: Draft;
  readonly preview: PreferencesPreview;
  /** The preview is of the draft as it is now. */
  readonly isSettled: boolean;
  readonly isTouched: boolean;
  /** Counts what was not typed: fields that keep what is typed begin anew with it. */
  readonly round: number;
  readonly saved: number | null;
  readonly error: unknown;
  readonly isSaving: boolean;
  readonly change: (changes: Partial<Draft>) => void;
  readonly switchTo: (mode: Draft['mode']) => void;
  readonly save: () => void;
  readonly reload: () => void;
};

export function usePreferenceDraft(view: PreferencesView): DraftDesk {
  const [typed, type] = useState<Draft | null>(null);
  const [round, turn] = useState(0);
  const queries = useQueryClient();
  const draft = typed ?? draftOf(view);
  const { preview, isSettled, previewError } = usePreview(view, typed);
  const begin = (next: Draft | null): void => {
    type(next);
    turn(round + 1);
  };
  const refresh = async (): Promise<void> => {
    await Promise.all([queries.invalidateQueries({ queryKey: preferencesKey }), queries.invalidateQueries({ queryKey: sitesKey })]);
    begin(null);
  };
  const saving = useMutation({
    mutationFn: () => ask('PUT /api/preferences', { body: { text: preview.text, revision: draft.revision } }),
    onSuccess: refresh,
  });
  return {
    ...{ draft, preview, isSettled, round, isTouched: typed !== null },
    saved: saving.data?.version ?? null,
    error: saving.error ?? previewError,
    isSaving: saving.isPending,
    change: (changes) => {
      if (!saving.isIdle) saving.reset();
      type({ ...draft, ...changes });
    },
    switchTo: (mode) => begin({ ...draft, mode, text: preview.text, fields: preview.fields ?? draft.fields }),
    save: () => saving.mutate(),
    reload: () => {
      saving.reset();
      void refresh(); // refusals are shown by the queries themselves
    },
  };
}

const typingMs = 350;

function usePreview(view: PreferencesView, typed: Draft | null) {
  const [asked] = useDebouncedValue(typed, typingMs);
  const body = asked && { text: asked.text, ...(asked.mode === 'form' ? { fields: asked.fields } : {}) };
  const { data, error, isFetching } = useQuery({
    queryKey: [...preferencesKey, 'preview', view.revision, body],
    queryFn: () => ask('POST /api/preferences/preview', { body: body ?? { text: view.text } }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  });
  return {
    preview: typed === null ? view.preview : (data ?? view.preview),
    isSettled: typed === asked && !isFetching,
    previewError: typed === null ? null : error,
  };
}
