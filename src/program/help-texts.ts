import type { Command } from 'commander';
import { describeProgram } from '../program.ts';
import { commandPath } from './help-sections.ts';

/**
 * What commander prints for `--version` and for each `--help`, by the name under which main.ts
 * looks for it: `version`, `help`, `help.tokens.status`.
 */
export function helpTexts(): ReadonlyMap<string, string> {
  const program = describeProgram();
  const texts = new Map([['version', `${program.version() ?? ''}\n`]]);
  const collect = (command: Command) => {
    let text = '';
    command.configureOutput({ writeOut: (part) => void (text += part) });
    command.outputHelp();
    texts.set(['help', ...commandPath(command).split(' ')].filter(Boolean).join('.'), text);
    command.commands.forEach(collect);
  };
  collect(program);
  return texts;
}
