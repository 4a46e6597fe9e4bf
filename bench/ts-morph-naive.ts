// What the first example of ts-morph leads to: every file into one project, every node looked at.
// Argument: the folder. Prints how many places were found.
import { Node, Project } from 'ts-morph';

const [root = '.'] = process.argv.slice(2);
const project = new Project({ compilerOptions: { allowJs: true } });
project.addSourceFilesAtPaths([
  `${root}/**/*.{js,jsx,ts,tsx}`,
  `!${root}/**/node_modules/**`,
  `!${root}/dist/**`,
]);
let found = 0;
for (const file of project.getSourceFiles()) {
  file.forEachDescendant((node) => {
    const isCall = Node.isCallExpression(node) && isLink(node.getExpression().getText());
    const isElement =
      Node.isJsxOpeningElement(node) && node.getTagNameNode().getText() === 'PlaidLink';
    if (isCall || isElement) found += 1;
  });
}
console.log(found);

function isLink(callee: string): boolean {
  return callee.endsWith('Plaid.create') || callee === 'usePlaidLink';
}
