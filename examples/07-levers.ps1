# What would help, without training again? Post-processing as paired experiments, the masks of the chosen steps, an
# ensemble of flipped views, and weights for the next training.
#
#   dotnet run --project src/HybridNet.Shell -c Release -- -File examples/07-levers.ps1
#   pwsh -Command "Import-Module ./out/HybridNet.PowerShell; ./examples/07-levers.ps1"

$folder = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
$run = New-HNSampleRun "$folder/leverEX" -Images 24 -Size 192

'1. Steps that need no training; B best, S simplest, P Pareto front, ! chosen on the images that are reported'
$rows = $run | Optimize-HNPostProcess -Threshold 0.3, 0.5, 0.7 -MinimumArea 0, 6, 12
$rows | Format-Table

'2. The masks with the best steps, measured again'
$best = $rows | Where-Object Best
$run | Export-HNMask -Threshold $best.Threshold -MinimumArea $best.MinimumArea -Destination "$folder/cleaned"
Import-HNRun "$folder/leverEX" -PredictionPath "$folder/cleaned" | Measure-HNMask | Select-Object -First 4 | Format-Table

'3. Two members merged; the second forgot to undo its flip'
$maps = "$folder/leverEX/output/probabilities_test"
$null = Merge-HNProbability $maps, $maps -Transform None, FlipH -Destination "$folder/mirrored" -WarningAction Ignore
Merge-HNProbability $maps, $maps, $maps -Transform None, None, FlipH -Destination "$folder/merged" -WarningAction Ignore |
    Select-Object -First 4 | Format-Table

'4. Weights for the sampler of the next training'
$split = @('image_id,split') + @(0..17 | ForEach-Object { '{0:d4}_{1},train' -f $_, (1 + $_ % 3) })
[IO.File]::WriteAllLines("$folder/leverEX/output/metrics_logs/image_split.csv", [string[]] $split)
Import-HNRun "$folder/leverEX" | Export-HNSampleWeight -Destination "$folder/weights.csv" -PassThru | Select-Object -First 4 | Format-Table
Remove-Item $folder -Recurse
