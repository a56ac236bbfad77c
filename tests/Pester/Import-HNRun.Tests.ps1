BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Import-HNRun' {
    It 'reads the sample run with its published figures' {
        $run = Import-HNRun $SampleRun
        $run.Name | Should -Be v7EX
        $run.Images | Should -Be 276
        [math]::Round($run.MeanDice, 4) | Should -Be 0.4547
        $run.ZeroDice | Should -Be 61
        $run.BestEpoch | Should -Be 14
        $run.BestValDice | Should -Be 0.499385
    }

    It 'takes folders from Get-ChildItem and passes over one that is no run' {
        New-Item TestDrive:/runs/empty -ItemType Directory | Out-Null
        Copy-Item $SampleRun 'TestDrive:/runs/a [1]' -Recurse
        $runs = Get-ChildItem TestDrive:/runs -Directory | Import-HNRun -ErrorVariable faults -ErrorAction SilentlyContinue
        $runs.Name | Should -Be 'a [1]'
        $faults | Should -HaveCount 1
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'NotARun,*'
    }

    It 'binds a path from any current folder, with and without the output level' {
        Push-Location $SampleRun
        try {
            (Import-HNRun .).Name | Should -Be v7EX
            (Import-HNRun ./output).Name | Should -Be v7EX
        }
        finally { Pop-Location }
    }

    It 'completes lesion codes' {
        $line = 'Import-HNRun x -Lesion '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be EX, HE, MA, SE
    }
}
