-- How a run was read, and what its rows said besides the figures: class, exact counts, and how the numbers were printed (five
-- powers of ten in one number), without which no total can be recovered from a smoothed score.
ALTER TABLE run ADD COLUMN class TEXT;
ALTER TABLE run ADD COLUMN format TEXT;
ALTER TABLE run ADD COLUMN notes TEXT;
ALTER TABLE run ADD COLUMN read_with TEXT;
ALTER TABLE score ADD COLUMN class TEXT;
ALTER TABLE score ADD COLUMN tp INTEGER;
ALTER TABLE score ADD COLUMN fp INTEGER;
ALTER TABLE score ADD COLUMN fn INTEGER;
ALTER TABLE score ADD COLUMN marks_nothing INTEGER;
ALTER TABLE score ADD COLUMN predicts_nothing INTEGER;
ALTER TABLE score ADD COLUMN printed INTEGER;
ALTER TABLE epoch ADD COLUMN class TEXT;
ALTER TABLE measurement ADD COLUMN source TEXT;
