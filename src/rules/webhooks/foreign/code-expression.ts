/** An expression that holds a code or a type of a webhook: a read of the field, or a variable's name. */
export interface CodeExpression {
  readonly field: 'code' | 'webhook_code' | 'webhook_type';
  /** Indices of its tokens. */
  readonly from: number;
  readonly to: number;
  /** A parameter of a function that is given a code, which speaks for the function. */
  readonly isHanded?: true;
}
