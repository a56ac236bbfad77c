-- One hash over the files of a shard's images: whether they still are what was measured.
ALTER TABLE measurement_set ADD COLUMN masks TEXT;
