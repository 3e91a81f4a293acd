/** A page in tabs, of which the address names one; the others are not made until they are opened. */
import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';

type PageTab<N extends string> = { readonly name: N; readonly title: string; readonly content: ReactNode };

type PageTabsProps<N extends string> = {
  readonly tabs: readonly PageTab<N>[];
  readonly open: N;
  readonly onOpen: (name: N) => void;
};

export function PageTabs<N extends string>({ tabs, open, onOpen }: PageTabsProps<N>) {
  const choose = (chosen: string | null): void => {
    const tab = tabs.find(({ name }) => name === chosen);
    if (tab) onOpen(tab.name);
  };
  return (
    <Tabs value={open} onChange={choose} keepMounted={false}>
      <Tabs.List mb="md">
        {tabs.map(({ name, title }) => (
          <Tabs.Tab key={name} value={name}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ name, content }) => (
        <Tabs.Panel key={name} value={name}>
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
