BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Get-HNZeroDice' {
    It 'finds 61 images, 31 more than the breakdown, and warns' {
        $cases = Import-HNRun $SampleRun | Get-HNZeroDice -WarningVariable said -WarningAction SilentlyContinue
        $cases | Should -HaveCount 61
        ($cases | Where-Object Listed) | Should -HaveCount 30
        $said[0].Message | Should -Match '31 of 61'
        $groups = $cases | Group-Object Case -AsHashTable -AsString
        $groups['A_GT_empty_PRED_nonempty'].Count | Should -Be 24
        $groups['B_GT_nonempty_PRED_empty'].Count | Should -Be 21
        $groups['C_disjoint'].Count | Should -Be 2
        $groups['Undetermined'].Count | Should -Be 14
    }

    It 'reads missing reference files as empty masks on request' {
        $cases = Get-HNZeroDice $SampleRun -MissingGroundTruth Empty -WarningAction SilentlyContinue
        ($cases | Where-Object Evidence -eq Masks) | Should -HaveCount 30
    }

    It 'exports flat rows' {
        $csv = Get-HNZeroDice $SampleRun -Recorded | ConvertTo-Csv | ConvertFrom-Csv
        ($csv | Measure-Object GtPixels -Sum).Sum | Should -Be 173926
    }
}
