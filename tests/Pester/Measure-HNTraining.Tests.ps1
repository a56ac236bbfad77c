BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Measure-HNTraining' {
    It 'replays early stopping on the published epochs' {
        $training = Measure-HNTraining $SampleRun -Patience 5
        $training.StopByLoss.StopEpoch | Should -Be 8
        $training.StopByLoss.RestoredEpoch | Should -Be 3
        $training.StopByDice.StopEpoch | Should -BeNullOrEmpty
        $training.OverfitsFrom | Should -Be 3
    }

    It 'names the file that a run lacks' {
        New-HNSampleRun TestDrive:/lacking -Images 2 -Size 32 | Out-Null
        Remove-Item TestDrive:/lacking/output/metrics_expanded.csv
        { Measure-HNTraining TestDrive:/lacking -ErrorAction Stop } | Should -Throw '*metrics_expanded.csv*'
    }
}
