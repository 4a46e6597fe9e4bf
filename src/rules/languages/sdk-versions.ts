import type { Project } from '../../scan/project.ts';

/** A package of Plaid's, or around its API, that code of another language than JavaScript stands on. */
export type SdkPackage =
  | 'plaid-python'
  | 'plaid-ruby'
  | 'plaid-java'
  | 'plaid-go'
  | 'plaid-sdk-php'
  | 'going-plaid'
  | 'acklann-plaid'
  | 'plaid_elixir'
  | 'plaid-link-ios'
  | 'plaid-link-android'
  | 'plaid_flutter';

/** A version that a manifest or a lock file names. */
export interface SdkVersion {
  readonly text: string;
  readonly major: number;
  readonly minor: number;
}

/** Where a package is named: the name of the file, and what stands before its version. */
interface Manifest {
  readonly file: RegExp;
  readonly version: RegExp;
}

const gradle = /\.gradle(?:\.kts)?$/;

/** Lock files first: they say what is installed. */
const manifests: Readonly<Record<SdkPackage, readonly Manifest[]>> = {
  'plaid-python': [
    { file: /^Pipfile\.lock$/, version: /"plaid-python":\s*\{[^}]*"version":\s*"==([\d.]+)/ },
    { file: /^(?:poetry|uv|pdm)\.lock$/, version: /name = "plaid-python"\s+version = "([\d.]+)/ },
    {
      file: /^(?:[\w.-]*requirements[\w.-]*\.(?:txt|in)|constraints\.txt|(?:base|common|dev|prod\w*|local)\.txt|setup\.py)$/,
      version: /\bplaid[-_]python(?:\[[^\]]*\])?\s*[=~><]=+\s*([\d.]+)/i,
    },
    {
      file: /^(?:Pipfile|pyproject\.toml)$/,
      version:
        /\bplaid[-_]python["']?\s*(?:=\s*(?:\{[^}]*version\s*=\s*)?["'][^\d"']*|[=~><]=+\s*)([\d.]+)/,
    },
  ],
  'plaid-ruby': [
    { file: /^Gemfile\.lock$/, version: /^\s+plaid \(([\d.]+)/m },
    { file: /^Gemfile$/, version: /gem\s*\(?["']plaid["']\s*,\s*["'][^\d"']*([\d.]+)/ },
    { file: /\.gemspec$/, version: /dependency\s*\(?["']plaid["']\s*,\s*["'][^\d"']*([\d.]+)/ },
  ],
  'plaid-java': [
    { file: /^pom\.xml$/, version: /<artifactId>plaid-java<\/artifactId>\s*<version>([\d.]+)/ },
    { file: /^pom\.xml$/, version: /<plaid[\w.-]*version>([\d.]+)/i },
    { file: gradle, version: /com\.plaid:plaid-java:([\d.]+)/ },
    { file: /\.versions\.toml$/, version: /com\.plaid:plaid-java[^\n]*?["':]([\d.]+)["']/ },
  ],
  'plaid-go': [
    { file: /^go\.mod$/, version: /github\.com\/plaid\/plaid-go(?:\/v\d+)?\s+v([\w.+-]+)/ },
  ],
  'plaid-sdk-php': [
    {
      file: /^composer\.lock$/,
      version: /"tomorrow-ideas\/plaid-sdk-php",\s*"version":\s*"v?([\d.]+)/,
    },
    { file: /^composer\.json$/, version: /"tomorrow-ideas\/plaid-sdk-php":\s*"[^\d"]*([\d.]+)/ },
  ],
  'going-plaid': [
    {
      file: /\.(?:cs|fs|vb)proj$|\.props$/,
      version: /Include="Going\.Plaid"\s+Version="[^\d"]*([\d.]+)/i,
    },
  ],
  'acklann-plaid': [
    {
      file: /\.(?:cs|fs|vb)proj$|\.props$/,
      version: /Include="Acklann\.Plaid(?:\.NET)?"\s+Version="[^\d"]*([\d.]+)/i,
    },
  ],
  plaid_elixir: [
    { file: /^mix\.lock$/, version: /:plaid_elixir, "([\d.]+)"/ },
    { file: /^mix\.exs$/, version: /\{:plaid(?:_elixir)?,\s*"[^\d"]*([\d.]+)/ },
  ],
  'plaid-link-ios': [
    { file: /^Podfile\.lock$/, version: /^\s+- Plaid \(=? ?([\d.]+)\)/m },
    {
      file: /^Package\.resolved$/,
      version: /plaid-link-ios[\s\S]{0,300}?"version"\s*:\s*"([\d.]+)/,
    },
    { file: /^Podfile$/, version: /pod\s*\(?["']Plaid["']\s*,\s*["'][^\d"']*([\d.]+)/ },
    { file: /^Package\.swift$/, version: /plaid-link-ios[^)]*?"([\d.]+)"/ },
    { file: /^Cartfile(?:\.resolved)?$/, version: /plaid-link-ios[^\n\d]*([\d.]+)/ },
  ],
  'plaid-link-android': [
    { file: gradle, version: /com\.plaid\.link:sdk-core[\w-]*:([\d.]+)/ },
    { file: /\.versions\.toml$/, version: /com\.plaid\.link:sdk-core[^\n]*?["':]([\d.]+)["']/ },
    {
      file: /(?:\.gradle(?:\.kts)?|\.versions\.toml|gradle\.properties)$/,
      version: /plaid\w*[vV]ersion\w*\s*=\s*["']?([\d.]+)/i,
    },
  ],
  plaid_flutter: [
    { file: /^pubspec\.lock$/, version: /^\s+plaid_flutter:[\s\S]{0,300}?version: "([\d.]+)/m },
    { file: /^pubspec\.yaml$/, version: /^\s+plaid_flutter:\s*["']?[\^>=~ ]*([\d.]+)/m },
  ],
};

/** The version that the nearest manifest above a file names; undefined where none does. */
export function sdkVersionOf(
  sdk: SdkPackage,
  path: string,
  project: Project,
): SdkVersion | undefined {
  const found = [...project.files.values()].flatMap(({ path: manifest, text }) => {
    const depth = depthOf(manifest, path);
    const name = manifest.slice(manifest.lastIndexOf('/') + 1);
    if (depth === undefined) return [];
    return manifests[sdk].flatMap(({ file, version }, rank) => {
      const said = file.test(name) ? version.exec(text)?.[1] : undefined;
      return said === undefined ? [] : [{ said, depth, rank }];
    });
  });
  const [nearest] = found.toSorted((a, b) => b.depth - a.depth || a.rank - b.rank);
  return nearest === undefined ? undefined : versionOf(nearest.said);
}

function versionOf(said: string): SdkVersion {
  const text = said.replace(/\.$/, '');
  const [major = '0', minor = '0'] = text.split('.');
  return { text, major: Number(major), minor: Number.parseInt(minor, 10) || 0 };
}

/** How deep a manifest above a file stands. `requirements/base.txt`, and the app of an Android project, are beside. */
function depthOf(manifest: string, path: string): number | undefined {
  const folder = manifest.slice(0, manifest.lastIndexOf('/') + 1);
  const around = folder.replace(/(?:^|(?<=\/))(?:requirements|gradle)\/$/, '');
  return path.startsWith(around) ? around.split('/').length : undefined;
}
