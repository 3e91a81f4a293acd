/** Configure the session: the settings as they are saved, and a form over them that keeps what is typed, whatever happens meanwhile. */
import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SessionSettings, SettingField } from '../../../contract/session-routes.ts';
import { ask } from '../../client.ts';
import { Problems } from '../../parts/problems.tsx';
import { FormContext, nothingTyped, useFields, useSettingsForm } from '../../parts/settings/form.ts';
import { useMayWrite } from '../../session.ts';
import { SessionForm } from './session-form.tsx';

export function SessionTab() {
  const settings = useQuery({ queryKey: ['session-settings'], queryFn: () => ask('GET /api/session/settings') });
  const fields = useFields();
  const error = settings.error ?? fields.error;
  if (error && !(settings.data && fields.data)) return <Problems error={error} />;
  if (!settings.data || !fields.data) return <Loader aria-label="…" />;
  return <SessionDraft latest={settings.data} fields={fields.data} />;
}

/** What the person saw when typing began stays in sight until it is saved or shown anew: so a change by somebody else is noticed. */
function SessionDraft({ latest, fields }: { readonly latest: SessionSettings; readonly fields: readonly SettingField[] }) {
  const mayWrite = useMayWrite();
  const [seen, setSeen] = useState(latest);
  const [typed, setTyped] = useState(nothingTyped);
  const form = useSettingsForm({
    fields,
    base: seen.values,
    stored: seen.passwords,
    given: seen.passwordsGiven,
    isDisabled: !mayWrite,
    typed,
    onType: setTyped,
  });
  if (!form.isChanged && seen !== latest) setSeen(latest);
  const isOutdated = form.isChanged && seen.revision !== latest.revision;
  return (
    <FormContext value={form}>
      <SessionForm seen={seen} isOutdated={isOutdated} onShowAnew={() => setSeen(latest)} />
    </FormContext>
  );
}
