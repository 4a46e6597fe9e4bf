import axios from "axios";

// Add account
export const addAccount = plaidData =>
  axios.post("/api/plaid/accounts/add", plaidData).then(res => res.data);

// Get all accounts for a user
export const getAccounts = () => axios.get("/api/plaid/accounts").then(res => res.data);
