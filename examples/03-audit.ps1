# Can these numbers be believed? What the audit finds in the sample run, what its training curves say, and whether groups
# of images differ.
#
#   dotnet run --project src/HybridNet.Shell -c Release -- -File examples/03-audit.ps1
#   pwsh -Command "Import-Module ./out/HybridNet.PowerShell; ./examples/03-audit.ps1"

$run = Import-HNRun (Join-Path $PSScriptRoot v7EX)

'1. What a reader of these numbers should know'
$run | Test-HNRun -Severity Warning | Format-Table

'2. What to do about the first of them'
($run | Test-HNRun -Severity Warning | Select-Object -First 1).Recommendation
''

'3. The training'
$run | Measure-HNTraining -Patience 5 | Format-List

'4. Is the split even?'
$run | Get-HNSplit -Test | Format-Table

'5. Failures by size of both masks together, in pixels of the grid that was scored'
$run | Get-HNImageScore -State ZeroOverlap, GtEmpty | Measure-HNScore -By Size -Resamples 0 | Format-Table Group, Count
