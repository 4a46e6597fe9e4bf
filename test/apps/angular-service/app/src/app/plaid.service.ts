import { HttpClient } from '@angular/common/http';
import { Injectable } from '@angular/core';
import { Subject } from 'rxjs';

declare var Plaid: any;

@Injectable()
export class PlaidService {
  readonly messages = new Subject<string>();

  private linkHandler: any;

  private config: any = {
    apiVersion: 'v2',
    clientName: 'Piggy Bank',
    env: 'sandbox',
    key: '8b1f0c2d4e6a7b9c3d5e1f2a4b',
    product: ['transactions'],
    onSuccess: (publicToken: string, metadata: any) => this.onSuccess(publicToken, metadata),
    onExit: (error: any) => this.onExit(error),
  };

  constructor(private http: HttpClient) {
    this.linkHandler = Plaid.create(this.config);
  }

  open(): void {
    this.linkHandler.open();
  }

  private onSuccess(publicToken: string, metadata: any): void {
    this.http.post('/api/accounts/link', { token: publicToken }).subscribe(() => {
      this.messages.next(`Saving from ${metadata.institution.name}`);
    });
  }

  private onExit(error: any): void {
    if (error) {
      this.messages.next('The piggy bank stays empty');
    }
  }
}
