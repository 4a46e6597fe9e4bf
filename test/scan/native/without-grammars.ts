import { registerHooks } from 'node:module';

// As on a machine where npm left out the optional dependencies.
registerHooks({
  resolve(specifier, context, next) {
    if (/^(?:web-tree-sitter|@cursorless\/tree-sitter-wasms)/.test(specifier)) {
      throw Object.assign(new Error(`Cannot find ${specifier}`), { code: 'ERR_MODULE_NOT_FOUND' });
    }
    return next(specifier, context);
  },
});
