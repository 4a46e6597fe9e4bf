import type { Request } from 'express';

export interface CompanyRequest extends Request {
  user: { id: string };
}
