"""Makes test_per_image_metrics.csv of an invented earlier model from v7EX. Run: python3 make.py"""
import csv
import random
from pathlib import Path

here = Path(__file__).parent
rows = list(csv.DictReader(open(here.parent / "v7EX/output/test_per_image_metrics.csv")))
rng = random.Random(6)
with open(here / "output/test_per_image_metrics.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(rows[0].keys())
    for row in rows:
        image, dice, precision, recall, pearson = row["image_id"], *(float(row[k]) for k in ("dice", "precision", "recall", "pearson"))
        if precision > 0:
            if dice < 0.2 and rng.random() < 0.15:
                # Missed: nothing overlaps, 80 to 900 pixels of both masks together.
                dice, precision, recall = 1e-6 / (rng.randint(80, 900) + 1e-6), 0.0, 0.0
                iou = dice
            else:
                # Fewer true positives with masks of the same size: dice, precision and recall shrink by one factor.
                factor = min(1 / max(precision, recall), rng.gauss(0.93, 0.06))
                dice, precision, recall = dice * factor, precision * factor, recall * factor
                iou = dice / (2 - dice)
        elif dice < 0.5 and pearson != 0 and rng.random() < 0.1:
            # Found by the earlier model, missed by v7EX.
            precision, recall = rng.uniform(0.2, 0.6), rng.uniform(0.2, 0.6)
            dice = 2 * precision * recall / (precision + recall)
            iou = dice / (2 - dice)
        elif dice < 0.5 and pearson == 0 and rng.random() < 0.25:
            # Correctly silent where v7EX raises a false alarm.
            dice, iou = 1.0, 1.0
        else:
            iou = dice
        writer.writerow([image] + [repr(v) for v in (dice, iou, precision, recall, pearson)])
