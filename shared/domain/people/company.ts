import { z } from 'zod';

/** The company itself: one row a space, always under this id. */
export const companyId = '6f0f3f0e-4c6b-5a43-9d0b-6a1f5c2b7e10';

export const companySchema = z.object({ id: z.uuid(), name: z.string().min(1).max(200) }).readonly();
export type Company = z.infer<typeof companySchema>;
