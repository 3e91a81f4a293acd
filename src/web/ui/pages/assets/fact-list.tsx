/** Names and values, one under the other. */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

type Fact = { readonly key: string; readonly label: string; readonly value: ReactNode };

export const FactList = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className="facts">
    {facts.map(({ key, label, value }) => (
      <div key={key}>
        <Text component="dt" size="sm" c="dimmed">
          {label}
        </Text>
        <Text component="dd" size="sm">
          {value}
        </Text>
      </div>
    ))}
  </dl>
);
