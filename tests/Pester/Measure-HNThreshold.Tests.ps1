BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $made = New-HNSampleRun TestDrive:/madeEX -Images 12 -Size 96
}

Describe 'Measure-HNThreshold' {
    It 'has a best threshold' {
        $best = $made | Measure-HNThreshold | Sort-Object MeanDice -Descending | Select-Object -First 1
        $best.MeanDice | Should -BeGreaterThan 0
        $best.Threshold | Should -BeIn (0..255 | ForEach-Object { $_ / 255 })
    }

    It 'falls in recall as the threshold rises' {
        $rows = $made | Measure-HNThreshold -Threshold 0.1, 0.5, 0.9
        $rows.PooledRecall | Should -Be ($rows.PooledRecall | Sort-Object -Descending)
    }

    It 'says that a run has no maps' {
        Import-HNRun $SampleRun | Measure-HNThreshold -ErrorVariable faults -ErrorAction SilentlyContinue -WarningAction SilentlyContinue -MissingGroundTruth Empty
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'MissingFile,*'
    }
}
