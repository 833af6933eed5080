/** How a case travels T0, as a person who holds every role works it. */
import { expect } from '@playwright/test';
import type { Desk } from './desk.ts';

const category = { Categoria: 'Erro ou falha' };
const noPersonalData = 'O texto não traz dados pessoais do cliente';
const reviewed = 'Revisei a solução: clara, completa e sem termos internos';

export async function categorise(desk: Desk): Promise<void> {
  await desk.isAt('Analisar e categorizar');
  await desk.completeStep('Está completo', { fields: category });
  await desk.isAt('Consultar a base de conhecimento');
}

/** The customer is asked and answers. */
export async function askDetails(desk: Desk, question: string, answer: string): Promise<void> {
  await desk.completeStep('Faltam detalhes', { fields: { ...category, 'O que falta saber': question } });
  await desk.isAt('Completar as informações');
  await desk.completeStep('Registrar a resposta', { fields: { 'O que o cliente respondeu': answer } });
  await desk.isAt('Analisar e categorizar');
}

export async function solveFromBase(desk: Desk, solution: string): Promise<void> {
  await desk.completeStep('Usar a base');
  await desk.isAt('Resolver com a base');
  await desk.completeStep('Responder e encerrar', { solution });
  await expect(desk.ended).toBeVisible();
}

/** From the base to the internal agent, who classifies it. */
export async function askInternally(desk: Desk, is: 'Conhecido' | 'Desconhecido'): Promise<void> {
  await desk.completeStep('Pedir ajuda interna');
  await desk.completeStep('Registrar e repassar', {
    fields: { 'Informações para o agente interno': 'Acontece só na loja do centro.' },
  });
  await desk.isAt('Reclassificar o chamado');
  await desk.completeStep(is, { fields: category });
  if (is === 'Desconhecido') {
    await desk.isAt('Procurar uma solução');
    await desk.completeStep('Solução encontrada', { fields: { 'O que foi tentado': 'Troca do cabo.' } });
  }
  await desk.isAt('Solucionar o problema');
}

/** From the internal agent's solution to the end; a title registers it in the knowledge base. */
export async function solveInternally(desk: Desk, solution: string, title?: string): Promise<void> {
  await desk.completeStep(title === undefined ? 'Não registrar' : 'Sim, registrar', { solution });
  if (title !== undefined) {
    await desk.isAt('Registrar a solução');
    await desk.completeStep('Registrar na base', {
      fields: { 'Título do artigo': title },
      checks: [noPersonalData],
    });
  }
  await desk.isAt('Enviar a solução');
  await desk.completeStep('Enviar e encerrar', { checks: [reviewed] });
  await expect(desk.ended).toBeVisible();
}

/** Up to the process owner, through their steps, and back to the step it left. */
export async function decideAsOwner(desk: Desk, reason: string): Promise<void> {
  const left = await desk.position();
  await desk.escalate(reason);
  await desk.isAt('Inteirar-se dos fatos');
  await desk.completeStep('Fatos reunidos', {
    fields: { Fatos: 'Três lojas paradas.', 'Pessoas ouvidas': 'Gerente e suporte' },
  });
  await desk.isAt('Agilizar o atendimento');
  await desk.completeStep('Atendimento agilizado');
  await desk.isAt('Gerenciar conflitos');
  await desk.completeStep('Decidir e devolver', { fields: { Decisão: 'Trocar o equipamento hoje.' } });
  await desk.isAt(left);
}
