import React from 'react';

const SCRIPT = 'https://cdn.plaid.com/link/v2/stable/link-initialize.js';

// Our own button around Link: the one from npm could not be styled.
export default class PlaidButton extends React.Component {
  static defaultProps = {
    env: 'sandbox',
    product: ['auth'],
    label: 'Link account',
    onExit: () => {},
  };

  state = { loaded: false };

  componentDidMount() {
    const script = document.createElement('script');
    script.src = SCRIPT;
    script.onload = this.handleLoad;
    document.body.appendChild(script);
  }

  handleLoad = () => {
    const { publicKey, clientName, env, product, onSuccess, onExit } = this.props;
    this.handler = window.Plaid.create({
      key: publicKey,
      clientName,
      env,
      product,
      onSuccess,
      onExit,
    });
    this.setState({ loaded: true });
  };

  handleClick = () => {
    this.handler.open();
  };

  render() {
    return (
      <button className="plaid-button" disabled={!this.state.loaded} onClick={this.handleClick}>
        {this.props.label}
      </button>
    );
  }
}
