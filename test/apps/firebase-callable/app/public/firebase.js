// The one thing we want of Firebase in the browser: callable functions, by its own protocol.
window.firebase = {
  functions: function () {
    return {
      httpsCallable: function (name) {
        return function (data) {
          return fetch('/demo/us-central1/' + name, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ data: data === undefined ? null : data })
          })
            .then(function (response) { return response.json(); })
            .then(function (answer) {
              if (answer.error) throw new Error(answer.error.message);
              return { data: answer.result };
            });
        };
      }
    };
  }
};
