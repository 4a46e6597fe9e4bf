-- By fingerprint, imports alone look for tokens: the index is made when one begins, and is gone when it
-- has ended. A run changes every row twice, and each time it wrote another entry into a random place of
-- this index: a third of all that claiming and recording cost.
DROP INDEX tokens_by_fingerprint;
