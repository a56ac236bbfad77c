BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Measure-HNScore' {
    It 'agrees with Measure-Object' {
        $scores = Get-HNImageScore $SampleRun
        $expected = $scores | Measure-Object Recall -AllStats
        $actual = $scores | Measure-HNScore -Property Recall
        $actual.Mean | Should -BeGreaterThan ($expected.Average - 1e-12)
        $actual.Mean | Should -BeLessThan ($expected.Average + 1e-12)
        [math]::Abs($actual.StandardDeviation - $expected.StandardDeviation) | Should -BeLessThan 1e-12
        $actual.Maximum | Should -Be $expected.Maximum
    }

    It 'shows the ladder for Dice, and none for other properties' {
        (Measure-HNScore $SampleRun).MeansByPolicy | ForEach-Object { $_.Count } | Should -Be 216, 192, 276, 192
        (Measure-HNScore $SampleRun -Property Recall).MeansByPolicy | Should -BeNullOrEmpty
    }

    It 'gives the same interval for the same seed' {
        $a, $b = 1..2 | ForEach-Object { Measure-HNScore $SampleRun -Seed 7 -Resamples 500 }
        $a.Low | Should -Be $b.Low
        $a.High | Should -Be $b.High
    }
}
