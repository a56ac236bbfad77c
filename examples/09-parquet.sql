-- The Parquet parts of many machines as one table, in DuckDB: each machine writes its own with
--
--     Measure-HNMask /data/runs/v7EX -Shard 3/16 -Metric Overlap, Distance, Lesion | Save-HNRun -ParquetPath parts/v7EX.part3.parquet
--
-- and no part need be merged to be asked: duckdb < examples/09-parquet.sql. A figure that is undefined is NaN, and State says
-- why; a distance to an empty mask is infinity, and is counted, not averaged.
SELECT
    Run,
    count(*) AS Images,
    avg(CASE WHEN isnan(Dice) THEN 0 ELSE Dice END) FILTER (State <> 'BothEmpty') AS MeanDice,
    count("Case") AS WithoutOverlap,
    sum(GtMissed) AS MissedLesions,
    count(*) FILTER (isinf(Hd95)) AS InfiniteDistances,
    median(Hd95) FILTER (isfinite(Hd95)) AS MedianHd95
FROM read_parquet('parts/*.parquet')
GROUP BY Run
ORDER BY MeanDice;
