BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    1..3 | ForEach-Object { New-HNSampleRun "TestDrive:/m$_/x" -Images 4 -Size 80 -Seed $_ } | Out-Null
    $members = 1..3 | ForEach-Object { "TestDrive:/m$_/x/output/probabilities_test" }
}

Describe 'Merge-HNProbability' {
    It 'makes maps that are a run like any other' {
        $merged = Get-Item $members | Merge-HNProbability -Destination TestDrive:/merged
        $merged.Members | Should -Be 3, 3, 3, 3
        $merged[0].Correlations.Member | Should -Be 'm1', 'm2', 'm3'
        @(Import-HNRun TestDrive:/m1/x -ProbabilityPath TestDrive:/merged | Measure-HNThreshold -Threshold 0.5).Count | Should -Be 1
    }

    It 'gives back a member merged with itself, by every method' {
        foreach ($method in 'Mean', 'LogitMean', 'GeometricMean', 'Median', 'Maximum') {
            Merge-HNProbability $members[0], $members[0] -Method $method -Destination "TestDrive:/same$method" | Out-Null
            $same = Import-HNRun TestDrive:/m1/x -ProbabilityPath "TestDrive:/same$method" | Measure-HNMask
            $same.Brier | Should -Be (Import-HNRun TestDrive:/m1/x | Measure-HNMask).Brier
        }
    }

    It 'warns of a forgotten inverse' {
        Merge-HNProbability $members[0], $members[0] -Transform None, FlipH -Destination TestDrive:/mirrored | Out-Null
        Merge-HNProbability $members[0], $members[0], $members[0] -Transform None, FlipH, None -Destination TestDrive:/wrong -WarningVariable warnings -WarningAction SilentlyContinue | Out-Null
        $warnings | Should -Match 'FlipH was not undone'
        Merge-HNProbability $members[0], $members[0] -Destination TestDrive:/right -WarningVariable quiet | Out-Null
        $quiet | Should -BeNullOrEmpty
    }

    It 'says what each member brings' {
        # On what is marked the members say 240, 180 and 0 of 255: together 140, which is over half. Without the first 90, without the
        # second 120: nothing is found, and Dice falls from 1 to 0. Without the third 210: nothing changes.
        foreach ($id in 1..4) {
            New-Gray "TestDrive:/marked/$id.pgm" '##......', '........'
            New-Gray "TestDrive:/sure/$id.pgm" '##......', '........' @{ '#' = 240 }
            New-Gray "TestDrive:/fair/$id.pgm" '##......', '........' @{ '#' = 180 }
            New-Gray "TestDrive:/blind/$id.pgm" '........', '........'
        }
        $rows = Merge-HNProbability TestDrive:/sure, TestDrive:/fair, TestDrive:/blind -Destination TestDrive:/left -LeaveOneOut `
                -GroundTruth TestDrive:/marked -Resamples 200 | Where-Object { $_ -is [HybridNet.MemberContribution] }
        $rows.Member | Should -Be 'sure', 'fair', 'blind'
        $rows.Contribution | Should -Be 1, 1, 0
    }

    It 'replaces nothing without -Force and refuses lists that do not fit' {
        Merge-HNProbability $members -Destination TestDrive:/once | Out-Null
        Merge-HNProbability $members -Destination TestDrive:/once -ErrorVariable faults -ErrorAction SilentlyContinue
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'DestinationExists,*'
        Merge-HNProbability $members -Transform None, FlipH -Destination TestDrive:/lists -ErrorVariable faults -ErrorAction SilentlyContinue
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        'TestDrive:/lists' | Should -Not -Exist
    }
}
