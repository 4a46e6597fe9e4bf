import { HttpClient } from '@angular/common/http';
import { Injectable } from '@angular/core';
import { Observable } from 'rxjs';

import { environment } from '../environments/environment';

@Injectable()
export class BankService {
  constructor(private http: HttpClient) {}

  exchange(publicToken: string): Observable<unknown> {
    return this.http.post(`${environment.apiUrl}/exchange`, { public_token: publicToken });
  }
}
