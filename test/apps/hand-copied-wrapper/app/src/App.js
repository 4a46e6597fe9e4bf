import React from 'react';
import axios from 'axios';
import PlaidButton from './components/PlaidButton';

const PLAID_PUBLIC_KEY = '8b1f0c2d4e6a7b9c3d5e1f2a4b';

class App extends React.Component {
  state = { step: 'Which bank shall we ask?' };

  onSuccess = (publicToken) => {
    axios.post('/applications/exchangeToken', { publicToken }).then(() => {
      this.setState({ step: 'Thank you, we are reading your statements.' });
    });
  };

  onExit = (error) => {
    if (error) this.setState({ step: 'Please try another bank.' });
  };

  render() {
    return (
      <div>
        <p>{this.state.step}</p>
        <PlaidButton
          publicKey={PLAID_PUBLIC_KEY}
          clientName="Loan Desk"
          label="Choose a bank"
          onSuccess={this.onSuccess}
          onExit={this.onExit}
        />
      </div>
    );
  }
}

export default App;
