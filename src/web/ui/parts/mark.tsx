/** A state, told by colour, by a sign and in words; text on its colour is legible in light and in dark (WCAG 1.4.3). */
import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';

const colours = { good: 'teal.9', notice: 'yellow.4', bad: 'red.9', quiet: 'gray.7' } as const;

export type Tone = keyof typeof colours;

type MarkProps = {
  readonly tone: Tone;
  readonly sign: string;
  readonly isLarge?: boolean;
  readonly title?: string;
  readonly children: ReactNode;
};

export const Mark = ({ tone, sign, isLarge = false, title, children }: MarkProps) => (
  <Badge color={colours[tone]} variant="filled" size={isLarge ? 'lg' : 'md'} tt="none" miw="max-content" title={title}>
    {sign} {children}
  </Badge>
);
