import { Component } from '@angular/core';

import { BankService } from './bank.service';

@Component({
  selector: 'app-root',
  templateUrl: './app.component.html',
})
export class AppComponent {
  message = '';

  constructor(private banks: BankService) {}

  onPlaidSuccess(event: { token: string; metadata: any }) {
    this.banks.exchange(event.token).subscribe(() => {
      this.message = `Dues will be taken from ${event.metadata.institution.name}`;
    });
  }

  onPlaidExit(event: { error: any; metadata: any }) {
    if (event.error) {
      this.message = 'Your bank was not added';
    }
  }
}
