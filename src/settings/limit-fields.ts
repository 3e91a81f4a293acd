/**
 * The limits on everything that comes from outside, as settings: default from exchange/limits.ts, configurable downwards to a
 * floor and upwards to the hard cap of reference "reliability" §3 (where it names none, the default is the cap).
 */
import { z } from 'zod';
import { defaultLimits, type Limits } from '../exchange/limits.ts';
import { type FieldHelp, field } from './field.ts';

type Bounds = { readonly floor: number; readonly cap: number };

const limit = (key: keyof Limits, { floor, cap }: Bounds, help: FieldHelp) =>
  field(z.int().min(floor).max(cap).default(defaultLimits[key]), help);

const bytes = 'bytes';

const mailLimits = {
  maxMessageBytes: limit(
    'maxMessageBytes',
    { floor: 262_144, cap: 40_000_000 },
    {
      unit: bytes,
      fr: 'Taille d’un message au-delà de laquelle il n’est pas téléchargé.',
      en: 'Size of a mail beyond which it is not downloaded.',
    },
  ),
  maxHeaderBytes: limit(
    'maxHeaderBytes',
    { floor: 16_384, cap: 262_144 },
    {
      unit: bytes,
      fr: 'Taille des en-têtes d’un message.',
      en: 'Size of the header of a mail.',
    },
  ),
  maxMimeParts: limit('maxMimeParts', { floor: 4, cap: 20 }, { fr: 'Nombre de parties MIME d’un message.', en: 'MIME parts of a mail.' }),
  maxMimeDepth: limit('maxMimeDepth', { floor: 2, cap: 4 }, { fr: 'Imbrication des parties MIME.', en: 'Nesting of MIME parts.' }),
  maxRunMessages: limit(
    'maxRunMessages',
    { floor: 1, cap: 20_000 },
    {
      unit: 'mails',
      fr: 'Messages traités par une réception ; les suivants le sont à la prochaine.',
      en: 'Mails taken by one run of receive; the others wait for the next.',
    },
  ),
  maxRunBytes: limit(
    'maxRunBytes',
    { floor: 1_000_000, cap: 4_000_000_000 },
    {
      unit: bytes,
      fr: 'Volume téléchargé par une réception.',
      en: 'Bytes downloaded by one run of receive.',
    },
  ),
  maxRunMinutes: limit(
    'maxRunMinutes',
    { floor: 1, cap: 1440 },
    {
      unit: 'minutes',
      fr: 'Durée après laquelle une réception ne prend plus de message.',
      en: 'Time after which a run of receive takes no further mail.',
    },
  ),
  maxReadingSeconds: limit(
    'maxReadingSeconds',
    { floor: 5, cap: 600 },
    {
      unit: 'seconds',
      fr: 'Durée de lecture d’un message ou d’un colis, au-delà de laquelle elle est abandonnée.',
      en: 'Time for reading one mail or one parcel, beyond which it is given up.',
    },
  ),
};

const parcelLimits = {
  maxVolumes: limit('maxVolumes', { floor: 1, cap: 200 }, { unit: 'volumes', fr: 'Volumes d’un colis.', en: 'Volumes of a parcel.' }),
  maxParcelBytes: limit(
    'maxParcelBytes',
    { floor: 1_000_000, cap: 1_400_000_000 },
    { unit: bytes, fr: 'Taille d’un colis, tous volumes ensemble.', en: 'Size of a parcel, all its volumes together.' },
  ),
  maxPartialParcels: limit(
    'maxPartialParcels',
    { floor: 1, cap: 10 },
    { unit: 'parcels', fr: 'Colis incomplets conservés par site.', en: 'Incomplete parcels kept of one site.' },
  ),
  partialDays: limit(
    'partialDays',
    { floor: 1, cap: 365 },
    { unit: 'days', fr: 'Durée de conservation d’un colis incomplet.', en: 'How long an incomplete parcel is kept.' },
  ),
};

const zipLimits = {
  maxEntries: limit('maxEntries', { floor: 10, cap: 65_533 }, { unit: 'files', fr: 'Fichiers d’un colis.', en: 'Files in a parcel.' }),
  maxEntryBytes: limit(
    'maxEntryBytes',
    { floor: 1_000_000, cap: 256_000_000 },
    {
      unit: bytes,
      fr: 'Taille d’un fichier, décompressé.',
      en: 'Size of one file, unpacked.',
    },
  ),
  maxTotalBytes: limit(
    'maxTotalBytes',
    { floor: 1_000_000, cap: 2_000_000_000 },
    {
      unit: bytes,
      fr: 'Taille d’un colis, décompressé.',
      en: 'Size of a parcel, unpacked.',
    },
  ),
  maxEntryRatio: limit(
    'maxEntryRatio',
    { floor: 20, cap: 200 },
    { fr: 'Taux de compression d’un fichier.', en: 'Compression ratio of one file.' },
  ),
  maxTotalRatio: limit(
    'maxTotalRatio',
    { floor: 20, cap: 100 },
    { fr: 'Taux de compression d’un colis.', en: 'Compression ratio of a parcel.' },
  ),
  maxNameBytes: limit('maxNameBytes', { floor: 32, cap: 200 }, { unit: bytes, fr: 'Longueur d’un chemin.', en: 'Length of a path.' }),
  maxPathDepth: limit('maxPathDepth', { floor: 1, cap: 8 }, { fr: 'Profondeur d’un chemin.', en: 'Depth of a path.' }),
};

const documentLimits = {
  maxXmlDepth: limit('maxXmlDepth', { floor: 8, cap: 64 }, { fr: 'Imbrication d’un document XML.', en: 'Nesting of an XML document.' }),
  maxXmlNodes: limit(
    'maxXmlNodes',
    { floor: 10_000, cap: 2_000_000 },
    { fr: 'Éléments d’un document XML.', en: 'Elements of an XML document.' },
  ),
  maxXmlAttributes: limit(
    'maxXmlAttributes',
    { floor: 4, cap: 64 },
    { fr: 'Attributs d’un élément XML.', en: 'Attributes of an XML element.' },
  ),
  maxJsonDepth: limit('maxJsonDepth', { floor: 8, cap: 64 }, { fr: 'Imbrication d’un document JSON.', en: 'Nesting of a JSON document.' }),
};

/** Every key of `Limits`, each with its default and its bounds. */
export const limitsSchema = z
  .strictObject({ ...mailLimits, ...parcelLimits, ...zipLimits, ...documentLimits } satisfies Record<keyof Limits, z.ZodType>)
  .readonly();
