import type { TextEdit } from '../../scan/text-edit.ts';

/**
 * An edit that puts code in the place of other code, so that the comments which explain what goes may go
 * with it. Where one explains what stays, the new text has it, too.
 */
export function inPlaceOf<Edit extends TextEdit>(edit: Edit): readonly Edit[] {
  return [
    { ...edit, end: edit.start },
    { ...edit, text: '' },
  ];
}
