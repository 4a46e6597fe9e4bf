import React, { Component } from 'react';
import PlaidLink from 'react-plaid-link';
import axios from 'axios';

class App extends Component {
  constructor(props) {
    super(props);
    this.state = { banks: [], problem: null };
    this.handleOnSuccess = this.handleOnSuccess.bind(this);
    this.handleOnExit = this.handleOnExit.bind(this);
  }

  handleOnSuccess(token, metadata) {
    axios.post('/api/plaid/exchange', { publicToken: token }).then(() => {
      this.setState({ banks: [...this.state.banks, metadata.institution.name], problem: null });
    });
  }

  handleOnExit(error) {
    if (error) {
      this.setState({ problem: 'We could not reach your bank.' });
    }
  }

  render() {
    return (
      <div className="App">
        <h1>Savings Club</h1>
        <PlaidLink
          clientName="Savings Club"
          env="sandbox"
          product={['auth', 'transactions']}
          publicKey="8b1f0c2d4e6a7b9c3d5e1f2a4b"
          onExit={this.handleOnExit}
          onSuccess={this.handleOnSuccess}
          className="link-button"
        >
          Open Link and connect your bank!
        </PlaidLink>
        <ul>
          {this.state.banks.map((bank, index) => (
            <li key={index}>{bank}</li>
          ))}
        </ul>
        {this.state.problem && <p className="problem">{this.state.problem}</p>}
      </div>
    );
  }
}

export default App;
