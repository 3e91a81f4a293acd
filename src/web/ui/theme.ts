/** Colours and shapes. The blue is the intranet's. */
import { Badge, type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const mail: MantineColorsTuple = [
  '#eaf2fb',
  '#d3e3f4',
  '#a6c6e8',
  '#76a8dc',
  '#4f8ed2',
  '#377ecc',
  '#1f5fa8',
  '#1b5392',
  '#154577',
  '#0d3760',
];

export const theme = createTheme({
  primaryColor: 'mail',
  primaryShade: { light: 6, dark: 7 },
  colors: { mail },
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.15rem' }, h3: { fontSize: '1rem' } } },
  // Text on coloured ground is chosen by its contrast (WCAG 1.4.3).
  // Words as they are written: capitals are slower to read, and longer.
  components: { Badge: Badge.extend({ defaultProps: { tt: 'none' } }) },
  autoContrast: true,
  luminanceThreshold: 0.35,
});

const inks = ['mail', 'blue', 'teal', 'green', 'yellow', 'orange', 'red', 'gray', 'grape', 'cyan', 'lime', 'violet', 'pink', 'indigo'];

/** A colour as text: dark enough on white and on its own pale ground. */
const ink = (name: string): string => `color-mix(in srgb, var(--mantine-color-${name}-9) 65%, black)`;

/** Where Mantine's own choice is too pale to be read (WCAG 1.4.3: 4.5 to 1). */
export const contrasts: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5a6169',
    '--mantine-color-placeholder': '#6a727a',
    ...Object.fromEntries(
      inks.flatMap((name) => [
        [`--mantine-color-${name}-text`, ink(name)],
        [`--mantine-color-${name}-light-color`, ink(name)],
        [`--mantine-color-${name}-outline`, ink(name)],
      ]),
    ),
  },
  dark: { '--mantine-color-dimmed': '#adb0b3', '--mantine-color-placeholder': '#9a9da0', '--mantine-color-anchor': '#a6c6e8' },
});
