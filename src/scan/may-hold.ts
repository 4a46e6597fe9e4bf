import { mayHoldCode } from './may-hold-code.ts';

/** Of 64 kB each, as WebAssembly counts memory: a file of the size limit and what is read past its end. */
const pages = 16;

const search = createSearch();

/** Where files are to be read into for {@link mayHold} to be quick. Each thread has its own. */
export const readingSpace: Buffer = search?.space ?? Buffer.allocUnsafe(pages * 65_536);

/**
 * Whether bytes may hold a name of four ASCII characters or more; upper and lower case are taken for the
 * same. False is certain. Bytes that do not begin where {@link readingSpace} does may hold everything.
 */
export function mayHold(bytes: Buffer, name: string): boolean {
  if (search === undefined || bytes.buffer !== readingSpace.buffer || bytes.byteOffset !== 0) {
    return true;
  }
  return search.mayHold(bytes.length, fourOf(name)) !== 0;
}

/** Four letters from the middle of a name, where it is least like others. */
function fourOf(name: string): number {
  const at = (name.length - 3) >> 1;
  let four = 0;
  for (let place = 3; place >= 0; place -= 1) {
    four = (four << 8) | name.charCodeAt(at + place) | 0x20;
  }
  return four;
}

/** Undefined where there is no WebAssembly, or no room for it: `node --jitless`, `ulimit -v`. */
function createSearch() {
  try {
    // Without a maximum V8 takes gigabytes of addresses, which `ulimit -v` may leave to nobody else.
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const module = new WebAssembly.Module(Buffer.from(mayHoldCode, 'base64'));
    const { mayHold: found } = new WebAssembly.Instance(module, { js: { memory } }).exports;
    return found && { space: Buffer.from(memory.buffer), mayHold: found };
  } catch {
    return undefined;
  }
}
