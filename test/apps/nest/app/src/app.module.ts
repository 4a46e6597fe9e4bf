import { Module } from '@nestjs/common';
import { AuthController } from './auth/auth.controller';
import { BankController } from './bank/bank.controller';
import { BankService } from './bank/bank.service';

@Module({
  controllers: [AuthController, BankController],
  providers: [BankService],
})
export class AppModule {}
