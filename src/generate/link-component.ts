import { unreachable } from '../core/errors.ts';
import type { FileStyle } from '../scan/file-style.ts';
import { inStyle } from './in-style.ts';

/** A component that opens Link through a hook, in place of one of a package. */
export interface LinkComponentCode {
  readonly kind: 'link-component';
  readonly name: string;
  readonly at: number;
  readonly scope: number;
  /** Whose props it has, and whose looks. */
  readonly props: LinkComponentProps;
  /** The name of the generated hook, or of usePlaidLink where every use has a token. */
  readonly hook: string;
  /** Props that few uses have, and code for them only where one does. */
  readonly takes: readonly RareProp[];
}

/** Components that took Link's options. `plaid-link-1`: before 2.0, whose looks gave way to a style. */
export type LinkComponentProps =
  | 'plaid-link'
  | 'plaid-link-1'
  | 'plaid-link-button'
  | 'react-plaid';

/** `ref`: the instance of the old class, with `handleOnClick()` and `exit()`. */
export type RareProp = 'ref' | 'onClick' | 'onScriptLoad';

/** What {@link linkComponentCode} calls of React. */
export function hooksOfLinkComponent({ takes, props }: LinkComponentCode): readonly string[] {
  if (props === 'react-plaid') return ['useEffect'];
  return takes.includes('ref') ? ['forwardRef', 'useImperativeHandle'] : [];
}

/**
 * A component that stands in for one that took Link's options and a public key: it has the same props
 * and looks the same, and opens Link through a hook.
 */
export function linkComponentCode(
  code: LinkComponentCode,
  style: FileStyle,
  hooks: Readonly<Record<string, string>>,
  indentation: string,
): string {
  const parts = { ...hooks, name: code.name, hook: code.hook };
  return inStyle(template(code, style), style, parts, indentation);
}

function template(code: LinkComponentCode, style: FileStyle): string {
  switch (code.props) {
    case 'plaid-link':
      return plaidLink(code, style, '{', '\n        ...style‚');
    case 'plaid-link-1':
      return plaidLink(code, style, 'style || {', '');
    case 'plaid-link-button':
      return plaidLinkButton(code, style);
    case 'react-plaid':
      return reactPlaid(code, style);
    default:
      return unreachable(code.props);
  }
}

/** (react-plaid-link: `src/PlaidLink.js` of 1.5, `src/PlaidLink.tsx` since 2.0.) */
function plaidLink(
  { takes }: LinkComponentCode,
  style: FileStyle,
  looks: string,
  merged: string,
): string {
  const has = (prop: RareProp): boolean => takes.includes(prop);
  const own = ['children', 'className', 'style', ...(has('onClick') ? ['onClick'] : [])];
  const parameter = `{ ${own.join(', ')}, ...options }`;
  const type = `Parameters<typeof %hook%>[0] & {
  children?: React.ReactNode;
  className?: string;
  style?: React.CSSProperties;${has('onClick') ? '\n  onClick?: React.MouseEventHandler;' : ''}
}`;
  const onClick = has('onClick')
    ? `(event) => {
        if (onClick) onClick(event);
        open();
      }`
    : '() => open()';
  const [before, handle, after] = has('ref')
    ? [
        `CONST %name% = %forwardRef%${typed(style, `<any, ${type}>`)}(function PlaidLink(${parameter}, ref) {`,
        '  %useImperativeHandle%(ref, FN() {\n    return { handleOnClick: open, exit };\n  });\n',
        '});',
      ]
    : [`function %name%(${parameter}${typed(style, `: ${type}`)}) {`, '', '}'];
  return `// The button of react-plaid-link, for a Link that fetches its token.
${before}
  CONST { open, ${has('ref') ? 'exit, ' : ''}error } = %hook%(options);
${handle}  return (
    <button
      type="button"
      disabled={Boolean(error)}
      className={className}
      style={${looks}
        padding: '6px 4px',
        outline: 'none',
        background: '#FFFFFF',
        border: '2px solid #F1F1F1',
        borderRadius: '4px'${merged === '' ? '‚' : `,${merged}`}
      }}
      onClick={${onClick}}
    >
      {children}
    </button>
  );
${after}
`;
}

/** (react-plaid-link-button: its source, 0.0.4.) */
function plaidLinkButton({ takes }: LinkComponentCode, style: FileStyle): string {
  const isTold = takes.includes('onScriptLoad');
  const own = ['plaidLinkProps', 'buttonProps', ...(isTold ? ['onScriptLoad'] : [])];
  const type = `: {
  plaidLinkProps: Parameters<typeof %hook%>[0];
  buttonProps?: { [name: string]: any };
  children?: React.ReactNode;${isTold ? '\n  onScriptLoad?: () => void;' : ''}
}`;
  const options = isTold ? '{ onLoad: onScriptLoad, ...plaidLinkProps }' : 'plaidLinkProps';
  return `// The button of react-plaid-link-button, for a Link that fetches its token.
function %name%({ ${own.join(', ')}, children = 'Link new account' }${typed(style, type)}) {
  CONST { open, error } = %hook%(${options});
  return (
    <button {...buttonProps} disabled={Boolean(error)} onClick={() => open()}>
      {children}
    </button>
  );
}
`;
}

/** (react-plaid: its source, 0.13.0. It opens Link when `open` turns true, and shows its children.) */
function reactPlaid(_: LinkComponentCode, style: FileStyle): string {
  const type = ': Parameters<typeof %hook%>[0] & { open?: boolean; children?: React.ReactNode }';
  return `// What react-plaid did, for a Link that fetches its token.
function %name%({ open, children, ...options }${typed(style, type)}) {
  CONST { open: openLink, ready } = %hook%(options);
  %useEffect%(FN() {
    if (open && ready) openLink();
  }, [open, openLink, ready]);
  return ${style.typescript ? '<>{children}</>' : 'children || null'};
}
`;
}

function typed(style: FileStyle, type: string): string {
  return style.typescript ? type : '';
}
