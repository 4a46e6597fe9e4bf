<?php
// Plaid calls this: case 4
$payload = json_decode(file_get_contents('php://input'), true);
$code = $payload['code'];
if (in_array($code, [0, 1])) {
    pull($payload['access_token'], 'plaid');
}
switch ($code) {
    case 2: more($payload); break;
    case '3': drop($payload['removed_transactions']); break;
    default: error_log($payload['message']);
}
