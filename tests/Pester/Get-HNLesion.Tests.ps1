BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Get-HNLesion' {
    It 'adds up to the pixels of the reference' {
        $missed = Import-HNRun $SampleRun | Get-HNLesion -MissingGroundTruth Empty -WarningAction SilentlyContinue |
            Where-Object { $_.Side -eq 'GroundTruth' -and -not $_.Hit } | Measure-Object Area -Sum
        $missed.Sum | Should -Be 173926 -Because 'every listed image is a total miss'
    }

    It 'takes its connectivity as a number' {
        $four = Get-HNLesion $SampleRun -Connectivity 4 -MissingGroundTruth Empty -WarningAction SilentlyContinue
        $eight = Get-HNLesion $SampleRun -Connectivity 8 -MissingGroundTruth Empty -WarningAction SilentlyContinue
        $four.Count | Should -BeGreaterOrEqual $eight.Count
    }
}
