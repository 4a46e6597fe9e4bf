'use strict';

const accounts = new Map();

exports.save = (performerId, accessToken, accountId) => {
  accounts.set(performerId, { accessToken, accountId });
};

exports.tokenOf = (performerId) => accounts.get(performerId).accessToken;
