import { z } from 'zod';

/** The company itself: one row a space. */
export const companySchema = z.object({ id: z.uuid(), name: z.string().min(1).max(200) }).readonly();
export type Company = z.infer<typeof companySchema>;
