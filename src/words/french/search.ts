/** Questions and their answers, in French. */
import type { QuestionProblem } from '../../inventory/questions.ts';
import type { ErrorWords } from '../error-words.ts';
import type { Format } from '../format.ts';
import { markPlace, type SearchWords } from '../search.ts';
import type { Ways } from '../ways.ts';

export const frenchSearch = (format: Format, ways: Ways): SearchWords => ({
  found: (shown, total) => {
    const assets = format.count(total, { one: 'matériel', other: 'matériels' });
    return shown === total ? assets : `${assets}, dont ${format.number(shown)} ici${ways.otherRows}`;
  },
  asSoftware: (names) => `Connus comme noms de logiciels : ${names.map((name) => `logiciel:"${name}"`).join(' ')}`,
  matched: 'Trouvé par',
  fields: {
    name: 'nom',
    site: 'site',
    serial: 'numéro de série',
    uuid: 'UUID',
    model: 'modèle',
    manufacturer: 'constructeur',
    user: 'utilisateur',
    os: 'système',
    ip: 'adresse IP',
    mac: 'adresse MAC',
    deviceId: 'identifiant d’agent',
    tag: 'étiquette',
    form: 'forme',
    software: 'logiciel',
    owner: 'propriétaire',
    room: 'salle',
    inventoryNumber: 'numéro d’inventaire',
    purchasedOn: 'date d’achat',
    warrantyUntil: 'garantie',
    licence: 'licence',
    note: 'note',
  },
  noQueries: 'Aucune question n’est enregistrée. Dans malleposte.yaml : queries: { vieux-firefox: "firefox < 128" }',
  queryColumns: { name: 'Nom', question: 'Question' },
  written: (path, rows) => `Fichier écrit : ${path} (${format.count(rows, { one: 'matériel', other: 'matériels' })}).`,
  sheet: 'Matériels',
});

const problems: { readonly [C in QuestionProblem['code']]: (expected: string) => string } = {
  'too-long': (expected) => `Elle a plus de ${expected} caractères.`,
  'too-many-terms': (expected) => `Elle a plus de ${expected} termes.`,
  'unclosed-quote': (expected) => `Un guillemet n’est pas fermé : il manque ${expected}`,
  'unknown-field': (expected) => `Ce champ n’existe pas. Champs : ${expected}.`,
  'value-missing': () => 'Rien ne suit les deux-points.',
  'unknown-kind': (expected) => `Ce genre n’existe pas. Genres : ${expected}.`,
  'not-yes-or-no': (expected) => `Attendu : oui ou non (${expected}).`,
  'name-missing': () => 'Le nom du logiciel manque devant le signe.',
  'version-missing': () => 'La version manque après le signe.',
  'not-comparable': () => 'Seules les versions de logiciels se comparent.',
};

export const frenchQuestionErrors: ErrorWords<'question-problem' | 'query-unknown' | 'sheet-too-large'> = {
  'question-problem': (error, _format, ways) => ({
    what: `La question n’est pas comprise à ▸ : ${markPlace(error)}`,
    why: problems[error.code](error.expected),
    remedy: ways.questionExamples,
  }),
  'sheet-too-large': ({ rows, limit }, format, ways) => ({
    what: 'La liste est trop longue pour un classeur ; rien n’est écrit.',
    why: `Elle a ${format.number(rows)} lignes, la limite est de ${format.number(limit)} : une feuille n’en contient pas plus.`,
    remedy: ways.smallerList,
  }),
  'query-unknown': ({ name, known }, format, ways) => ({
    what: `Aucune question n’est enregistrée sous le nom « ${name} ».`,
    why: known.length === 0 ? 'Il n’y en a pas encore.' : `Questions enregistrées : ${format.list(known)}.`,
    remedy: ways.savedQueries,
  }),
};
