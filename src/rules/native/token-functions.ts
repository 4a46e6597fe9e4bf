import type { Node } from 'web-tree-sitter';
import type { NativeCode } from '../../scan/native/native-code.ts';
import type { FileEdit } from '../rule.ts';
import { indentationIn, inLinesOf } from './native-text.ts';

/** What opens and closes the code that waits for a token. */
export function waitingFor(
  fetches: string,
  token: string,
  code: NativeCode,
  isInType: boolean,
): readonly [open: string, close: string] {
  switch (code.language) {
    case 'swift':
      return [`${fetches} { ${isInType ? '[self] ' : ''}${token} in`, '}'];
    case 'java':
      return [`${fetches}(${token} -> {`, '});'];
    case 'kotlin':
    case 'dart':
      return [`${fetches} { ${token} ->`, '}'];
  }
}

/** The edit that adds a function which asks for a link token at `url`: to the type, or to the file. */
export function addedTokenFunction(
  name: string,
  url: string,
  type: Node | undefined,
  { file, language }: NativeCode,
): FileEdit {
  const { path, text } = file;
  const template = language === 'swift' ? swift : language === 'java' ? java : kotlin;
  if (type === undefined) {
    const end = text.trimEnd().length;
    return { path, start: end, end, text: inLinesOf(text, `\n\n${template(name, url).trimEnd()}`) };
  }
  const brace = type.endIndex - 1;
  const lineStart = text.lastIndexOf('\n', brace - 1) + 1;
  const outer = /^[ \t]*/.exec(text.slice(lineStart, brace))?.[0] ?? '';
  const unit = indentationIn(file);
  const lines = template(name, url)
    .trimEnd()
    .split('\n')
    .map((line) => {
      const depth = (/^ */.exec(line)?.[0].length ?? 0) / 4;
      return line.trim() === '' ? '' : outer + unit + unit.repeat(depth) + line.trim();
    });
  const isOwnLine = text.slice(lineStart, brace).trim() === '';
  const at = isOwnLine ? lineStart : brace;
  return { path, start: at, end: at, text: inLinesOf(text, `\n${lines.join('\n')}\n`) };
}

const COMMENT = '// Link opens with a link_token from our server, a new one each time.';

function swift(name: string, url: string): string {
  return `${COMMENT}
private func ${name}(completion: @escaping (String) -> Void) {
    guard let url = URL(string: "${url}") else { return }
    var request = URLRequest(url: url)
    request.httpMethod = "POST"
    URLSession.shared.dataTask(with: request) { data, _, error in
        let body = data.flatMap { try? JSONSerialization.jsonObject(with: $0) as? [String: Any] }
        guard let token = body?["link_token"] as? String else {
            print("No link_token: \\(error?.localizedDescription ?? "the server gave none")")
            return
        }
        DispatchQueue.main.async { completion(token) }
    }.resume()
}
`;
}

function kotlin(name: string, url: string): string {
  return `${COMMENT}
private fun ${name}(onToken: (String) -> Unit) {
    kotlin.concurrent.thread {
        try {
            val connection = java.net.URL("${url}").openConnection() as java.net.HttpURLConnection
            connection.requestMethod = "POST"
            val body = connection.inputStream.bufferedReader().readText()
            val token = org.json.JSONObject(body).getString("link_token")
            android.os.Handler(android.os.Looper.getMainLooper()).post { onToken(token) }
        } catch (error: Exception) {
            android.util.Log.e("Plaid", "No link_token", error)
        }
    }
}
`;
}

function java(name: string, url: string): string {
  return `private interface LinkTokenListener {
    void onLinkToken(String linkToken);
}

${COMMENT}
private void ${name}(LinkTokenListener listener) {
    new Thread(() -> {
        try {
            java.net.HttpURLConnection connection =
                (java.net.HttpURLConnection) new java.net.URL("${url}").openConnection();
            connection.setRequestMethod("POST");
            java.util.Scanner body = new java.util.Scanner(connection.getInputStream()).useDelimiter("\\\\A");
            String token = new org.json.JSONObject(body.next()).getString("link_token");
            new android.os.Handler(android.os.Looper.getMainLooper()).post(() -> listener.onLinkToken(token));
        } catch (Exception error) {
            android.util.Log.e("Plaid", "No link_token", error);
        }
    }).start();
}
`;
}
