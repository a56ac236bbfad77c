BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $made = New-HNSampleRun TestDrive:/leverEX -Images 15 -Size 128 -Seed 3
}

Describe 'Optimize-HNPostProcess' {
    It 'emits every combination, and what choosing achieves on images that had no say' {
        $rows = $made | Optimize-HNPostProcess -Threshold 0.3, 0.5 -Open 0, 1 -FillHole -MinimumArea 0, 5 -Resamples 200
        @($rows | Where-Object Role -EQ Combination).Count | Should -Be 16
        @($rows | Where-Object Best).Count | Should -Be 1
        ($rows | Where-Object Role -Like 'CrossFitted*').Optimistic | Should -Be $false, $false
        ($rows | Where-Object Role -EQ Combination).Optimistic | Should -Not -Contain $false
    }

    It 'agrees with the masks that Export-HNMask writes' {
        $row = $made | Optimize-HNPostProcess -Threshold 0.4 -Close 1 -MinimumArea 6 -Fold 0 -Resamples 0 -WarningAction Ignore
        $made | Export-HNMask -Threshold 0.4 -Close 1 -MinimumArea 6 -Destination TestDrive:/steps
        $measured = Import-HNRun TestDrive:/leverEX -PredictionPath TestDrive:/steps | Measure-HNMask -Metric Lesion
        $mean = ($measured | Measure-HNScore).MeansByPolicy | Where-Object EmptyPolicy -EQ NonTrivial
        $row.MeanDice | Should -BeGreaterThan ($mean.Mean - 1e-12)
        $row.MeanDice | Should -BeLessThan ($mean.Mean + 1e-12)
        $row.FalseLesionsPerImage | Should -Be (($measured | Measure-Object PredFalse -Sum).Sum / 15)
    }

    It 'says that everything is optimistic without folds' {
        $row = $made | Optimize-HNPostProcess -MinimumArea 5 -Fold 0 -Resamples 0 -WarningVariable warnings -WarningAction SilentlyContinue
        $row.Optimistic | Should -BeTrue
        $warnings | Should -Match 'optimistic'
    }

    It 'refuses to report on the images that chose' {
        $made | Optimize-HNPostProcess -TuneSplit test -ReportSplit test -ErrorVariable faults -ErrorAction SilentlyContinue
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }

    It 'fits in 80 columns' {
        $lines = $made | Optimize-HNPostProcess -Threshold 0.4 -Open 1 -Close 1 -FillHole -MinimumArea 6 -Resamples 200 | Format-Table | Out-String -Width 80 -Stream
        $lines -replace '\e\[[\d;]*m' | Where-Object { $_ -match '^Steps .* Mark' } | Should -Not -BeNullOrEmpty
        $lines -replace '\e\[[\d;]*m' | Where-Object Length -GT 80 | Should -BeNullOrEmpty
    }
}
