BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $made = New-HNSampleRun TestDrive:/frocEX -Images 10 -Size 96 -Seed 2
}

Describe 'Measure-HNFroc' {
    It 'agrees with the lesions at the threshold of the run' {
        $point = $made | Measure-HNFroc -AsPoint | Where-Object Threshold -ge 0.5 | Sort-Object Threshold | Select-Object -First 1
        $lesions = $made | Get-HNLesion
        $truth = $lesions | Where-Object Side -eq GroundTruth
        [math]::Abs($point.Sensitivity - ($truth | Where-Object Hit).Count / $truth.Count) | Should -BeLessThan 1e-12
        $alarms = @($lesions | Where-Object { $_.Side -eq 'Prediction' -and -not $_.Hit })
        [math]::Abs($point.FalsePerImage - $alarms.Count / 10) | Should -BeLessThan 1e-12
    }

    It 'has a row for each size and an interval around the score' {
        $rows = $made | Measure-HNFroc -BySize -Resamples 200
        $rows.Count | Should -Be 6
        ($rows | Where-Object SizeStratum | Measure-Object Lesions -Sum).Sum | Should -Be $rows[0].Lesions
        $rows[0].Low | Should -BeLessOrEqual $rows[0].Score
        $rows[0].High | Should -BeGreaterOrEqual $rows[0].Score
    }

    It 'has no difference to itself' {
        ($made | Measure-HNFroc -Baseline $made).Difference | Should -Be 0
    }

    It 'says that maps are missing' {
        Remove-Item TestDrive:/frocEX/output/probabilities_test -Recurse
        { Measure-HNFroc TestDrive:/frocEX -ErrorAction Stop } | Should -Throw -ErrorId 'MissingPrediction*'
    }
}
