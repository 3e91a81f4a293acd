/** How this site is called, and, at a distant one, which folder it sends and how often. */
import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FolderField } from '../../parts/folder-field.tsx';
import { AnyField, ChoiceField, TextField } from '../../parts/settings/fields.tsx';
import { useForm } from '../../parts/settings/form.ts';
import { StepFrame, type StepProps } from './step-frame.tsx';

export function NamesStep({ go }: StepProps) {
  const { t } = useTranslation('setUp');
  const { t: words } = useTranslation('session');
  const form = useForm();
  const isDistant = form.textOf('role') === 'distant';
  const asked = ['name', 'organisation', 'language', 'site', ...(isDistant ? ['dossier', 'everyDays'] : [])];
  const wrong = form.checked?.problems.find(({ path }) => asked.includes(path));
  const everyDays = form.fields.find(({ key }) => key === 'everyDays');
  const languages = (['auto', 'fr', 'en'] as const).map((language) => [language, words(`languages.${language}`)] as const);
  return (
    <StepFrame go={go} reason={wrong ? t('names.incomplete') : ''}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextField name="name" label={words('fields.name')} />
        {!isDistant && <TextField name="site" label={words('fields.site')} />}
        <TextField name="organisation" label={words('fields.organisation')} />
        <ChoiceField name="language" label={words('fields.language')} choices={languages} />
        {isDistant && everyDays && <AnyField field={everyDays} label={words('fields.everyDays')} help={everyDays.help} />}
      </SimpleGrid>
      {isDistant && (
        <FolderField
          label={words('fields.dossier')}
          description={t('names.dossier')}
          value={form.textOf('dossier')}
          onChange={(path) => form.set({ dossier: path })}
          error={form.problemOf('dossier')}
        />
      )}
    </StepFrame>
  );
}
