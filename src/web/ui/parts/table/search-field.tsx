/**
 * A text that filters: asked for when somebody stops typing, or at once by Enter. What was typed stays whatever the answer, a space that
 * somebody goes on from, too; what is asked for has none at its ends.
 */
import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

type SearchFieldProps = Omit<TextInputProps, 'value' | 'onChange'> & {
  readonly value: string;
  readonly onSearch: (text: string) => void;
};

const restMs = 400;

export function SearchField({ value, onSearch, ...rest }: SearchFieldProps) {
  const { t } = useTranslation('tables');
  const [typed, type] = useState(value);
  const told = useRef(value);
  const tell = (text: string): void => {
    told.current = text.trim();
    onSearch(told.current);
  };
  const tellLater = useDebouncedCallback(tell, restMs);
  useEffect(() => {
    // The view was changed by something else: the back button, a saved filter.
    if (value !== told.current) type(value);
    told.current = value;
  }, [value]);
  const change = (text: string): void => {
    type(text);
    tellLater(text);
  };
  return (
    <TextInput
      type="search"
      flex={1}
      miw={220}
      {...rest}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        tellLater.cancel();
        tell(typed);
      }}
      rightSection={
        typed === '' ? null : (
          <CloseButton
            size="sm"
            aria-label={t('clearSearch')}
            onClick={() => {
              tellLater.cancel();
              type('');
              tell('');
            }}
          />
        )
      }
    />
  );
}
