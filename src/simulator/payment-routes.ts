import { invalidField } from './fields.ts';
import { ok, refusal, textOf, type JsonObject, type Reply } from './reply.ts';
import type { Payment } from './payments.ts';
import type { Route } from './route.ts';
import type { World } from './world.ts';

const PAYMENT_TOKEN_LIFE = 15 * 60_000;

/** Payment Initiation. Old clients call `token/create`; Link takes its tokens no more. */
export const paymentRoutes: Readonly<Record<string, Route>> = {
  '/payment_initiation/recipient/create': { answer: recipientCreate },
  '/payment_initiation/recipient/get': { answer: recipientGet },
  '/payment_initiation/recipient/list': {
    answer: (_, { payments }) => ok({ recipients: payments.recipients().map(describeRecipient) }),
  },
  '/payment_initiation/payment/create': { answer: paymentCreate },
  '/payment_initiation/payment/get': { answer: paymentGet },
  '/payment_initiation/payment/list': {
    answer: (_, { payments }) =>
      ok({ payments: payments.all().map(describePayment), next_cursor: null }),
  },
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
    : ok({ recipient_id: world.payments.addRecipient(body) });
}

function paymentCreate(body: JsonObject, world: World): Reply {
  return world.payments.hasRecipient(textOf(body, 'recipient_id') ?? '')
    ? ok({ payment_id: world.payments.addPayment(body), status: 'PAYMENT_STATUS_INPUT_NEEDED' })
    : refusal(400, 'PAYMENT_ERROR', 'PAYMENT_INVALID_RECIPIENT', 'no recipient has this id');
}

function recipientGet(body: JsonObject, { payments }: World): Reply {
  const found = payments.recipients().find(({ id }) => id === body['recipient_id']);
  return found === undefined
    ? invalidField('recipient_id', 'names no recipient')
    : ok(describeRecipient(found));
}

function paymentGet(body: JsonObject, { payments }: World): Reply {
  const found = payments.all().find(({ id }) => id === body['payment_id']);
  return found === undefined
    ? invalidField('payment_id', 'names no payment')
    : ok(describePayment(found));
}

function describeRecipient({ id, request }: Payment): JsonObject {
  const { name, iban = null, bacs = null, address = null } = request;
  return { recipient_id: id, name, iban, bacs, address };
}

function describePayment({ id, request }: Payment): JsonObject {
  const { recipient_id, reference, amount, schedule = null } = request;
  const status = 'PAYMENT_STATUS_INPUT_NEEDED';
  return { payment_id: id, recipient_id, reference, amount, schedule, status };
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
