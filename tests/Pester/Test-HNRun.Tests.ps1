BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Test-HNRun' {
    It 'says what the sample run hides' {
        $findings = Import-HNRun $SampleRun | Test-HNRun
        foreach ($id in 'HN001', 'HN002', 'HN003', 'HN005', 'HN006', 'HN007', 'HN012', 'HN013', 'HN018') { $findings.Id | Should -Contain $id }
        ($findings | Where-Object Id -EQ HN001).Count | Should -Be 60
    }

    It 'has nothing above information to say of a clean run' {
        $run = New-HNSampleRun TestDrive:/cleanEX -Images 12 -Size 64
        Test-HNRun -InputObject $run -Severity Warning | Should -BeNullOrEmpty
        Test-HNRun -InputObject $run -Quiet | Should -BeTrue
    }

    It 'finds <fault>' -ForEach @(
        @{ fault = 'TrivialImages'; id = 'HN001' }
        @{ fault = 'FewTrainBatches'; id = 'HN006' }
        @{ fault = 'CopiedPhoto'; id = 'HN017' }
    ) {
        $run = New-HNSampleRun "TestDrive:/$fault" -Images 40 -Size 64 -Fault $fault
        (Test-HNRun -InputObject $run -Severity Warning).Id | Should -Contain $id
    }

    It 'is not content with a run that it could not read' {
        Test-HNRun TestDrive:/nowhere -Quiet -ErrorAction SilentlyContinue | Should -BeFalse
    }

    It 'refuses a rule that does not exist' {
        { Test-HNRun $SampleRun -Include HN999 } | Should -Throw -ErrorId 'InvalidArgument,HybridNet.PowerShell.Commands.TestHNRunCommand'
    }
}
