# Why does the run fail? The sample run's zero-Dice cases, what its outlier filter removes, the mean under each empty
# policy, and the epochs.
#
#   dotnet run --project src/HybridNet.Shell -c Release -- -File examples/01-zero-dice.ps1
#   pwsh -Command "Import-Module ./out/HybridNet.PowerShell; ./examples/01-zero-dice.ps1"

$run = Import-HNRun (Join-Path $PSScriptRoot v7EX)

'1. Images without any overlap: the run lists 30, there are 61'
$run | Get-HNZeroDice | Group-Object Case, Evidence, Listed -NoElement | Format-Table Count, Name -AutoSize

'2. What the filter 0.05 < Dice < 0.99 removes'
$run | Select-HNOutlier -Minimum 0.05 -Maximum 0.99 -Summary -PopulationSize 1820 | Format-List

'3. The mean Dice depends on what an empty image counts'
($run | Measure-HNScore -Property Dice).MeansByPolicy | Format-Table

'4. The epochs'
$run | Get-HNEpoch | Format-Table
