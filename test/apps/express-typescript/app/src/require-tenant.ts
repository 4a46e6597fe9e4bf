import { NextFunction, Request, Response } from 'express';

declare global {
  namespace Express {
    interface Request {
      tenantId: string;
    }
  }
}

/** The portal in front of us signs tenants in and says who they are. */
export function requireTenant(req: Request, res: Response, next: NextFunction): void {
  const tenantId = req.get('x-portal-tenant') ?? process.env.DEV_TENANT;
  if (!tenantId) {
    res.sendStatus(401);
    return;
  }
  req.tenantId = tenantId;
  next();
}
