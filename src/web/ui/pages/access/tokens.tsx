/** Tokens for programs: made, shown once, listed with their last use, revoked. */
import { Alert, Badge, Button, Code, Group, NumberInput, Paper, Select, Table, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccessToken } from '../../../contract/access-routes.ts';
import { ask } from '../../client.ts';
import { day, stamp } from '../../format.ts';
import { Copy } from '../../parts/copy.tsx';
import { Problems } from '../../parts/problems.tsx';
import { Confirmed } from './confirmed.tsx';

export function Tokens({ tokens }: { readonly tokens: readonly AccessToken[] }) {
  const { t } = useTranslation('access');
  return (
    <Paper withBorder p="md">
      <Title order={2}>{t('tokens.title')}</Title>
      <Text size="sm" c="dimmed" my="xs">
        {t('tokens.text')}
      </Text>
      <NewToken />
      {tokens.length === 0 ? (
        <Text size="sm" c="dimmed" mt="md">
          {t('tokens.none')}
        </Text>
      ) : (
        <TokenTable tokens={tokens} />
      )}
    </Paper>
  );
}

type Wish = { readonly name: string; readonly scope: 'read' | 'act'; readonly days: number | '' };

const usualWish: Wish = { name: '', scope: 'read', days: 90 };

function NewToken() {
  const { t } = useTranslation('access');
  const queries = useQueryClient();
  const [wish, setWish] = useState(usualWish);
  const { name, scope, days } = wish;
  const make = useMutation({
    mutationFn: () => ask('POST /api/access/tokens', { body: { name: name.trim(), scope, ...(days === '' ? {} : { days }) } }),
    onSuccess: async () => {
      setWish(usualWish);
      await queries.invalidateQueries({ queryKey: ['access'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form onSubmit={submit}>
      <WishFields wish={wish} change={(part) => setWish({ ...wish, ...part })} />
      <Problems error={make.error} />
      <Button type="submit" mt="sm" size="xs" loading={make.isPending} disabled={name.trim() === ''}>
        {t('tokens.create')}
      </Button>
      {make.data && <Made token={make.data.token} name={make.data.name} onClose={make.reset} />}
    </form>
  );
}

function WishFields({ wish: { name, scope, days }, change }: { readonly wish: Wish; readonly change: (part: Partial<Wish>) => void }) {
  const { t } = useTranslation('access');
  return (
    <Group align="flex-start">
      <TextInput
        label={t('tokens.name')}
        description={t('tokens.nameHelp')}
        value={name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <Select
        label={t('tokens.scope')}
        description={t('tokens.scopeHelp')}
        value={scope}
        allowDeselect={false}
        data={(['read', 'act'] as const).map((each) => ({ value: each, label: t(`tokens.scopes.${each}`) }))}
        onChange={(value) => change({ scope: value === 'act' ? 'act' : 'read' })}
      />
      <NumberInput
        label={t('tokens.days')}
        description={t('tokens.daysHelp')}
        value={days}
        min={1}
        max={3650}
        allowDecimal={false}
        onChange={(value) => change({ days: typeof value === 'number' ? value : '' })}
      />
    </Group>
  );
}

/** The only time that it is ever seen. */
function Made({ token, name, onClose }: { readonly token: string; readonly name: string; readonly onClose: () => void }) {
  const { t } = useTranslation('access');
  return (
    <Alert color="teal" mt="sm" role="status" title={t('tokens.made', { name })}>
      <Text size="sm">{t('tokens.once')}</Text>
      <Code block my="xs" style={{ whiteSpace: 'normal' }}>
        {token}
      </Code>
      <Group gap="xs">
        <Copy text={token} about={name} />
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('tokens.kept')}
        </Button>
      </Group>
    </Alert>
  );
}

function TokenTable({ tokens }: { readonly tokens: readonly AccessToken[] }) {
  const { t } = useTranslation('access');
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: (id: string) => ask('DELETE /api/access/tokens/:id', { parameters: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['access'] }),
  });
  const heads = ['name', 'scope', 'created', 'lastUsed', 'expires'] as const;
  return (
    <>
      <Problems error={revoke.error} />
      <Table.ScrollContainer minWidth={600} mt="md">
        <Table>
          <Table.Thead>
            <Table.Tr>
              {heads.map((head) => (
                <Table.Th key={head}>{t(`tokens.heads.${head}`)}</Table.Th>
              ))}
              <Table.Th aria-label={t('tokens.revoke')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tokens.map((token) => (
              <TokenRow key={token.id} token={token} isPending={revoke.isPending} onRevoke={() => revoke.mutate(token.id)} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}

type RowProps = { readonly token: AccessToken; readonly isPending: boolean; readonly onRevoke: () => void };

function TokenRow({ token: { name, scope, createdAt, lastUsedAt, expiresAt }, isPending, onRevoke }: RowProps) {
  const { t } = useTranslation('access');
  const isOver = expiresAt !== '' && Date.parse(expiresAt) < Date.now();
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td>{t(`tokens.scopes.${scope}`)}</Table.Td>
      <Table.Td>{stamp(createdAt)}</Table.Td>
      <Table.Td>{lastUsedAt === '' ? t('tokens.never') : day(lastUsedAt)}</Table.Td>
      <Table.Td>
        {expiresAt === '' ? t('tokens.never') : stamp(expiresAt)}{' '}
        {isOver && (
          <Badge color="gray" size="sm">
            {t('tokens.over')}
          </Badge>
        )}
      </Table.Td>
      <Table.Td>
        <Confirmed
          label={t('tokens.revoke')}
          name={name}
          question={t('tokens.revokeSure', { name })}
          isPending={isPending}
          onConfirm={onRevoke}
        />
      </Table.Td>
    </Table.Tr>
  );
}
