-- Figures that other tools have too; a set that was measured before them has none.
ALTER TABLE measurement ADD COLUMN volumetric_similarity REAL;
ALTER TABLE measurement ADD COLUMN soft_dice ANY;
ALTER TABLE measurement ADD COLUMN boundary_iou ANY;
ALTER TABLE measurement ADD COLUMN lesion_f1 ANY;
ALTER TABLE measurement ADD COLUMN panoptic_quality ANY;
