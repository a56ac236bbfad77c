BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    New-HNSampleRun TestDrive:/scoreEX -Images 8 -Size 96 -Seed 4 | Out-Null
    $run = Import-HNRun TestDrive:/scoreEX
    $measured = @($run | Measure-HNMask)
}

Describe 'Export-HNScore' {
    It 'writes <Name>, which its own reader takes back' -TestCases @(
        @{ Name = 'summary.json'; Format = 'nnU-Net' }
        @{ Name = 'metrics.json'; Format = 'grand-challenge' }
        @{ Name = 'results.tsv'; Format = 'panoptica' }
        @{ Name = 'ranking.csv'; Format = 'long metrics' }
    ) {
        $file = $measured | Export-HNScore "TestDrive:/$Name.d/$Name"
        $file.Name | Should -Be $Name
        $back = Import-HNRun "TestDrive:/$Name.d"
        $back.Format | Should -Be $Format
        $back.Log.Scores.ImageId | Should -Be $measured.ImageId
        foreach ($i in 0..($measured.Count - 1)) {
            if ([double]::IsNaN($measured[$i].Dice)) { [double]::IsNaN($back.Log.Scores[$i].Dice) | Should -BeTrue }
            else { $back.Log.Scores[$i].Dice | Should -Be $measured[$i].Dice }
        }
    }

    It 'keeps the counts of nnU-Net exact' {
        $measured | Export-HNScore TestDrive:/n/summary.json | Out-Null
        $back = Import-HNRun TestDrive:/n
        $back.Log.Scores.Tp | Should -Be $measured.TruePositive
        $back.Log.Scores.GtPixels | Should -Be $measured.GtPixels
        $back.Log.Scores.State | Should -Be $measured.State
    }

    It 'needs counts for nnU-Net, and says so' {
        $run | Export-HNScore TestDrive:/log.json -Format NnUnet -ErrorVariable faults -ErrorAction SilentlyContinue
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'UndefinedValue,*'
        'TestDrive:/log.json' | Should -Not -Exist
    }

    It 'writes several runs into the long form only' {
        $both = $measured + @($measured | Select-Object *, @{ n = 'Run'; e = { 'other' } } -ExcludeProperty Run)
        $both | Export-HNScore TestDrive:/two.tsv -ErrorVariable faults -ErrorAction SilentlyContinue
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'SeveralRuns,*'
        $both | Export-HNScore TestDrive:/two/two.csv | Out-Null
        (Import-HNRun TestDrive:/two).Name | Should -Be 'two_scoreEX', 'two_other'
    }

    It 'keeps a file that is there, and writes none with -WhatIf' {
        Set-Content TestDrive:/kept.csv 'mine'
        { $measured | Export-HNScore TestDrive:/kept.csv -ErrorAction Stop } | Should -Throw -ErrorId 'DestinationExists*'
        Get-Content TestDrive:/kept.csv | Should -Be 'mine'
        $measured | Export-HNScore TestDrive:/what.csv -WhatIf
        'TestDrive:/what.csv' | Should -Not -Exist
    }
}
