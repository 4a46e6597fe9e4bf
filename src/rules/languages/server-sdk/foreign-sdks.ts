import { acklannPlaid, goingPlaid } from './csharp-sdks.ts';
import { elixirSdk } from './elixir-sdk.ts';
import type { ForeignSdk } from '../foreign-sdk.ts';
import { goSdk } from './go-sdk.ts';
import { javaSdk } from './java-sdk.ts';
import { phpSdk } from './php-sdk.ts';
import { pythonSdk } from './python-sdk.ts';
import { rubySdk } from './ruby-sdk.ts';

/** Every SDK whose retired calls are known. */
export const foreignSdks: readonly ForeignSdk[] = [
  pythonSdk,
  rubySdk,
  javaSdk,
  goSdk,
  phpSdk,
  goingPlaid,
  acklannPlaid,
  elixirSdk,
];
