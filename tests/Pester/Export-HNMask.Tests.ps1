BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $made = New-HNSampleRun TestDrive:/maskEX -Images 6 -Size 97 -Seed 5
}

Describe 'Export-HNMask' {
    It 'writes masks that measure as the predictions do when nothing is asked for' {
        $made | Export-HNMask -Destination TestDrive:/same
        $again = Import-HNRun TestDrive:/maskEX -PredictionPath TestDrive:/same | Measure-HNMask
        $again.Dice | Should -Be ($made | Measure-HNMask).Dice
        (Get-ChildItem TestDrive:/same).Name | Should -Be (Get-ChildItem TestDrive:/maskEX/output/predictions_test).Name
    }

    It 'never replaces a mask without -Force' {
        $made | Export-HNMask -Destination TestDrive:/twice
        $before = (Get-ChildItem TestDrive:/twice | Get-FileHash).Hash
        $made | Export-HNMask -LargestOnly -Destination TestDrive:/twice -ErrorVariable faults -ErrorAction SilentlyContinue
        $faults.Count | Should -Be 6
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'DestinationExists,*'
        (Get-ChildItem TestDrive:/twice | Get-FileHash).Hash | Should -Be $before
        @($made | Export-HNMask -LargestOnly -Destination TestDrive:/twice -Force -PassThru).Count | Should -Be 6
        @(Get-ChildItem TestDrive:/twice).Count | Should -Be 6
    }

    It 'takes files from the pipeline and filters them' {
        Get-ChildItem TestDrive:/maskEX/output/predictions_test | Export-HNMask -MinimumArea 20 -MaximumArea 200 -Destination TestDrive:/sized
        $areas = (Get-HNLesion -Prediction TestDrive:/sized -GroundTruth TestDrive:/maskEX/masks/* -Side Prediction).Area
        $areas | Should -Not -BeNullOrEmpty
        $areas | Where-Object { $_ -lt 20 -or $_ -gt 200 } | Should -BeNullOrEmpty
    }

    It 'writes nothing with -WhatIf' {
        $made | Export-HNMask -Destination TestDrive:/none -WhatIf
        'TestDrive:/none' | Should -Not -Exist
    }
}
