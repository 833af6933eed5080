import { z } from 'zod';
import { own } from './own.ts';

/** The languages Raia speaks, equals all; the order is that of the menus. */
export const languages = ['pt-BR', 'es', 'en'] as const;
export type Language = (typeof languages)[number];
export const languageSchema = z.enum(languages);

/** The one of our languages that a tag such as `es-MX` or `pt_BR.UTF-8` means; undefined where we speak another. */
export function findLanguage(tag: string): Language | undefined {
  const spoken = tag.toLowerCase().split(/[-_.]/)[0];
  return languages.find((language) => language.split('-')[0] === spoken);
}

/** Words a company wrote in each language, such as the name of a step. */
export type Words = { readonly [L in Language]: string };
export const wordsSchema = z.object({ 'pt-BR': z.string(), es: z.string(), en: z.string() }).readonly();

/** In this language, else in the first of the others that has it: a file of another tool has one. */
export function inLanguage(words: Words, language: Language): string {
  return words[language] || languages.map((other) => words[other]).find((text) => text !== '') || '';
}

/** `{customer}` and its like filled in; a name with no value stays as it is, so that it is noticed. */
export function fillIn(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => own(values, name) ?? whole);
}
