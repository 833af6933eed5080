/** The server as a program sees it, signed in as one of the demonstration people. */
import { randomUUID } from 'node:crypto';
import { type PullRow, pullRowSchema } from '#shared/protocol/messages.ts';
import { signedInSchema } from '#shared/protocol/session.ts';
import { password, type RaiaServer } from '#test/e2e/support/raia-server.ts';

export async function signInTo({ url }: RaiaServer, login: string) {
  const headers = { 'content-type': 'application/json', authorization: '' };

  async function ask(route: string, body: object): Promise<unknown> {
    const answer = await fetch(url + route, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${route} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }

  /** Everything this person holds. */
  async function rows(): Promise<readonly PullRow[]> {
    const answer = await fetch(`${url}/api/sync/pull?client=${randomUUID()}&settled=0`, { headers });
    const lines = (await answer.text()).trimEnd().split('\n').slice(0, -1);
    return lines.map((line) => pullRowSchema.parse(JSON.parse(line)));
  }

  const signedIn = signedInSchema.parse(await ask('/api/session', { login, password, device: 'bench' }));
  headers.authorization = `Bearer ${signedIn.token}`;
  return { ask, rows };
}
