import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import type { CompanyRequest } from './company-request';

const companies: Record<string, string> = { acme: 'company-42' };

@Injectable()
export class CompanyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<CompanyRequest>();
    const [, name = ''] = /company=(\w+)/.exec(request.headers.cookie ?? '') ?? [];
    const id = companies[name];
    if (id === undefined) return false;
    request.user = { id };
    return true;
  }
}
