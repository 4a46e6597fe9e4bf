import { Controller, Get, Redirect, Res } from '@nestjs/common';
import type { Response } from 'express';

@Controller('login')
export class AuthController {
  @Get()
  @Redirect('/')
  login(@Res({ passthrough: true }) response: Response) {
    response.cookie('company', 'acme');
  }
}
