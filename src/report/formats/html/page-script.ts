/**
 * Sorting and filtering, for whoever allows scripts; the page is whole without. Plain JavaScript as it runs
 * in the browser. Its hash is in the page's policy.
 */
export const pageScript = `
'use strict';
for (const table of document.querySelectorAll('[data-sortable]')) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const valueOf = (row, index) => {
    const cell = row.cells[index];
    return cell.dataset.value ?? cell.textContent.trim().toLowerCase();
  };
  heads.forEach((head, index) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const order = head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', order);
      const sign = order === 'ascending' ? 1 : -1;
      const rows = [...body.rows].map((row) => [valueOf(row, index), row]);
      rows.sort(([a], [b]) => (a < b ? -sign : a > b ? sign : 0));
      body.append(...rows.map(([, row]) => row));
    });
  });
}
const tools = document.querySelector('.tools');
if (tools !== null) {
  const rows = [...document.querySelectorAll('.findings tbody tr')];
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const search = tools.querySelector('[data-search]');
  const filters = [...tools.querySelectorAll('[data-filter]')];
  const shown = tools.querySelector('[data-shown]');
  const apply = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, index) => {
      const isShown =
        filters.every(({ value, dataset }) => value === '' || row.dataset[dataset.filter] === value) &&
        words.every((word) => texts[index].includes(word));
      row.hidden = !isShown;
      if (isShown) count += 1;
    });
    shown.textContent = count === rows.length ? '' : count + ' of ' + rows.length + ' shown';
  };
  tools.hidden = false;
  tools.addEventListener('input', apply);
}
const opened = [];
addEventListener('beforeprint', () => {
  for (const each of document.querySelectorAll('details:not([open])')) {
    each.open = true;
    opened.push(each);
  }
});
addEventListener('afterprint', () => {
  for (const each of opened.splice(0)) each.open = false;
});
`;
