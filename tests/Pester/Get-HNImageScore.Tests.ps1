BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Get-HNImageScore' {
    It 'emits the published lowest rows first when sorted' {
        $lowest = Import-HNRun $SampleRun | Get-HNImageScore | Sort-Object Dice | Select-Object -First 10
        $lowest.ImageId | Should -Be 0760_1, 0445_1, 0914_1, 0716_1, 0844_1, 0559_1, 0800_1, 1005_1, 0868_3, 0890_1
        $lowest[0].Dice | Should -Be 2.568713e-10
        $lowest | ForEach-Object { $_.Rank } | Should -Be (1..10)
    }

    It 'shows a tiny Dice as tiny, not as zero' {
        Get-HNImageScore $SampleRun -ImageId 0760_1 | Out-String | Should -Match '2\.57e-10'
    }

    It 'filters by state' {
        Get-HNImageScore $SampleRun -State BothEmpty | Should -HaveCount 60
    }
}
