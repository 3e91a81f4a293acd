/** Names and values, one a line; those without a value are left out. */
import { Box, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export const Facts = ({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) => (
  <Box component="dl" m={0} className="facts">
    {facts
      .filter(([, value]) => value !== '' && value !== null)
      .map(([name, value]) => (
        <Box key={name} className="fact">
          <Text component="dt" size="sm" fw={600}>
            {name}
          </Text>
          <Text component="dd" size="sm" m={0}>
            {value}
          </Text>
        </Box>
      ))}
  </Box>
);
