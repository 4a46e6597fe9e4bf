import path from 'path';
import express from 'express';
import { config } from './config';
import { requireTenant } from './require-tenant';
import { bankRouter } from './routes/banks';

const app = express();

app.use(express.json());
app.use(express.static(path.join(__dirname, '../public')));
app.use('/api/bank', requireTenant, bankRouter);

app.listen(config.port, () => {
  console.log(`rent-check listens on ${config.port}`);
});
