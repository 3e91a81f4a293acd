/** A text on the pale ground that says: "?" proposes a value, and so does the button. */
import { ActionIcon, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useForm } from './form.ts';

type ProposingProps = {
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onType: (text: string) => void;
  readonly onPropose: () => void;
};

export function ProposingInput({ label, help, value, error, onType, onPropose }: ProposingProps) {
  const { isDisabled } = useForm();
  const { t } = useTranslation('session');
  return (
    <TextInput
      className="proposing"
      label={label}
      description={help}
      value={value}
      error={error}
      disabled={isDisabled}
      onChange={({ currentTarget }) => (currentTarget.value.trim() === '?' ? onPropose() : onType(currentTarget.value))}
      rightSection={
        <ActionIcon variant="subtle" aria-label={t('propose.for', { field: label })} onClick={onPropose} disabled={isDisabled}>
          ?
        </ActionIcon>
      }
    />
  );
}
