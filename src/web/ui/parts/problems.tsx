/** What went wrong, why, and what to do next, as the API says it. */
import { Alert, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Refusal } from '../client.ts';

/** Read out by screen readers at once. Of fields only those that no field of the page shows. */
export function Problems({ error, shownFields = [] }: { readonly error: unknown; readonly shownFields?: readonly string[] }) {
  const { t } = useTranslation();
  if (!error) return null;
  const problem = error instanceof Refusal ? error.problem : null;
  const isGone = problem === null || problem.kind === 'server-gone';
  const rest = problem?.fields.filter(({ path }) => !shownFields.includes(path)) ?? [];
  return (
    <Alert color="red" role="alert" title={isGone ? t('gone.title') : problem.title} my="sm">
      <Text size="sm">{isGone ? (problem ? t('gone.why') : String(error)) : problem.detail}</Text>
      {rest.length > 0 && (
        <List size="sm">
          {rest.map(({ path, text }) => (
            <List.Item key={`${path} ${text}`}>{path === '' ? text : t('labelled', { label: path, value: text })}</List.Item>
          ))}
        </List>
      )}
      <Text size="sm" fw={600}>
        {isGone ? t('gone.remedy') : problem.remedy}
      </Text>
    </Alert>
  );
}

/** What the API says of one field, for the field's own error. */
export const fieldProblem = (error: unknown, path: string): string | undefined =>
  error instanceof Refusal ? error.problem.fields.find((field) => field.path === path)?.text : undefined;
