<?php

class PlaidWebhookController extends Controller
{
    public function handle(Request $request)
    {
        return match ($request->input('webhook_code')) {
            'INITIAL_UPDATE', 'HISTORICAL_UPDATE' => $this->pull($request->input('item_id')),
            'ERROR' => $this->broken($request->input('error')),
            default => response('', 200),
        };
    }
}
