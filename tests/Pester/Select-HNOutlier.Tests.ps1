BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Select-HNOutlier' {
    It 'keeps 146 of 276 and says what the others are' {
        $all = Get-HNImageScore $SampleRun | Select-HNOutlier -PassThru
        $all | Should -HaveCount 276
        $groups = $all | Group-Object Reason -AsHashTable -AsString
        $groups['Kept'].Count | Should -Be 146
        $groups['Trivial'].Count | Should -Be 60
        $groups['ZeroOverlap'].Count | Should -Be 61
        $groups['BelowMinimum'].Count | Should -Be 9
        ($groups['Kept'] | Measure-Object Dice -Average).Average | Should -BeGreaterThan 0.4466 -Because 'the published mean of the kept is 0.447'
    }

    It 'passes image scores on, so that the pipeline can go on' {
        (Import-HNRun $SampleRun | Select-HNOutlier -Kept | Measure-HNScore).Count | Should -Be 146
    }
}
