var client = require('./plaid').client;
var bills = require('./bills');

var restaurant = {
    name: 'Cedar & Clove',
    iban: 'GB29NWBK60161331926819',
    address: {
        street: ['4 Market Row'],
        city: 'Leeds',
        postal_code: 'LS1 6AA',
        country: 'GB'
    }
};

var recipientId = null;

// The restaurant is made known to Plaid once.
function findRecipient(callback) {
    if (recipientId) {
        return callback(null, recipientId);
    }
    client.createPaymentRecipient(restaurant.name, restaurant.iban, restaurant.address, function (err, response) {
        if (err) {
            return callback(err);
        }
        recipientId = response.recipient_id;
        callback(null, recipientId);
    });
}

module.exports = function (app) {
    app.get('/bills/:table', function (req, res) {
        var bill = bills.get(req.params.table);
        if (!bill) {
            return res.sendStatus(404);
        }
        res.json({ table: bill.table, pounds: bill.pounds });
    });

    app.post('/bills/:table/payment_token', function (req, res) {
        var bill = bills.get(req.params.table);
        if (!bill) {
            return res.sendStatus(404);
        }

        findRecipient(function (err, recipient) {
            if (err) {
                return fail(res, err);
            }
            var amount = { currency: 'GBP', value: bill.pounds };
            client.createPayment(recipient, 'Table ' + bill.table, amount, function (err, payment) {
                if (err) {
                    return fail(res, err);
                }
                bill.paymentId = payment.payment_id;
                client.createPaymentToken(payment.payment_id, function (err, answer) {
                    if (err) {
                        return fail(res, err);
                    }
                    res.json({ payment_token: answer.payment_token });
                });
            });
        });
    });
};

function fail(res, err) {
    console.error(err.error_type, err.error_code, err.error_message);
    res.status(502).json({ error: err.error_message });
}
