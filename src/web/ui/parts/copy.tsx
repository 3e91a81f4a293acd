/** A button that copies a text, and says that it did. */
import { Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** `about` is what is copied, for screen readers. */
export function Copy({ text, about }: { readonly text: string; readonly about: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={text} timeout={3000}>
      {({ copied, copy }) => (
        <Button
          size="compact-sm"
          variant="default"
          onClick={copy}
          aria-label={t('labelled', { label: t(copied ? 'copied' : 'copy'), value: about })}
        >
          {copied ? `✓ ${t('copied')}` : t('copy')}
        </Button>
      )}
    </CopyButton>
  );
}
