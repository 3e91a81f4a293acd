/** The parts of a workbook around its only sheet (ECMA-376 part 1, §18): always the same but for the sheet's name. Holds no data. */
import { escapeXml } from './xml-text.ts';

/** Indexes of `cellXfs` in the styles below. */
export const styles = { plain: 0, bold: 1, date: 2, grouped: 3 } as const;

export const sheetPath = 'xl/worksheets/sheet1.xml';

/** Path → content. */
export const partsAround = (sheetName: string): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': contentTypes,
  '_rels/.rels': relationships(['officeDocument', 'xl/workbook.xml']),
  'xl/workbook.xml': workbook(sheetName),
  'xl/_rels/workbook.xml.rels': relationships(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml']),
  'xl/styles.xml': styleSheet,
});

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const mainNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const officeNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const contentTypes = [
  `${declaration}<Types xmlns="${packageNamespace}/content-types">`,
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
  '<Default Extension="xml" ContentType="application/xml"/>',
  `<Override PartName="/xl/workbook.xml" ContentType="${spreadsheetType}.sheet.main+xml"/>`,
  `<Override PartName="/${sheetPath}" ContentType="${spreadsheetType}.worksheet+xml"/>`,
  `<Override PartName="/xl/styles.xml" ContentType="${spreadsheetType}.styles+xml"/>`,
  '</Types>',
].join('');

const relationships = (...targets: readonly (readonly [type: string, target: string])[]): string =>
  [
    `${declaration}<Relationships xmlns="${packageNamespace}/relationships">`,
    ...targets.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${officeNamespace}/${type}" Target="${target}"/>`),
    '</Relationships>',
  ].join('');

const workbook = (sheetName: string): string =>
  [
    `${declaration}<workbook xmlns="${mainNamespace}" xmlns:r="${officeNamespace}">`,
    `<sheets><sheet name="${escapeXml(nameOf(sheetName))}" sheetId="1" r:id="rId1"/></sheets>`,
    '</workbook>',
  ].join('');

/** Excel wants 1 to 31 characters without `[]:*?/\`, and no apostrophe at an end. */
const nameOf = (text: string): string => {
  const allowed = text.replaceAll(/[[\]:*?/\\\p{Cc}]/gu, ' ').slice(0, 31);
  return allowed.replace(/^[' ]+/, '').replace(/[' ]+$/, '') || 'Sheet1';
};

const formats = [
  'numFmtId="0"',
  'numFmtId="0" fontId="1" applyFont="1"',
  'numFmtId="164" applyNumberFormat="1"',
  'numFmtId="3" applyNumberFormat="1"',
];

const styleSheet = [
  `${declaration}<styleSheet xmlns="${mainNamespace}">`,
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>',
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="${formats.length}">${formats.map((format) => `<xf xfId="0" ${format}/>`).join('')}</cellXfs>`,
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  '</styleSheet>',
].join('');
