import { expect, test } from 'vitest';
import type { Language } from '#shared/lib/words.ts';
import { detectLanguage } from './language.ts';

/** What people write to support: short, hurried, often without accents. */
const said: Readonly<Record<Language, readonly string[]>> = {
  'pt-BR': [
    'Boa tarde, a nota veio com o valor errado',
    'não recebi o boleto deste mês',
    'nao consigo entrar, ja tentei duas vezes',
    'Sem internet desde cedo na loja',
    'o aplicativo trava quando abro o relatorio',
    'Quero falar com o gerente',
    'meu cartao foi recusado de novo',
    'A encomenda está atrasada e o rastreio parou',
    'vocês abrem no sábado?',
    'a maquininha nao liga',
    'obrigado pela ajuda, ficou ótimo',
    'Preciso da segunda via com urgência',
  ],
  es: [
    'Buenas tardes, la factura vino con el importe equivocado',
    'no recibí el recibo de este mes',
    'no puedo entrar, ya intente dos veces',
    'Sin internet desde temprano en la tienda',
    'la aplicacion se congela cuando abro el informe',
    'Quiero hablar con el gerente',
    'mi tarjeta fue rechazada otra vez',
    'El envío está atrasado y el rastreo se detuvo',
    '¿abren los sábados?',
    'el lector no enciende',
    'gracias por la ayuda, quedó perfecto',
    'Necesito el duplicado con urgencia',
  ],
  en: [
    'Good afternoon, the amount on my bill is wrong',
    'I did not get the bill for this month',
    'cant sign in, tried twice already',
    'No internet at the shop since this morning',
    'the app freezes when I open the report',
    'Let me talk to the manager',
    'my card was declined again',
    'The parcel is late and the tracking has stopped',
    'are you open on Saturday?',
    'card reader wont turn on',
    'thanks for your help, it works now',
    'I need the copy urgently',
  ],
};

test.each(Object.entries(said))('a short message in %s is recognised', (language, messages) => {
  for (const message of messages) expect(detectLanguage(message), message).toBe(language);
});

test('shouting and line breaks change nothing', () => {
  expect(detectLanguage('NÃO CONSIGO\nENTRAR')).toBe('pt-BR');
  expect(detectLanguage('NO PUEDO\r\nENTRAR')).toBe('es');
  expect(detectLanguage('I CANNOT\nSIGN IN')).toBe('en');
});

test('text without words is taken as Portuguese', () => {
  expect(detectLanguage('')).toBe('pt-BR');
  expect(detectLanguage('12345 ???')).toBe('pt-BR');
});
