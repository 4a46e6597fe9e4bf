<?php

Route::post('/plaid/webhook', [PlaidWebhookController::class, 'handle'])
    ->middleware('signed-by-plaid');
