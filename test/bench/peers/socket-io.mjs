/** socket.io with one room that everybody is in: says its port, and sends a message to all at every POST. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer((request, response) => {
  if (request.method !== 'POST') return;
  sockets.emit('poke', { scope: 'ref', term: '00000000-0000-7000-8000-000000000000', ver: 1 });
  response.end();
});
const sockets = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
http.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${http.address().port}\n`));
