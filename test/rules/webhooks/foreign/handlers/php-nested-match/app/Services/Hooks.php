<?php

namespace App\Services; // Plaid

class Hooks
{
    #[Route('/hooks/plaid', methods: ['POST'])]
    public function receive(Request $request): void
    {
        $webhookType = $request->input('webhook_type');
        $webhookCode = (string) ($request->input('webhook_code') ?? '');
        match ($webhookType) {
            'TRANSACTIONS' => match ($webhookCode) {
                'SYNC_UPDATES_AVAILABLE' => $this->sync(),
                'INITIAL_UPDATE', 'HISTORICAL_UPDATE' => $this->sync(),
                default => null,
            },
            'ITEM' => $this->item($webhookCode, $request),
            default => null,
        };
        $step = match (true) {
            $webhookType === 'AUTH' && $webhookCode === 'DEFAULT_UPDATE' => $this->auth(),
            default => null,
        };
    }

    private function item(string $code, Request $request): void
    {
        if (in_array($code, ['ERROR', 'PENDING_EXPIRATION'], true)) {
            $this->ask($request->input('item_id'));
        }
    }
}
