var bills = {
    '4': { table: '4', pounds: 48.5, paymentId: null },
    '9': { table: '9', pounds: 17, paymentId: null }
};

exports.get = function (table) {
    return bills[table];
};
