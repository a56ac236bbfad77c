# What do the masks say? A drawn run measured image by image: the worst images, the lesions that were missed, and the
# threshold that would have been best.
#
#   dotnet run --project src/HybridNet.Shell -c Release -- -File examples/02-masks.ps1
#   pwsh -Command "Import-Module ./out/HybridNet.PowerShell; ./examples/02-masks.ps1"

$folder = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
$run = New-HNSampleRun (Join-Path $folder demoEX) -Images 24 -Size 256

'1. Of the images with an overlap the five whose borders are furthest apart'
$run | Measure-HNMask -Metric Overlap, Distance, Lesion | Where-Object State -eq Defined | Sort-Object Hd95 -Descending | Select-Object -First 5 | Format-Table ImageId, State, Dice, Hd95, GtMissed, PredFalse

'2. Lesions that nothing hit, by size'
$run | Get-HNLesion -Side GroundTruth | Where-Object { -not $_.Hit } | Group-Object SizeStratum -NoElement | Format-Table Count, Name

'3. The threshold with the highest mean Dice: images where nothing is marked or predicted are left out, not scored 1'
$run | Measure-HNThreshold | Sort-Object MeanDice -Descending | Select-Object -First 1 | Format-Table

[IO.Directory]::Delete($folder, $true)
