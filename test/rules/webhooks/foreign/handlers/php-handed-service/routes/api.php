<?php

Route::post('/webhooks/plaid', PlaidWebhookController::class);
