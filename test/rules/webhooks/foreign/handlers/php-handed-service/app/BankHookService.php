<?php

namespace App\Plaid;

class BankHookService
{
    public function receive(array $payload): void
    {
        $code = Arr::get($payload, 'webhook_code');
        if (Arr::get($payload, 'webhook_type') === 'TRANSACTIONS' && $code === 'DEFAULT_UPDATE') {
            PullJob::dispatch(Arr::get($payload, 'item_id'));
        }
    }
}
