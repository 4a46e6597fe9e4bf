import { linkCreate } from './link-create.ts';
import type { Rule } from './rule.ts';

/** Every rule, in the order their findings are listed. */
export const rules: readonly Rule[] = [linkCreate];
