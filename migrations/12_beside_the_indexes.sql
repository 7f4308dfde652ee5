-- A first load goes beside the indexes, as every other: readers wait for nothing, and the importer need not own the tables.

DROP FUNCTION tickets.set_aside(text);
