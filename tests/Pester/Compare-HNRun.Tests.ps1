BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $examples = Split-Path $SampleRun
}

Describe 'Compare-HNRun' {
    It 'compares image by image with an interval and tests' {
        $comparison = Compare-HNRun $examples/v6EX $examples/v7EX
        $comparison.N | Should -Be 210
        $comparison.Wins + $comparison.Ties + $comparison.Losses | Should -Be 210
        $comparison.Low | Should -BeLessThan $comparison.Difference
        $comparison.High | Should -BeGreaterThan $comparison.Difference
        $comparison.Verdict | Should -Be Improved
    }

    It 'gives one row for each metric and allows for their number' {
        $all = Compare-HNRun $examples/v6EX $examples/v7EX -Metric Dice, Iou, Recall
        $all.Metric | Should -Be Dice, Iou, Recall
        $all | ForEach-Object { $_.HolmP | Should -BeGreaterOrEqual $_.PermutationP }
    }

    It 'gives rows that panels and Sort-Object take' {
        $worst = Import-HNRun $examples/v6EX | Compare-HNRun -Candidate (Import-HNRun $SampleRun) -PerImage | Sort-Object Change | Select-Object -Last 10
        $worst | Should -HaveCount 10
        $worst[0].Run | Should -Be v7EX
    }

    It 'takes stored names' {
        Save-HNRun $examples/v*EX -Store TestDrive:/runs.db | Out-Null
        (Compare-HNRun v6EX v7EX -Store TestDrive:/runs.db).N | Should -Be 210
    }

    It 'lists images that one side lacks' {
        New-HNSampleRun TestDrive:/fewEX -Images 6 -Size 64 | Out-Null
        New-HNSampleRun TestDrive:/moreEX -Images 9 -Size 64 | Out-Null
        $comparison = Compare-HNRun TestDrive:/fewEX TestDrive:/moreEX -WarningVariable warned -WarningAction SilentlyContinue
        $comparison.MissingInBaseline | Should -HaveCount 3
        $warned | Should -Match '3 are missing in fewEX'
    }

    It 'refuses other thresholds, and says so' {
        $other = Import-HNRun $SampleRun -Threshold 0.3
        $comparison = Compare-HNRun $SampleRun $other
        $comparison.Verdict | Should -Be NotComparable
        $comparison.Reason | Should -Match 'thresholds differ: 0.7 and 0.3'
        (Compare-HNRun $SampleRun $other -Force).Reason | Should -Match 'equal in both runs'
    }

    It 'says what is left at the best thresholds, where the logs cannot be compared' {
        New-HNSampleRun TestDrive:/mapsEX -Images 20 -Size 64 | Out-Null
        $run = Import-HNRun TestDrive:/mapsEX
        $other = Import-HNRun TestDrive:/mapsEX -Threshold 0.3
        $comparison = Compare-HNRun $run $other -AtBestThreshold
        $comparison.Verdict | Should -Be NotComparable
        # The same maps twice: at its best threshold each is the same.
        $comparison.AtBestThreshold.Difference | Should -Be 0
        $comparison.AtBestThreshold.CandidateThreshold | Should -Be 0.3
        $comparison.AtBestThreshold.FromThreshold | Should -Be $comparison.AtBestThreshold.UsedDifference
        (Compare-HNRun $run $other).AtBestThreshold | Should -BeNullOrEmpty
        { Compare-HNRun $SampleRun $run -AtBestThreshold -ErrorAction Stop } | Should -Throw '*no probability maps*'
    }
}
