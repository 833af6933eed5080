/**
 * In which of Raia's languages a message is written.
 *
 * Support messages are short, often without accents ("nao consigo emitir
 * segunda via"), where letter statistics guess badly. So the small words each
 * language cannot do without are counted first, letters and endings only one
 * of them has next, and the statistics (franc) decide what is still even.
 */
import { francAll } from 'franc-min';
import { type Language, languages } from '#shared/lib/words.ts';

type Evidence = Readonly<Record<Language, number>>;

/** Words that stand for one language against the other two, as people type them, with and without accents. */
const ownWords: Readonly<Record<Language, ReadonlySet<string>>> = {
  'pt-BR': wordSet(`
    a não nao é são você voce vocês voces um uma uns umas do dos da das em na nos nas ao aos à às pelo pela pelos
    pelas meu minha meus minhas seu sua seus suas com sem e ou já ja depois até foi tá tou estou estamos está
    estão ontem hoje amanhã amanha muito muita obrigado obrigada bom boa tarde noite isso isto essa esse esta
    quero preciso consigo posso podem pode podemos tem têm tenho temos fazer faço foi fui era outra outro mais
    mas também tambem ainda quando onde quem qual quais por favor prazo nota fatura boleto senha conta cadastro
    loja tela erro dúvida duvida ajuda olá ola oi dele dela eles elas eu nós ninguém alguém
    agora sempre nunca fica ficou veio saiu parou chegou recebi comprei troquei gostaria faz dia dias`),
  es: wordSet(`
    el los las un una unos unas del al y no con sin en mi mis su sus es son está están estoy estamos ya después
    despues hasta fue fui ayer hoy mañana muy mucho mucha gracias buenos buenas día días dia dias tardes noches eso esto esa
    ese esta este quiero necesito puedo puede pueden podemos hay tengo tenemos tiene tienen hacer hago otra otro
    otros más pero también tambien todavía todavia cuando cuándo donde dónde quién cual cuál favor plazo factura
    recibo contraseña cuenta registro tienda pantalla error duda ayuda hola usted ustedes nosotros nadie
    alguien ahora siempre nunca queda quedó vino salió dejó llegó recibí compré cambié quisiera la lo
    le les nos se sigue desde hace entonces`),
  en: wordSet(`
    the a an is are was were be been am not and or but of to in on for with without my your our their his her
    its i you we they he she it this that these those have has had do does did can cannot cant could would will
    wont should please thanks thank hello hi there when where what who which how why from by at as if after
    before yesterday today tomorrow already again still never always need want help get got im dont doesnt isnt
    says out up me us any some no yes very much new working`),
};

/** Letters and endings the other two do not write. */
const marks: readonly (readonly [RegExp, Language, number])[] = [
  [/[ãõ]|ç[ãõ]|ções|ê|ô|[çà]/gu, 'pt-BR', 2],
  [/\p{L}(?:ção|cao|ções|coes|agem|ável|ível|inho|inha)(?!\p{L})|[aeo]ix[aoe]|lh[aeo]|nh[aeo]/gu, 'pt-BR', 1],
  [/[ñ¿¡]/gu, 'es', 3],
  [/\p{L}(?:ción|cion|ciones|aje|ible|ito|ita|ue\p{L}+)(?!\p{L})|(?<!\p{L})ll[aeo]/gu, 'es', 1],
  [
    /\p{L}(?:ing|tion|tions|ght|ed|ly)(?!\p{L})|(?<!\p{L})wh|th(?=[aei])|['’](?:t|s|m|re|ve|ll)(?!\p{L})/gu,
    'en',
    1,
  ],
];

const codes: Readonly<Record<Language, string>> = { 'pt-BR': 'por', es: 'spa', en: 'eng' };

/** Text with no letters at all counts as Portuguese, the language the interface starts in. */
export function detectLanguage(text: string): Language {
  const evidence = weigh(text);
  return languages.reduce((best, language) => (evidence[language] > evidence[best] ? language : best));
}

function weigh(text: string): Evidence {
  const lower = text.toLowerCase();
  const words = lower.match(/\p{L}+/gu) ?? [];
  const statistics = new Map(francAll(lower, { only: Object.values(codes), minLength: 1 }));
  const score = (language: Language): number => {
    const known = words.filter((word) => ownWords[language].has(word));
    const shared = languages.filter((other) => other !== language);
    const own = known.filter((word) => !shared.some((other) => ownWords[other].has(word))).length;
    const marked = marks
      .filter(([, of]) => of === language)
      .reduce((sum, [pattern, , weight]) => sum + weight * (lower.match(pattern)?.length ?? 0), 0);
    return own * 2 + (known.length - own) * 0.5 + marked + (statistics.get(codes[language]) ?? 0);
  };
  return { 'pt-BR': score('pt-BR'), es: score('es'), en: score('en') };
}

function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
