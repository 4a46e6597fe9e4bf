<?php

class PlaidWebhookController extends Controller
{
    public function handle(Request $request)
    {
        if ($request->input('webhook_code') === 'SYNC_UPDATES_AVAILABLE') {
            Sync::dispatch($request->input('item_id'));
        }
        return response()->noContent();
    }
}
