/** The content security policy forbids code made from text: zod is told not to try. Imported before anything parses. */
import { config } from 'zod';

config({ jitless: true });
