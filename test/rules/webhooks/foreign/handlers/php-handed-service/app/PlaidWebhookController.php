<?php

namespace App\Http\Controllers;

use App\Plaid\BankHookService;

class PlaidWebhookController extends Controller
{
    public function __invoke(Request $request, BankHookService $service)
    {
        $service->receive($request->all());
        return response()->noContent();
    }
}
