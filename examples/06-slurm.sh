#!/bin/bash
# Measures one run on sixteen machines of a Slurm cluster and puts the parts together:
#
#     measure=$(sbatch --parsable examples/06-slurm.sh /data/runs/v7EX /data/parts)
#     sbatch --dependency=afterok:$measure --array=0 examples/06-slurm.sh /data/runs/v7EX /data/parts merge
#
# Each task writes a file of its own, so nothing is shared but the folder. A task that is killed or sent again writes its
# part again; saving the same part twice changes nothing.
#SBATCH --job-name=hybridnet
#SBATCH --array=1-16
#SBATCH --cpus-per-task=4
#SBATCH --mem=4G
#SBATCH --time=01:00:00
set -euo pipefail

run=$1
parts=$2
shards=${HN_SHARDS:-16}
module=${HN_MODULE:-HybridNet.PowerShell}
name=$(basename "$run")
mkdir -p "$parts"

if [[ ${3:-measure} == merge ]]; then
    # Refuses, with the numbers, when a shard is missing, there twice, unfinished, or was measured in another way.
    HN_RUN=$run HN_PARTS=$parts HN_NAME=$name HN_USED=$module pwsh -NoProfile -NonInteractive -Command '
        $ErrorActionPreference = "Stop"
        Import-Module $env:HN_USED
        Save-HNRun -LiteralPath $env:HN_RUN
        $parts = Get-ChildItem -LiteralPath $env:HN_PARTS -Filter "$($env:HN_NAME).part*.db" | ForEach-Object { [WildcardPattern]::Escape($_.FullName) }
        Save-HNRun -Merge $parts'
else
    HN_RUN=$run HN_PART=$parts/$name.part$SLURM_ARRAY_TASK_ID.db HN_SHARD=$SLURM_ARRAY_TASK_ID/$shards HN_USED=$module pwsh -NoProfile -NonInteractive -Command '
        $ErrorActionPreference = "Stop"
        Import-Module $env:HN_USED
        Measure-HNMask -LiteralPath $env:HN_RUN -Shard $env:HN_SHARD -Metric Overlap, Distance, Lesion -MissingGroundTruth Empty -ErrorAction Continue |
            Save-HNRun -Store $env:HN_PART'
fi
