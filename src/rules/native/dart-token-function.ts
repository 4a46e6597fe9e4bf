import type { ScannedFile } from '../../scan/scanned-file.ts';
import type { FileEdit } from '../rule.ts';
import { inLinesOf } from './native-text.ts';

/**
 * The edits that add a function which asks for a link token at `address`, and the imports it needs.
 * `saysPlatform`: with `?platform=ios` or `?platform=android`, as operatingSystem of dart:io has them.
 */
export function dartTokenFunction(
  name: string,
  address: string,
  { path, text }: ScannedFile,
  saysPlatform: boolean,
): readonly FileEdit[] {
  const http = /import\s+['"]package:http\/http\.dart['"](?:\s+as\s+(\w+))?/.exec(text);
  const url = saysPlatform ? `${address}?platform=\${Platform.operatingSystem}` : address;
  const code = http === null ? withHttpClient(name, url) : withHttp(name, http[1], url);
  const needsIo = http === null || saysPlatform;
  const needed = needsIo ? ['dart:convert', 'dart:io'] : ['dart:convert'];
  const missing = needed.filter((module) => !new RegExp(`import\\s+['"]${module}['"]`).test(text));
  const quote = /import\s+(['"])/.exec(text)?.[1] ?? "'";
  const first = /^import\s/m.exec(text)?.index ?? 0;
  const imports = missing.map((module) => `import ${quote}${module}${quote};\n`).join('');
  const end = text.trimEnd().length;
  return [
    ...(imports === '' ? [] : [{ path, start: first, end: first, text: inLinesOf(text, imports) }]),
    { path, start: end, end, text: inLinesOf(text, `\n\n${code}`) },
  ];
}

const COMMENT = '// Link opens with a link_token from our server, a new one each time.';

function withHttp(name: string, as: string | undefined, url: string): string {
  const http = as === undefined ? '' : `${as}.`;
  return `${COMMENT}
Future<String> ${name}() async {
  final response = await ${http}post(Uri.parse('${url}'));
  if (response.statusCode != 200) {
    throw Exception('No link_token: the server answered \${response.statusCode}');
  }
  return jsonDecode(response.body)['link_token'] as String;
}`;
}

function withHttpClient(name: string, url: string): string {
  return `${COMMENT}
Future<String> ${name}() async {
  final client = HttpClient();
  try {
    final request = await client.postUrl(Uri.parse('${url}'));
    final response = await request.close();
    if (response.statusCode != HttpStatus.ok) {
      throw HttpException('No link_token: the server answered \${response.statusCode}');
    }
    final body = await response.transform(utf8.decoder).join();
    return jsonDecode(body)['link_token'] as String;
  } finally {
    client.close();
  }
}`;
}
