# A paper's protocol, written down and run again: six pairs of masks of Reinke et al., "Understanding metric-related pitfalls in
# image analysis validation" (Nature Methods 21, 2024), beside the figures that the paper prints of them. What the paper means by
# each figure stands in 10-paper-protocol.json; keep such a file beside a paper of your own.
#
#   dotnet run --project src/HybridNet.Shell -c Release -- -File examples/10-paper-protocol.ps1
#   pwsh -Command "Import-Module ./out/HybridNet.PowerShell; ./examples/10-paper-protocol.ps1"

# A mask is its side and the rectangles that are marked: first row, first column, rows, columns.
$pairs = @(
    @{ Id = 'S2.10-small'; Side = 14; Gt = @(, (5, 5, 4, 4)); Pred = @(, (6, 6, 2, 2)); Paper = @{ HD = 1.41; MASD = 1.07; ASSD = 1.10; NSD = 0.75 } }
    @{ Id = 'S2.10-large'; Side = 14; Gt = @(, (5, 5, 4, 4)); Pred = @(, (4, 4, 6, 6)); Paper = @{ HD = 1.41; MASD = 1.04; ASSD = 1.05; NSD = 0.875 } }
    @{ Id = '5c-outlier'; Side = 14; Gt = (1, 1, 1, 1), (9, 9, 3, 3); Pred = @(, (9, 9, 3, 3)); Paper = @{ HD = 11.31; HD95 = 6.79 } }
    @{ Id = '10-cross'; Side = 11; Gt = @(, (3, 3, 5, 5)); Pred = (3, 3, 5, 5), (5, 1, 1, 9), (1, 5, 9, 1); Paper = @{ DSC = 0.862; IoU = 0.76; ASSD = 0.44; MASD = 0.425; NSD = 0.89 } }
    @{ Id = 'clDice-long'; Side = 14; Gt = (1, 1, 3, 1), (3, 1, 1, 3); Pred = (2, 1, 2, 1), (3, 1, 1, 3); Paper = @{ clDice = 0.86 } }
    @{ Id = 'clDice-short'; Side = 14; Gt = (1, 1, 3, 1), (3, 1, 1, 3); Pred = @(, (3, 1, 1, 3)); Paper = @{ clDice = 0.67 } }
)

$folder = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
foreach ($pair in $pairs) {
    foreach ($side in 'Gt', 'Pred') {
        $rows = foreach ($y in 0..($pair.Side - 1)) {
            -join $(foreach ($x in 0..($pair.Side - 1)) {
                    [int][bool]($pair.$side | Where-Object { $y -ge $_[0] -and $y -lt $_[0] + $_[2] -and $x -ge $_[1] -and $x -lt $_[1] + $_[3] })
                })
        }
        $null = New-Item (Join-Path $folder $side) -ItemType Directory -Force
        # A portable grey map as text: 1 where the mask is.
        "P2 $($pair.Side) $($pair.Side) 1`n$($rows -replace '(.)', '$1 ' -join "`n")" | Set-Content (Join-Path $folder $side "$($pair.Id).pgm")
    }
}

$measured = Measure-HNMask -Prediction (Join-Path $folder Pred) -GroundTruth (Join-Path $folder Gt) -As (Join-Path $PSScriptRoot 10-paper-protocol.json)
$(foreach ($row in $measured) {
        foreach ($figure in ($pairs | Where-Object Id -EQ $row.ImageId).Paper.GetEnumerator() | Sort-Object Key) {
            [pscustomobject]@{ Image = $row.ImageId; Figure = $figure.Key; Ours = '{0:0.0000}' -f $row.($figure.Key); Paper = '{0:0.###}' -f $figure.Value }
        }
    }) | Format-Table

[IO.Directory]::Delete($folder, $true)
