BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $examples = Split-Path $SampleRun
}

Describe 'Measure-HNRanking' {
    It 'ranks runs with intervals, the best first' {
        $ranked = Measure-HNRanking $examples/v6EX, $examples/v7EX
        $ranked.Run | Should -Be v7EX, v6EX
        $ranked.Place | Should -Be 1, 2
        # The name that it had before; an array has a Rank of its own.
        $ranked | ForEach-Object Rank | Should -Be 1, 2
        $ranked[0].BestProbability | Should -BeGreaterThan 0.99
        $ranked.Group | Should -Be a, b
        $ranked[0].AdjustedP['v6EX'] | Should -BeLessThan 0.01
        $ranked[0].Images | Should -Be 210
    }

    It 'takes stored runs' {
        Save-HNRun $examples/v*EX -Store TestDrive:/runs.db | Out-Null
        Get-HNRun v* -Store TestDrive:/runs.db | Measure-HNRanking -Resamples 200 | Should -HaveCount 2
    }

    It 'refuses one run, and a name twice' {
        { Measure-HNRanking $examples/v6EX -ErrorAction Stop } | Should -Throw '*needs two runs*'
        { Measure-HNRanking $examples/v6EX, $examples/v6EX -ErrorAction Stop } | Should -Throw '*2 runs are called v6EX*'
    }
}
