import { hasMariadb } from './mariadb-server.ts';

/** Says once what is left out on a machine without MariaDB. */
export default function findMariadb(): void {
  if (hasMariadb()) return;
  process.stderr.write(
    'No MariaDB (mariadbd and mariadb-install-db, from mariadb-server): tests on MySQL are skipped.\n',
  );
}
