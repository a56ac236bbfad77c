BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $examples = Split-Path $SampleRun
}

Describe 'Test-HNRegression' {
    It 'passes what is better and fails what is worse' {
        (Compare-HNRun $examples/v6EX $examples/v7EX | Test-HNRegression -Margin 0.01 -MaximumNewFalseAlarm 6).Passed | Should -BeTrue
        $worse = Compare-HNRun $examples/v7EX $examples/v6EX | Test-HNRegression -Margin 0.01
        $worse.Passed | Should -BeFalse
        $worse.ExitCode | Should -Be 1
        $worse.Reason | Should -Match '0323_1|1793_3'
    }

    It 'gives one answer for several metrics' {
        Compare-HNRun $examples/v6EX $examples/v7EX -Metric Dice, Recall | Test-HNRegression | Should -HaveCount 1
    }

    It 'counts new false alarms without being told to' {
        $result = Compare-HNRun $examples/v6EX $examples/v7EX | Test-HNRegression -Margin 0.01
        $result.Outcome | Should -Be Inconclusive
        $result.ExitCode | Should -Be 3
        $result.Reason | Should -Match '6 new and 0 gone on 84 healthy images'
    }

    It 'says what a set of images can show' {
        $result = Compare-HNRun $examples/v7EX $examples/v6EX -Metric Recall | Test-HNRegression -Margin 0.02
        $result.Outcome | Should -Be Inconclusive
        $result.DetectableLoss | Should -BeGreaterThan 0.02
        $result.ImagesNeeded | Should -BeGreaterThan 210
        $choices = 'Report', 'Pass', 'Fail' | ForEach-Object { ($result.Comparison | Test-HNRegression -Margin 0.02 -Inconclusive $_).ExitCode }
        $choices | Should -Be 3, 0, 1
    }

    It 'never passes what was not compared' {
        $nothing = Compare-HNRun $examples/v6EX $examples/v0EX -ErrorAction Ignore | Test-HNRegression
        $nothing.Passed | Should -BeFalse
        $nothing.ExitCode | Should -Be 2
    }

    It 'counts images that are newly missed' {
        (Compare-HNRun $examples/v6EX $examples/v7EX | Test-HNRegression -MaximumNewFalseAlarm 6 -MaximumNewZeroDice 8).Passed | Should -BeTrue
        (Compare-HNRun $examples/v6EX $examples/v7EX | Test-HNRegression -MaximumNewFalseAlarm 6 -MaximumNewZeroDice 7).Passed | Should -BeFalse
    }
}

Describe 'The gate that a lab copies' {
    BeforeAll {
        function Invoke-Gate([string] $Baseline, [string] $Candidate) {
            $command = "`$env:HN_BASELINE = '$Baseline'; `$env:HN_CANDIDATE = '$Candidate'; Import-Module '$Module'; Import-Module '$((Get-Module Pester).Path)'; " +
                "`$r = Invoke-Pester '$examples/04-regression.Tests.ps1' -PassThru -Output None; `"`$(`$r.PassedCount) `$(`$r.FailedCount)`"; `$r.Failed.ErrorRecord.Exception.Message"
            & $Pwsh -NoProfile -NonInteractive -Command $command
        }
    }

    It 'passes for the runs beside it' { Invoke-Gate $examples/v6EX $examples/v7EX | Should -Be '3 0' }

    It 'fails with a message that names the images' {
        $text = Invoke-Gate $examples/v7EX $examples/v6EX
        # Dice lies below its margin; recall loses 0.011 to 0.033 and 0.02 is tolerated, which is not shown; 8 of 10 new misses are.
        $text[0] | Should -Be '1 2'
        $text -join "`n" | Should -Match 'lies wholly below -0.01. Worst: \d{4}_\d'
    }
}
