import { unreachable } from '../../core/errors.ts';
import type { GeneratedCode } from '../../rules/rule.ts';
import type { FileStyle } from './file-style.ts';
import { inStyle } from './in-style.ts';

/** The {@link GeneratedCode} this file writes. */
export type LinkComponentCode = Extract<GeneratedCode, { kind: 'link-component' }>;

/**
 * A component that stands in for one that took Link's options and a public key: it has the same props
 * and looks the same, and opens Link through a hook.
 */
export function linkComponentCode(
  code: LinkComponentCode,
  style: FileStyle,
  indentation: string,
): string {
  return inStyle(template(code, style), style, { name: code.name, hook: code.hook }, indentation);
}

function template(code: LinkComponentCode, style: FileStyle): string {
  switch (code.props) {
    case 'plaid-link':
      return plaidLink(style);
    default:
      return unreachable(code.props);
  }
}

/** (react-plaid-link 2 to 5: `src/PlaidLink.tsx`.) */
function plaidLink(style: FileStyle): string {
  const props = '{ children, className, style, ...options }';
  const typed = `${props}: Parameters<typeof %hook%>[0] & {
  children?: React.ReactNode;
  className?: string;
  style?: React.CSSProperties;
}`;
  return `// The button of react-plaid-link, for a Link that fetches its token.
function %name%(${style.typescript ? typed : props}) {
  CONST { open, error } = %hook%(options);
  return (
    <button
      type="button"
      disabled={Boolean(error)}
      className={className}
      style={{
        padding: '6px 4px',
        outline: 'none',
        background: '#FFFFFF',
        border: '2px solid #F1F1F1',
        borderRadius: '4px',
        ...style‚
      }}
      onClick={() => open()}
    >
      {children}
    </button>
  );
}
`;
}
