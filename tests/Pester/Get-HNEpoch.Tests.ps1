BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Get-HNEpoch' {
    It 'emits the 18 printed epochs' {
        $epochs = Get-HNEpoch $SampleRun
        $epochs | Should -HaveCount 18
        ($epochs | Where-Object ValDice -gt 0.49).Number | Should -Be 7, 10, 12, 13, 14, 16
        ($epochs | Sort-Object ValLoss)[0].Number | Should -Be 3
    }

    It 'emits the best one alone' { (Get-HNEpoch $SampleRun -Best).Number | Should -Be 14 }
}
