BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Get-HNSplit' {
    It 'emits the published split' {
        $split = Get-HNSplit $SampleRun
        $split.Name | Should -Be train, val, test, overall
        $split.Positives | Should -Be 895, 192, 192, 1279
    }

    It 'names the file that a run lacks' {
        $run = New-HNSampleRun TestDrive:/lacking -Images 2 -Size 32
        Remove-Item TestDrive:/lacking/output/metrics_logs/split_summary.csv
        { Get-HNSplit TestDrive:/lacking -ErrorAction Stop } | Should -Throw '*split_summary.csv*'
        $run.Name | Should -Be lacking
    }
}
