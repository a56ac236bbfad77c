BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Get-HNLesion' {
    It 'adds up to the pixels of the reference' {
        $missed = Import-HNRun $SampleRun | Get-HNLesion -MissingGroundTruth Empty -WarningAction SilentlyContinue |
            Where-Object { $_.Side -eq 'GroundTruth' -and -not $_.Hit } | Measure-Object Area -Sum
        $missed.Sum | Should -Be 173926 -Because 'every listed image is a total miss'
    }

    It 'takes its connectivity as a number' {
        # Two pixels that touch at a corner, of which the first is predicted.
        New-Gray TestDrive:/gt/1.pgm '#...', '.#..', '....'
        New-Gray TestDrive:/pred/1.pgm '#...', '....', '....'
        $four, $eight = 4, 8 | ForEach-Object {
            , @(Get-HNLesion -GroundTruth TestDrive:/gt -Prediction TestDrive:/pred -Connectivity $_ | Where-Object Side -eq GroundTruth)
        }
        $four.Area | Should -Be 1, 1
        $four.Hit | Should -Be $true, $false
        $eight.Area | Should -Be 2
        $eight.Hit | Should -Be $true
    }
}
