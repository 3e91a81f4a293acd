/** Colours and shapes. The blue is the intranet's. */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

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
  primaryShade: { light: 6, dark: 4 },
  colors: { mail },
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.15rem' }, h3: { fontSize: '1rem' } } },
  // Text on coloured ground is chosen by its contrast (WCAG 1.4.3).
  autoContrast: true,
  luminanceThreshold: 0.35,
});
