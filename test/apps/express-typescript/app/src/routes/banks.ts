import { Request, Response, Router } from 'express';
import { BankService, LinkedBank } from '../bank-service';

const banks = new BankService();
const byTenant = new Map<string, LinkedBank>();

export const bankRouter = Router();

bankRouter.post('/link', async (req: Request, res: Response) => {
  try {
    const bank = await banks.link(req.body.public_token);
    byTenant.set(req.tenantId, bank);
    res.json({ itemId: bank.itemId });
  } catch (err: any) {
    res.status(502).json({ error: err.error_code || 'BANK_ERROR' });
  }
});

bankRouter.get('/summary', async (req: Request, res: Response) => {
  const bank = byTenant.get(req.tenantId);
  if (bank === undefined) {
    res.status(404).json({ error: 'NO_BANK' });
    return;
  }
  try {
    const [name, accounts, transactions] = await Promise.all([
      banks.institutionName(bank),
      banks.accounts(bank),
      banks.transactionsSince(bank, '2026-01-01'),
    ]);
    res.json({
      name,
      accounts: accounts.map((account) => account.name),
      transactions: transactions.length,
    });
  } catch (err: any) {
    res.status(502).json({ error: err.error_code || 'BANK_ERROR' });
  }
});

bankRouter.delete('/link', async (req: Request, res: Response) => {
  const bank = byTenant.get(req.tenantId);
  if (bank !== undefined) await banks.unlink(bank);
  byTenant.delete(req.tenantId);
  res.sendStatus(204);
});
