/** A site among those that have assets. */
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../client.ts';

type SiteChoiceProps = {
  readonly label: string;
  /** What stands for no choice. */
  readonly all: string;
  /** Id of a site; '' for all. */
  readonly value: string;
  readonly onChoose: (site: string) => void;
};

export function SiteChoice({ label, all, value, onChoose }: SiteChoiceProps) {
  const { data } = useQuery({
    queryKey: ['assets', 'sites'],
    queryFn: ({ signal }) => ask('GET /api/assets/facets', { query: { retired: 'shown' }, signal }),
    staleTime: 60_000,
  });
  const sites = data?.site ?? [];
  const known = value === '' || sites.some((site) => site.value === value) ? [] : [{ value, label: value }];
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value)}
      data={[{ value: '', label: all }, ...known, ...sites.map((site) => ({ value: site.value, label: site.name }))]}
    />
  );
}
