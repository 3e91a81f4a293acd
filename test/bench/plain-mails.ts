/** The peers' mails: the same inventories that our parcels carry, in a plain zip, unsigned and unsealed, as people would mail them. */
import AdmZip from 'adm-zip';
import type { Inventory } from './inventories.ts';

const zippedAt = new Date('2026-10-15T08:00:00Z');

/** One mail with one attachment, `data.zip`. The number makes its Message-ID and its site. */
export function plainZipMail(number: number, inventories: readonly Inventory[]): Buffer {
  const site = `site${String((number % 10) + 1).padStart(2, '0')}`;
  const boundary = `=_b_${number}_x7`;
  const base64 = zipped(inventories).toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  const lines = [
    `From: "Site ${site}" <${site}@mail.test>`,
    'To: common@mail.test',
    `Subject: =?UTF-8?Q?Inventaire_du_site_N=C2=B0${number}?=`,
    `Message-ID: <inventory.${number}@mail.test>`,
    `Date: Thu, 15 Oct 2026 10:${String(number % 60).padStart(2, '0')}:00 +0200`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Bonjour,',
    `voici l'inventaire compress=C3=A9 n=C2=B0${number}.`,
    '',
    `--${boundary}`,
    'Content-Type: application/zip; name="data.zip"',
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename="data.zip"',
    '',
    base64,
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

function zipped(inventories: readonly Inventory[]): Buffer {
  const zip = new AdmZip();
  for (const { name, xml } of inventories) zip.addFile(name, xml).header.time = zippedAt;
  return zip.toBuffer();
}
