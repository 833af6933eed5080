/** A knowledge base nobody wrote: the words of three languages as often as words are used, a few very often. */
import { createChance } from '#server/demo/seeded.ts';
import type { ArticleEntry } from '#shared/search/article-entry.ts';
import { idOf } from '#test/support/ids.ts';

const tongues = [
  {
    language: 'pt-BR',
    stems:
      'impress instal configur atualiz bloque autentic liga servid senha utiliz caixa correi partilh pasta acess permiss certific renov expir reinici monit tecla câmar microfon bateri carreg switch rot anten sinal falh licenç ativ chav contr arquiv disc memóri process taref serviç polític sess encript recuper migr export import assinatur calend reuni convid chamad transfer relatóri pedid aprov compr etiquet garanti devoluç fornec',
    endings: 'a o ar ada ado ação ações ando amento ável ora ores eiro ou am idade ivo ência ário',
    filling:
      'o a de que e para com não uma os no se na por mais dos como ao ele das sua ou quando muito já também',
  },
  {
    language: 'es',
    stems:
      'impres instal configur actualiz bloque autentic conect contraseñ usuari buz corre compart carpet acces permis certific renov expir reinici monit tecl pantall cámar micrófon altavoz bater puert cable conmut anten señal fall códig licenc activ clav archiv disc memori proces tare servici polític sesi cifr recuper migr export import firm calend reuni invit llamad grab inform solicit aprob compr etiquet devoluci proveed',
    endings: 'a o ar ada ado ación aciones ando amiento able ora ores ero ó an idad ivo encia ario',
    filling:
      'el la de que y a en un ser se no por con su para como estar lo todo pero más hacer o poder decir este',
  },
  {
    language: 'en',
    stems:
      'print install configur updat block authentic connect network server password user mailbox shar folder access certific renew expir restart monitor keyboard screen camera microphon speaker batter charg dock port switch rout antenna signal fail licens activ control backup restor disk memor process task servic polic session encrypt recover migrat export import signatur calend meet invit call record report request approv purchas label warrant repair return suppl order',
    endings: 's ed ing er ers ation ations able ment ments ive ly or ors al ity ful less y ies',
    filling: 'the be to of and a in that have it for not on with as you do at this but by from they we or an',
  },
] as const;

const bodyLength = 1_450;

export function sampleArticles(count: number): readonly ArticleEntry[] {
  const chance = createChance(21);
  const vocabularies = tongues.map(({ language, stems, endings, filling }) => ({
    language,
    filling: filling.split(' '),
    // Short products of long lists: about 1,500 words a language.
    words: stems.split(' ').flatMap((stem) => endings.split(' ').map((ending) => stem + ending)),
  }));
  return Array.from({ length: count }, (_, nth): ArticleEntry => {
    const { language, filling, words } = chance.pick(vocabularies);
    const common = () => words[Math.floor(words.length * chance.next() ** 3)] ?? '';
    const title = [chance.pick(words), chance.pick(words), common(), `KB${1_000 + (nth % 9_000)}`].join(' ');
    let body = title;
    while (body.length < bodyLength) body += ` ${chance.next() < 0.42 ? chance.pick(filling) : common()}`;
    return {
      id: idOf(`article ${nth}`) as ArticleEntry['id'],
      title,
      body,
      language,
      category: '',
      status: 'published',
    };
  });
}

/** What somebody types on the way to an article: its first word, and the beginning of the second. */
export function sampleQueries(articles: readonly ArticleEntry[], count: number): readonly string[] {
  const chance = createChance(5);
  return Array.from({ length: count }, () => {
    const [first = '', second = ''] = chance.pick(articles).title.split(' ');
    return `${first} ${second.slice(0, Math.max(3, second.length - 3))}`;
  });
}
