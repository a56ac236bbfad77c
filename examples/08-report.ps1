# What a person would rather look at: the report of a run, its charts, images without overlap, and a curve in the terminal.
#
#   dotnet run --project src/HybridNet.Shell -c Release -- -File examples/08-report.ps1
#   pwsh -Command "Import-Module ./out/HybridNet.PowerShell; ./examples/08-report.ps1 -Destination ./reports"
param([string] $Path = "$PSScriptRoot/v7EX", [string] $Destination)

$folder = if ($Destination) { $Destination } else { Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()) }
$run = Import-HNRun $Path

'1. Everything about the run on one page'
$run | Export-HNReport -Destination "$folder/report.html" -MissingGroundTruth Empty | ForEach-Object Name

'2. The charts of the published report'
$run | Export-HNChart -Kind DiceScatter, MetricCurve, SplitBar, ZeroDice -Destination "$folder/charts" | ForEach-Object Name

'3. Images without overlap'
$run | Get-HNZeroDice -MissingGroundTruth Empty -WarningAction Ignore | Where-Object { $_.Evidence -eq 'Masks' } | Select-Object -First 4 |
    Export-HNPanel -Layout Triptych -Destination "$folder/zero" -MissingGroundTruth Empty -WarningAction Ignore | ForEach-Object Name

'4. A curve, here'
$run | Get-HNEpoch | Show-HNChart ValDice -Width 70 -Height 8

if (-not $Destination) { Remove-Item $folder -Recurse }
