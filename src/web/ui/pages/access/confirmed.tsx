/** A button that asks once more, in place, before it does what cannot be taken back. */
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type ConfirmedProps = {
  readonly label: string;
  /** Read out with the button, so that one knows of what. */
  readonly name?: string;
  readonly question: string;
  readonly isPending: boolean;
  readonly onConfirm: () => void;
};

export function Confirmed({ label, name, question, isPending, onConfirm }: ConfirmedProps) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking)
    return (
      <Button
        size="xs"
        variant="subtle"
        color="red"
        aria-label={name === undefined ? undefined : `${label} – ${name}`}
        loading={isPending}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
    );
  const confirm = (): void => {
    setAsking(false);
    onConfirm();
  };
  return (
    <Group gap="xs" role="group" aria-label={question}>
      <Text size="sm">{question}</Text>
      <Button size="xs" color="red" onClick={confirm} autoFocus>
        {label}
      </Button>
      <Button size="xs" variant="default" onClick={() => setAsking(false)}>
        {t('cancel')}
      </Button>
    </Group>
  );
}
