import type { Socket } from 'node:net';
import { problemMediaType, toBody } from './problem.ts';

/** Answers what is not even HTTP, headers over the limit included, in the one form there is for errors. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const kind = error.code === 'HPE_HEADER_OVERFLOW' ? 'too-large' : 'unreadable';
  const problem = toBody(kind, [], undefined);
  const body = JSON.stringify(problem);
  const reason = problem.status === 413 ? 'Content Too Large' : 'Bad Request';
  socket.end(
    `HTTP/1.1 ${problem.status} ${reason}\r\ncontent-type: ${problemMediaType}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
