BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'New-HNSampleRun' {
    It 'writes the same bytes for the same seed and others for another' {
        1..2 | ForEach-Object { New-HNSampleRun "TestDrive:/same$_/x" -Images 4 -Size 64 -Seed 5 } | Out-Null
        New-HNSampleRun TestDrive:/other/x -Images 4 -Size 64 -Seed 6 | Out-Null
        $hashes = 'same1', 'same2', 'other' | ForEach-Object {
            (Get-ChildItem "TestDrive:/$_" -Recurse -File | Sort-Object FullName | Get-FileHash).Hash -join ''
        }
        $hashes[0] | Should -Be $hashes[1]
        $hashes[0] | Should -Not -Be $hashes[2]
    }

    It 'writes a run whose tables and masks agree' {
        $run = New-HNSampleRun TestDrive:/agree -Images 40 -Size 96 -Seed 3
        $cases = $run | Get-HNZeroDice -WarningAction SilentlyContinue -ErrorVariable faults
        $faults | Should -BeNullOrEmpty
        $cases.Evidence | Sort-Object -Unique | Should -Be Masks
        $cases.Count | Should -Be $run.ZeroDice
        foreach ($case in $cases) { $case.GtPixels + $case.PredPixels | Should -Be $case.TotalPixels }
    }

    It 'touches nothing with -WhatIf and nothing that exists' {
        New-HNSampleRun TestDrive:/whatif -WhatIf
        'TestDrive:/whatif' | Should -Not -Exist
        New-Item TestDrive:/there -ItemType Directory | Out-Null
        { New-HNSampleRun TestDrive:/there -ErrorAction Stop } | Should -Throw -ErrorId 'DestinationExists*'
        Get-ChildItem TestDrive:/there | Should -BeNullOrEmpty
    }
}
