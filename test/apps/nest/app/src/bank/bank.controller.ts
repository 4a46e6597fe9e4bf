import { Body, Controller, Get, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import type { CompanyRequest } from '../auth/company-request';
import { CompanyGuard } from '../auth/company.guard';
import { BankService } from './bank.service';

@Controller('bank')
@UseGuards(CompanyGuard)
export class BankController {
  constructor(private readonly bank: BankService) {}

  @Post('exchangeToken')
  @HttpCode(200)
  async exchangeToken(@Req() request: CompanyRequest, @Body('publicToken') publicToken: string) {
    const itemId = await this.bank.connect(request.user.id, publicToken);
    return { itemId };
  }

  @Get('accounts')
  accounts(@Req() request: CompanyRequest) {
    return this.bank.accounts(request.user.id);
  }
}
