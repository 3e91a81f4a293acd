/**
 * What stands in the place of a page that could not be loaded, because the server has gone or was replaced by another version, or that
 * broke: the rest of the house stays. A page that could not be loaded is loaded again as soon as the server answers.
 */
import { Alert, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Component, type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, Refusal } from '../client.ts';
import { Problems } from './problems.tsx';

type Place = {
  /** Another one is another page: it is tried. */
  readonly place: string;
  readonly children: ReactNode;
};

type Caught = { readonly error: unknown };

/** A class, because React knows no other way to catch what breaks below. */
export class Mishap extends Component<Place, Caught> {
  override state: Caught = { error: undefined };

  static getDerivedStateFromError(error: unknown): Caught {
    return { error };
  }

  override componentDidUpdate({ place }: Place): void {
    if (place !== this.props.place && this.state.error !== undefined) this.setState({ error: undefined });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return isUnloaded(error) ? <Unloaded /> : <Broken error={error} />;
  }
}

/** As Chromium, Firefox and Safari say that a part of the program did not come. */
const isUnloaded = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|Importing a module script|preload CSS/i.test(error.message);

const gone = new Refusal({ status: 0, kind: 'server-gone', title: '', detail: '', remedy: '', fields: [], facts: {} });

function Unloaded() {
  const { isSuccess } = useQuery({ queryKey: ['alive'], queryFn: () => ask('GET /api/status'), refetchInterval: 3_000, gcTime: 0 });
  useEffect(() => {
    if (isSuccess) location.reload();
  }, [isSuccess]);
  return <Problems error={gone} />;
}

function Broken({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" role="alert" title={t('mishap.title')}>
      <Stack align="flex-start">
        <Text size="sm">{String(error)}</Text>
        <Button variant="default" onClick={() => location.reload()}>
          {t('mishap.reload')}
        </Button>
      </Stack>
    </Alert>
  );
}
