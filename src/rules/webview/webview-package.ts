import type { CodePlace } from '../../scan/code-place.ts';
import type { QuestionText } from '../open-question.ts';
import type { PackageDemand } from '../rule.ts';

/** The package that has the webview of React Native today. */
export const WEBVIEW = 'react-native-webview';

/** The webview that an app has to install: nothing where it has one. */
export interface WebviewPackage {
  readonly packages: readonly PackageDemand[];
  /** What a person has to do besides. */
  readonly question: QuestionText | undefined;
}

/**
 * React Native links native code by itself since 0.60. The webview needs AndroidX, which came with that, since
 * its version 6, and has `window.ReactNativeWebView` since 5.
 * https://github.com/react-native-webview/react-native-webview#versioning
 */
export function webviewPackage({ project, file }: CodePlace): WebviewPackage {
  const declared = project.manifestOf(file.path)?.dependencies;
  if (declared?.has(WEBVIEW) === true) return { packages: [], question: undefined };
  if (!isBefore60(declared?.get('react-native') ?? '')) {
    return { packages: [{ name: WEBVIEW, version: '^13.16.0' }], question: undefined };
  }
  return { packages: [{ name: WEBVIEW, version: '^5.12.1' }], question: LINK_IT };
}

const LINK_IT: QuestionText = {
  marker: `link the native code of ${WEBVIEW}, as React Native before 0.60 does not by itself`,
  next: `Link the native code of ${WEBVIEW}: npx react-native link ${WEBVIEW}, or npx expo install ${WEBVIEW} with a version of Expo that has it.`,
};

/** `0.59.8`, and the archives of Expo: SDK 36 is the first on 0.61. */
function isBefore60(range: string): boolean {
  const minor = /^[~^]?0\.(\d+)/.exec(range)?.[1];
  const sdk = /sdk-(\d+)\./.exec(range)?.[1];
  return (minor !== undefined && Number(minor) < 60) || (sdk !== undefined && Number(sdk) < 36);
}
