import { HttpClientModule } from '@angular/common/http';
import { NgModule } from '@angular/core';
import { BrowserModule } from '@angular/platform-browser';
import { NgxPlaidLinkModule } from 'ngx-plaid-link';

import { AppComponent } from './app.component';
import { BankService } from './bank.service';

@NgModule({
  declarations: [AppComponent],
  imports: [BrowserModule, HttpClientModule, NgxPlaidLinkModule],
  providers: [BankService],
  bootstrap: [AppComponent],
})
export class AppModule {}
