BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $examples = Split-Path $SampleRun
}

Describe 'Invoke-HNNightly' {
    It 'answers in five lines for a person' {
        $verdict = Invoke-HNNightly -Run $examples/v7EX -Baseline $examples/v6EX
        $verdict.Answer | Should -HaveCount 5
        $verdict.Outcome | Should -Be Passed
        $verdict.ExitCode | Should -Be 0
    }

    It 'gives the exit code of the gate' {
        (Invoke-HNNightly -Run $examples/v6EX -Baseline $examples/v7EX).ExitCode | Should -Be 1
        (Invoke-HNNightly -Run $examples/v7EX -Baseline $examples/v6EX -MaximumNewFalseAlarm 2).ExitCode | Should -Be 1
    }

    It 'takes runs from the pipeline' {
        (Import-HNRun $examples/v7EX | Invoke-HNNightly -Baseline $examples/v6EX).Run | Should -Be 'v7EX'
    }

    It 'does nothing on -WhatIf' {
        Invoke-HNNightly $examples "$TestDrive/verdicts" -Baseline v6EX -Store "$TestDrive/runs.db" -WhatIf | Should -BeNullOrEmpty
        "$TestDrive/verdicts" | Should -Not -Exist
    }
}
