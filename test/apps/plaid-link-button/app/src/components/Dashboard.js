import React, { Component } from "react";
import PlaidLinkButton from "react-plaid-link-button";
import { addAccount } from "../actions/accountActions";

class Dashboard extends Component {
  state = { banks: [], errors: "" };

  // Add account
  handleOnSuccess = (token, metadata) => {
    const plaidData = {
      public_token: token,
      metadata: metadata
    };
    addAccount(plaidData).then(() => {
      this.setState({ banks: [...this.state.banks, metadata.institution.name] });
    });
  };

  handleOnExit = err => {
    if (err) this.setState({ errors: "We could not add this account." });
  };

  render() {
    const { banks, errors } = this.state;
    return (
      <div className="row">
        <h4>
          <b>Welcome!</b>
        </h4>
        <p>To get started, link your first bank account below</p>
        <PlaidLinkButton
          buttonProps={{ className: "btn main-btn" }}
          plaidLinkProps={{
            clientName: "Money Map",
            key: "8b1f0c2d4e6a7b9c3d5e1f2a4b",
            env: "sandbox",
            product: ["transactions"],
            onSuccess: this.handleOnSuccess,
            onExit: this.handleOnExit
          }}
          onScriptLoad={() => this.setState({ loaded: true })}
        >
          Link Account
        </PlaidLinkButton>
        <ul>
          {banks.map(bank => (
            <li key={bank}>{bank}</li>
          ))}
        </ul>
        <p>{errors}</p>
      </div>
    );
  }
}

export default Dashboard;
