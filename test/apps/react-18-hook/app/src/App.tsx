import { useState } from 'react';
import { ConnectBank } from './ConnectBank';

export function App() {
  const [message, setMessage] = useState('');

  return (
    <main>
      <h1>Rent Share</h1>
      <ConnectBank onMessage={setMessage} />
      <p role="status">{message}</p>
    </main>
  );
}
