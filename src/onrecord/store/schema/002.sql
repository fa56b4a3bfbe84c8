-- Version 2: quad class, intensity, CAMEO code and contexts of a claim, for SQL. The rows are made
-- anew from the stored reports when a store of version 1 is opened.
ALTER TABLE claims ADD COLUMN quad INTEGER;
ALTER TABLE claims ADD COLUMN intensity DOUBLE;
ALTER TABLE claims ADD COLUMN cameo VARCHAR;
ALTER TABLE claims ADD COLUMN contexts VARCHAR[];
