/** What there is of everything, each number leading to its list. */
import { Paper, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Overview } from '../../../contract/overview-routes.ts';
import { number } from '../../format.ts';

const places = { sites: '#sites', assets: '/assets', software: '/software', changesThisWeek: '/changes', doubles: '/doubles' } as const;

export function Counts({ counts }: { readonly counts: Overview['counts'] }) {
  const { t } = useTranslation('overview');
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="sm">
      {(Object.keys(places) as (keyof typeof places)[]).map((name) => (
        <Way key={name} to={places[name]}>
          <Tile number={number(counts[name])} text={t(`counts.${name}`, { count: counts[name], shown: number(counts[name]) })} />
        </Way>
      ))}
    </SimpleGrid>
  );
}

/** To a page, or to a place of this one. */
const Way = ({ to, children }: { readonly to: string; readonly children: ReactNode }) =>
  to.startsWith('#') ? (
    <a href={to} className="tile">
      {children}
    </a>
  ) : (
    <Link href={to} className="tile">
      {children}
    </Link>
  );

/** The number large, once; the sentence has it, too, and says it for both. */
const Tile = ({ number: shown, text }: { readonly number: string; readonly text: string }) => (
  <Paper withBorder p="sm" h="100%">
    <Text fz="1.6rem" fw={600} lh={1.2}>
      {shown}
    </Text>
    <Text size="sm" c="dimmed">
      {text.replace(shown, '').trim()}
    </Text>
  </Paper>
);
