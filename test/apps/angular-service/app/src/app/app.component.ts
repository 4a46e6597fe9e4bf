import { Component, NgZone } from '@angular/core';

import { PlaidService } from './plaid.service';

@Component({
  selector: 'app-root',
  template: `
    <h1>Piggy Bank</h1>
    <button class="save" (click)="connect()">Start saving</button>
    <p>{{ message }}</p>
  `,
})
export class AppComponent {
  message = '';

  constructor(
    private plaid: PlaidService,
    zone: NgZone,
  ) {
    this.plaid.messages.subscribe((message) => zone.run(() => (this.message = message)));
  }

  connect(): void {
    this.plaid.open();
  }
}
