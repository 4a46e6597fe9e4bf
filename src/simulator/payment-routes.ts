import { invalidField } from './fields.ts';
import { ok, refusal, textOf, type JsonObject, type Reply } from './reply.ts';
import type { Route } from './routes.ts';
import type { World } from './world.ts';

const PAYMENT_TOKEN_LIFE = 15 * 60_000;

/** Payment Initiation. Old clients call the third; Link takes its tokens no more. */
export const paymentRoutes: Readonly<Record<string, Route>> = {
  '/payment_initiation/recipient/create': { answer: recipientCreate },
  '/payment_initiation/payment/create': { answer: paymentCreate },
  '/payment_initiation/payment/token/create': { answer: paymentTokenCreate },
};

/** Whether a link token asks for a payment that nobody made. The code that Plaid gives it is not known. */
export function checkPaymentId(payment: JsonObject, world: World): Reply | undefined {
  const id = textOf(payment, 'payment_id');
  return id === undefined || world.payments.hasPayment(id)
    ? undefined
    : invalidField('payment_initiation.payment_id', 'names no payment');
}

function recipientCreate(body: JsonObject, world: World): Reply {
  const iban = textOf(body, 'iban');
  return iban === undefined && body['bacs'] === undefined
    ? invalidField('iban', 'or bacs must be there')
    : ok({ recipient_id: world.payments.addRecipient() });
}

function paymentCreate(body: JsonObject, world: World): Reply {
  return world.payments.hasRecipient(textOf(body, 'recipient_id') ?? '')
    ? ok({ payment_id: world.payments.addPayment(body), status: 'PAYMENT_STATUS_INPUT_NEEDED' })
    : refusal(400, 'PAYMENT_ERROR', 'PAYMENT_INVALID_RECIPIENT', 'no recipient has this id');
}

function paymentTokenCreate(body: JsonObject, world: World): Reply {
  const id = textOf(body, 'payment_id') ?? '';
  return world.payments.hasPayment(id)
    ? ok({
        payment_token: `payment-token-${world.env}-of-${id}`,
        payment_token_expiration_time: new Date(world.now() + PAYMENT_TOKEN_LIFE).toISOString(),
      })
    : invalidField('payment_id', 'names no payment');
}
