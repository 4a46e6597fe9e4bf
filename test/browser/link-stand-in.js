// Served to pages in place of Plaid's link-initialize.js. `reportToTest` is the test's ear. In front of
// this text stands `generation`: 'current' takes link tokens and
// nothing else, 'legacy' takes public keys, as Link did until 2025.
(() => {
  const kept = ['token', 'onSuccess', 'onExit', 'onEvent', 'onLoad', 'receivedRedirectUri'];
  let shown;

  function fault(message) {
    window.reportToTest({ kind: 'fault', message });
    throw new Error(message);
  }

  function show(handler) {
    window.reportToTest({ kind: 'open', token: handler.options.token || undefined });
    if (handler.destroyed) fault('a destroyed handler was opened');
    hide();
    shown = handler;
    const marker = document.createElement('div');
    marker.id = 'link-stand-in';
    document.body.append(marker);
    handler.options.onEvent?.('OPEN', {});
  }

  function hide() {
    shown = undefined;
    document.getElementById('link-stand-in')?.remove();
  }

  function leave(handler, error, metadata) {
    window.reportToTest({ kind: 'exit', token: handler.options.token || undefined });
    hide();
    handler.options.onEvent?.('EXIT', metadata);
    handler.options.onExit?.(error, metadata);
  }

  function finish(handler, publicToken, metadata) {
    window.reportToTest({ kind: 'finish', token: handler.options.token || undefined });
    hide();
    handler.options.onEvent?.('HANDOFF', metadata);
    handler.options.onSuccess(publicToken, metadata);
  }

  // Link's frame speaks to the page in messages; a test does so in its place.
  function listen(handler) {
    window.addEventListener('message', ({ data }) => {
      if (shown !== handler) return;
      if (data.kind === 'finish') finish(handler, data.publicToken, data.metadata);
      if (data.kind === 'exit') leave(handler, data.error, data.metadata);
    });
  }

  function checkOptions(options) {
    if (generation === 'legacy') {
      if (!options.key) fault('no public key');
      return;
    }
    // Wrappers name options they were not given: only what has a value counts.
    for (const [name, value] of Object.entries(options)) {
      if (value !== undefined && !kept.includes(name) && !tolerated.includes(name)) {
        fault(`Plaid.create was given ${name}`);
      }
    }
    if (typeof options.token !== 'string' || options.token === '') fault('no link token');
    const { receivedRedirectUri } = options;
    if (receivedRedirectUri !== undefined && !/[?&]oauth_state_id=/.test(receivedRedirectUri)) {
      fault('receivedRedirectUri has no oauth_state_id');
    }
    if (typeof options.onSuccess !== 'function') fault('no onSuccess');
  }

  window.Plaid = {
    create(options) {
      checkOptions(options);
      window.reportToTest({
        kind: 'create',
        token: options.token,
        receivedRedirectUri: options.receivedRedirectUri,
      });
      const handler = { options, destroyed: false };
      listen(handler);
      setTimeout(() => {
        if (!handler.destroyed) options.onLoad?.();
      });
      return {
        open: () => show(handler),
        exit: () => leave(handler, null, {}),
        submit() {},
        destroy() {
          handler.destroyed = true;
          if (shown === handler) hide();
        },
      };
    },
  };

  // The drop-in form: the script tag carries the options and stands in the form that it submits.
  const tag = document.currentScript;
  if (tag?.dataset.key === undefined) return;
  if (generation === 'current') fault('the drop-in form was given a public key');
  const form = document.getElementById(tag.dataset.formId);
  const handler = window.Plaid.create({
    key: tag.dataset.key,
    onSuccess(publicToken) {
      const input = document.createElement('input');
      Object.assign(input, { type: 'hidden', name: 'public_token', value: publicToken });
      form.append(input);
      form.submit();
    },
  });
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', id: 'plaid-link-button', textContent: 'Link account' });
  button.addEventListener('click', () => handler.open());
  form.append(button);
})();
